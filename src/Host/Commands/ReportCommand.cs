using System.CommandLine;
using Unmask.Host.Configuration;
using Unmask.Host.Reporting;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask report RUN</c>: one HTML file that shows a run, finished or not.</summary>
internal sealed class ReportCommand : ProgramCommand
{
    private readonly Argument<string> _run = new("RUN") { Description = "The run folder." };
    private readonly Option<string?> _out = new("--out") { Description = $"The file to write; {ReportFile.FileName} in the run folder if absent.", HelpName = "FILE" };

    public ReportCommand()
        : base("report", "Write the report of a run, one HTML file that needs no network; of an unfinished run too.", "unmask report runs/potts-decay/20261126-101500 --out potts-decay.html")
    {
        Arguments.Add(_run);
        Options.Add(_out);
    }

    /// <inheritdoc/>
    public override Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var run = StoredRun.Open(arguments.GetValue(_run)!, context.WorkingDirectory);
        var path = arguments.GetValue(_out) is { } named ? Path.GetFullPath(named, context.WorkingDirectory) : Path.Combine(run.Path, ReportFile.FileName);
        try
        {
            ReportFile.Write(run, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(path, "", $"The report cannot be written: {exception.Message} Choose another file with --out FILE.");
        }

        var unfinished = run.Cells.Count(cell => run.Read(cell) is null);
        if (unfinished > 0)
        {
            context.Screen.Error.WriteLine($"The run is not finished: {Figures.Count(unfinished)} of {Figures.Count(run.Cells.Count)} cells are not in the report.");
        }

        context.Screen.Out.WriteLine(path);
        return Task.FromResult(ExitCode.Done);
    }
}
