using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Status;

/// <summary>How far a run is, as its folder tells on any machine that sees it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Done">Cells with values.</param>
/// <param name="Failed">Cells that failed, with their reasons.</param>
/// <param name="Held">Whether a host works in the folder now; a machine that does not share locks with that host cannot see it.</param>
/// <param name="History">The last session, or null if there is none in the log.</param>
/// <param name="Now">When this was read, UTC.</param>
internal sealed record RunStatus(StoredRun Run, int Done, IReadOnlyList<(CellPlace Cell, CellFailure Failure)> Failed, bool Held, RunHistory? History, DateTimeOffset Now)
{
    /// <summary>A log that was written to this recently is one that somebody writes to, though no lock can be seen.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(1);

    /// <summary>Cells without a result.</summary>
    public int Missing => Run.Cells.Count - Done - Failed.Count;

    /// <summary>What goes on: <c>complete</c>, <c>running</c>, <c>stopped</c>, or <c>ended</c> where a host ended without a word.</summary>
    public string State =>
        Held ? "running"
        : Missing == 0 ? "complete"
        : History is { End: null, Last: var last } && Now - last < Recent && !OnThisMachine ? "running"
        : History?.End == "stopped" ? "stopped" : "ended";

    /// <summary>How fast the last session measured cells.</summary>
    public Pace Pace => History is { } history ? new Pace(history.Measured, (State == "running" ? Now : history.Last) - history.Started) : default;

    private bool OnThisMachine => History?.Machine == Environment.MachineName;

    /// <summary>Reads it.</summary>
    public static RunStatus Read(StoredRun run, TimeProvider clock)
    {
        // The lock first: a host that ends meanwhile has then written all it has.
        var held = RunLock.IsHeld(run.Path);
        var results = run.Cells.Select(cell => (Cell: cell, Result: run.Read(cell))).Where(each => each.Result is not null).ToList();
        return new RunStatus(
            run,
            results.Count(each => each.Result!.Failure is null),
            [.. results.Where(each => each.Result!.Failure is not null).Select(each => (each.Cell, each.Result!.Failure!))],
            held, RunHistory.Read(run.Path), clock.GetUtcNow());
    }
}
