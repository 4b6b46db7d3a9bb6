using System.CommandLine;
using Unmask.Host.Configuration;
using Unmask.Host.Launching.Slurm;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask run FILE</c>: runs every cell, prints the table, writes the run folder.</summary>
internal sealed class RunCommand : PipelineCommand
{
    private readonly Option<string?> _out = new("--out") { Description = "The run folder; an unfinished run of the same pipeline there is resumed.", HelpName = "DIR" };
    private readonly Option<bool> _force = new("--force") { Description = "Start over in the folder of --out, whatever run is there." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Measure nothing: prepare the run folder, and print a script for a cluster, one task a cell." };

    public RunCommand()
        : base("run", "Run a pipeline: every cell of its sweep, a table of the results, a run folder.", "unmask run samples/potts-decay/pipeline.json schedule:steps=16")
    {
        Options.Add(_out);
        Options.Add(_force);
        Options.Add(_dryRun);
        Options.Add(SharedOptions.Json);
    }

    /// <inheritdoc/>
    public override async Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        if (arguments.GetValue(_force) && arguments.GetValue(_out) is null)
        {
            throw new UserErrorException("command line", "", "--force starts over in the folder of --out, which is not given");
        }

        await using var launch = await Launch(arguments, context);
        var options = new RunOptions(context.WorkingDirectory, arguments.GetValue(_out), arguments.GetValue(_force), arguments.GetValue(SharedOptions.Json), context.Debug)
        {
            Survey = launch.Survey,
            Words = [.. context.Plugins.SelectMany(folder => new[] { "--plugins", folder }), .. context.Overrides.Select(pair => $"{pair.Key}={pair.Value}")],
        };
        IReadOnlyList<PluginAssembly> plugins = [.. launch.Pipeline.Cells.SelectMany(cell => cell.Plugins).Select(plugin => plugin.Assembly).Distinct()];
        if (arguments.GetValue(_dryRun))
        {
            using var folder = RunFolder.Open(launch.Pipeline, plugins, options, context.Clock);
            context.Screen.Out.Write(SlurmScript.Missing(launch.Pipeline, folder, launch.Assignment));
            context.Screen.Error.WriteLine($"Nothing was measured. The run folder is {folder.Path}: when its tasks are through, run the same with --out to collect the results.");
            return ExitCode.Done;
        }

        return await RunSession.Execute(launch.Pipeline, options, launch.Launcher, plugins, context.Screen, context.Clock, context.Stop);
    }
}
