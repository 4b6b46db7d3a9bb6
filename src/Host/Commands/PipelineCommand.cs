using System.Collections;
using System.CommandLine;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;
using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Commands;

/// <summary>A command on a pipeline file, with overrides and axes from the command line.</summary>
internal abstract class PipelineCommand : ProgramCommand
{
    private const int Attempts = 5;

    /// <summary>The pipeline's file.</summary>
    protected Argument<string> File { get; } = new("FILE") { Description = "The pipeline, a JSON file." };

    /// <summary>The axes on the command line.</summary>
    protected Option<string[]> Sweep { get; } = new("--sweep")
    {
        Description = "An axis of the sweep, such as schedule:steps=2,4,8; may be repeated.",
        HelpName = "KEY=V1,V2,…",
        DefaultValueFactory = _ => [],
    };

    protected PipelineCommand(string name, string description, string example)
        : base(name, description, example)
    {
        Arguments.Add(File);
        Options.Add(Sweep);
        Options.Add(SharedOptions.Locked);
        Options.Add(SharedOptions.Lock);
    }

    /// <inheritdoc/>
    public override bool TakesOverrides => true;

    /// <summary>Whether a pipeline without metrics is an error.</summary>
    protected virtual bool NeedsMetrics => true;

    /// <summary>Reads and composes the pipeline; if a plugin's files change meanwhile, again.</summary>
    /// <exception cref="UserErrorException">Everything that is wrong with it.</exception>
    /// <exception cref="PluginChangedException">A plugin's files do not come to rest.</exception>
    protected Experiment Compose(ParseResult arguments, CommandContext context)
    {
        var request = Request(arguments, context);
        return AtRest(context, () => Task.FromResult(new Workbench(context.Catalogue, context.Types).Compose(request))).GetAwaiter().GetResult();
    }

    /// <summary>Reads the pipeline and has it composed where its cells will be measured; if a plugin's files change meanwhile, again.</summary>
    /// <exception cref="UserErrorException">Everything that is wrong with it.</exception>
    /// <exception cref="PluginChangedException">A plugin's files do not come to rest.</exception>
    protected Task<Launch> Launch(ParseResult arguments, CommandContext context)
    {
        var request = Request(arguments, context);
        return AtRest(context, () => new Launches(
            new Workbench(context.Catalogue, context.Types),
            [.. context.Folders.Select(folder => Path.GetFullPath(folder, context.WorkingDirectory))],
            context.Lock is { } file ? Path.GetFullPath(file, context.WorkingDirectory) : null,
            context.Say,
            context.Clock).Prepare(request, context.Stop));
    }

    private static async Task<T> AtRest<T>(CommandContext context, Func<Task<T>> prepare)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await prepare();
            }
            catch (PluginChangedException) when (attempt < Attempts)
            {
                context.Forget();
            }
        }
    }

    /// <summary>What the pipeline is composed from.</summary>
    protected PipelineRequest Request(ParseResult arguments, CommandContext context) => new(arguments.GetRequiredValue(File), context.WorkingDirectory)
    {
        Overrides = context.Overrides,
        NeedsMetrics = NeedsMetrics,
        Sweeps = [.. (arguments.GetValue(Sweep) ?? []).Select(Axis)],
        Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => entry.Value as string ?? ""),
    };

    private static KeyValuePair<string, string> Axis(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
        ? KeyValuePair.Create(text[..equals].Replace('.', ':'), text[(equals + 1)..])
        : throw new UserErrorException("command line", "", $"--sweep got '{text}'; expected is a key and its values, such as schedule:steps=2,4,8");
}
