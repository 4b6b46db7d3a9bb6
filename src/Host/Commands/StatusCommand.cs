using System.CommandLine;
using Unmask.Host.Runs;
using Unmask.Host.Status;

namespace Unmask.Host.Commands;

/// <summary><c>unmask status RUN</c>: how far a run is, from another terminal or machine.</summary>
internal sealed class StatusCommand : ProgramCommand
{
    private readonly Argument<string> _run = new("RUN") { Description = "The run folder." };

    public StatusCommand()
        : base("status", "How far a run is: cells done, failed and to go, the pace, what is at work; from any terminal or machine that sees its folder.", "unmask status runs/potts-decay/20261124-040506")
    {
        Arguments.Add(_run);
        Options.Add(SharedOptions.Json);
    }

    /// <inheritdoc/>
    public override Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var shown = arguments.GetRequiredValue(_run);
        var status = RunStatus.Read(StoredRun.Open(shown, context.WorkingDirectory), context.Clock);
        if (arguments.GetValue(SharedOptions.Json))
        {
            context.Screen.Out.Write(Json.Indented(StatusText.Json(status)));
            return Task.FromResult(ExitCode.Done);
        }

        foreach (var line in StatusText.Lines(status, shown))
        {
            context.Screen.Out.WriteLine(line);
        }

        return Task.FromResult(ExitCode.Done);
    }
}
