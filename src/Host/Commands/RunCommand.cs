using System.CommandLine;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask run FILE</c>: runs every cell, prints the table, writes the run folder.</summary>
internal sealed class RunCommand : PipelineCommand
{
    private readonly Option<string?> _out = new("--out") { Description = "The run folder; an unfinished run of the same pipeline there is resumed.", HelpName = "DIR" };
    private readonly Option<bool> _force = new("--force") { Description = "Start over in the folder of --out, whatever run is there." };

    public RunCommand()
        : base("run", "Run a pipeline: every cell of its sweep, a table of the results, a run folder.", "unmask run samples/potts-decay/pipeline.json schedule:steps=16")
    {
        Options.Add(_out);
        Options.Add(_force);
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
        var plugins = launch.Pipeline.Cells.SelectMany(cell => cell.Plugins).Select(plugin => plugin.Assembly).Distinct();
        return await RunSession.Execute(launch.Pipeline, options, launch.Launcher, [.. plugins], context.Screen, context.Clock, context.Stop);
    }
}
