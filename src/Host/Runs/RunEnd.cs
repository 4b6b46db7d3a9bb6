using Spectre.Console;
using Unmask.Host.Configuration;
using Unmask.Host.Reporting;

namespace Unmask.Host.Runs;

/// <summary>The end of a session: the documents that are made of all results, and what the user is told.</summary>
/// <param name="pipeline">The run.</param>
/// <param name="options">How it was asked for.</param>
/// <param name="screen">The outputs.</param>
/// <param name="folder">Its folder.</param>
/// <param name="shown">The folder, as the user is told it.</param>
internal sealed class RunEnd(Pipeline pipeline, RunOptions options, Screen screen, RunFolder folder, string shown)
{
    /// <summary>Writes the table, the fits and, of a complete run, the report; prints what suits.</summary>
    /// <param name="outcomes">What the cells gave, in order; fewer than there are cells if the run was stopped.</param>
    /// <returns><see cref="ExitCode.Done"/>, <see cref="ExitCode.CellFailed"/> or <see cref="ExitCode.Interrupted"/>.</returns>
    public int Tell(IReadOnlyList<CellOutcome> outcomes)
    {
        IReadOnlyList<CellOutcome> failed = [.. outcomes.Where(outcome => outcome.Failure is not null)];
        var done = outcomes.Count - failed.Count;
        var stopped = outcomes.Count < pipeline.Cells.Count;
        Tables(outcomes);
        folder.Log.Write(stopped ? "stopped" : "finished", writer =>
        {
            writer.WriteNumber("done", done);
            writer.WriteNumber("failed", failed.Count);
        });
        if (!stopped)
        {
            ReportFile.WriteOrSay(folder.Path, shown, screen.Error);
        }

        if (options.Json && failed.Count > 0)
        {
            Failures(failed);
        }

        if (stopped)
        {
            screen.Error.WriteLine($"Stopped: {done} of {pipeline.Cells.Count} cells are done and kept in {shown}. To go on, run the same with --out {shown}");
        }

        return stopped ? ExitCode.Interrupted : failed.Count > 0 ? ExitCode.CellFailed : ExitCode.Done;
    }

    private void Tables(IReadOnlyList<CellOutcome> outcomes)
    {
        var fits = Fits.Of(pipeline, outcomes, options.Survey);
        var table = new ResultTable(pipeline, outcomes, options);
        void Print(IAnsiConsole console, string? name)
        {
            table.Write(console, name);
            console.WriteLine();
            FitTable.Write(console, fits);
        }

        using var text = new StringWriter { NewLine = "\n" };
        Print(Screen.Plain(text), null);
        folder.Write(RunFolder.TableFile, text.ToString());
        if (pipeline.Fits.Count > 0)
        {
            folder.Write(RunFolder.FitsFile, Fits.Json(fits));
        }

        if (!options.Json)
        {
            Print(screen.Table, shown);
            screen.Out.Flush();
            return;
        }

        foreach (var note in options.Survey.Notes)
        {
            screen.Error.WriteLine(note);
        }
    }

    private void Failures(IReadOnlyList<CellOutcome> failed)
    {
        screen.Error.WriteLine($"{failed.Count} of {pipeline.Cells.Count} cells failed:");
        foreach (var line in failed.SelectMany(outcome => Place.Failed(pipeline, outcome.Cell, outcome.Failure!, options)))
        {
            screen.Error.WriteLine(line);
        }
    }
}
