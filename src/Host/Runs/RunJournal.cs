using System.Text.Json;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;

namespace Unmask.Host.Runs;

/// <summary>Keeps book of a run's cells, which may finish in any order: writes the log, tells the progress, and passes results on in the order of the cells.</summary>
/// <remarks>
/// A result that has to wait for an earlier cell is read again from its file, but for a few, so that a slow first cell does not keep all others in memory. Thread-safe.
/// </remarks>
/// <param name="cells">All cells, in order.</param>
/// <param name="folder">Where results are kept.</param>
/// <param name="progress">Is told how far it is.</param>
/// <param name="finished">Receives every result in the order of the cells.</param>
internal sealed class RunJournal(IReadOnlyList<CellConfiguration> cells, RunFolder folder, IRunProgress progress, Action<CellConfiguration, CellResult> finished) : ILaunched
{
    /// <summary>How many results wait in memory: enough for files that are written side by side.</summary>
    private const int MostWaiting = 32;

    private readonly Lock _lock = new();
    private readonly ILookup<string, CellConfiguration> _named = cells.ToLookup(cell => cell.Id);
    private readonly CellOutcome?[] _outcomes = new CellOutcome?[cells.Count];
    private readonly Dictionary<int, CellResult> _waiting = [];
    private int _next;

    /// <summary>Takes up the results that are in the folder.</summary>
    /// <returns>The cells that have none, in order; of several that are the same the first.</returns>
    public IReadOnlyList<CellConfiguration> TakeUp()
    {
        lock (_lock)
        {
            var missing = new List<CellConfiguration>();
            foreach (var cell in cells)
            {
                if (Kept(cell) is { } kept)
                {
                    progress.End(cell, failed: false, took: null);
                    Pass(cell, kept);
                }
                else
                {
                    missing.Add(cell);
                }
            }

            return [.. missing.DistinctBy(cell => cell.Id)];
        }
    }

    /// <summary>Keeps for other seeds what the first seed gave, where no randomness went into it: they would give the same.</summary>
    /// <param name="repeats">Cells that repeat others with another seed and have no result.</param>
    /// <returns>Those that have to be measured: of a cell that was sampled, that has no result, or that failed, since that may not be so for every seed.</returns>
    public IReadOnlyList<CellConfiguration> Repeat(IReadOnlyList<CellConfiguration> repeats)
    {
        lock (_lock)
        {
            var left = new List<CellConfiguration>();
            foreach (var cell in repeats)
            {
                if (_outcomes[cell.Repeats!.Value] is { Failure: null } && Again(cell.Repeats.Value).Values is var values && values.All(value => value.Samples is null))
                {
                    folder.Cells.Write(cell.Id, new CellResult(values));
                    folder.Log.Write("cell-repeated", writer => Name(writer, cell));
                    progress.End(cell, failed: false, took: null);
                    Pass(cell, new CellResult(values));
                }
                else
                {
                    left.Add(cell);
                }
            }

            return left;
        }
    }

    /// <summary>Passes on what was still waiting for cells that are not measured any more.</summary>
    /// <returns>The outcomes there are, in order.</returns>
    public IReadOnlyList<CellOutcome> Close()
    {
        lock (_lock)
        {
            for (; _next < cells.Count; _next++)
            {
                if (_outcomes[_next] is not null)
                {
                    finished(cells[_next], Take(_next));
                }
            }

            return [.. _outcomes.OfType<CellOutcome>()];
        }
    }

    /// <inheritdoc/>
    public void Started(CellConfiguration cell)
    {
        lock (_lock)
        {
            progress.Begin(cell);
            folder.Log.Write("cell-started", writer => Name(writer, cell));
        }
    }

    /// <inheritdoc/>
    public void Finished(CellConfiguration cell, CellResult result, TimeSpan took)
    {
        lock (_lock)
        {
            folder.Log.Write(result.Failure is null ? "cell-finished" : "cell-failed", writer =>
            {
                Name(writer, cell);
                writer.WriteNumber("seconds", Math.Round(took.TotalSeconds, 3));
                Fields(writer, result.Failure);
            });
            foreach (var same in _named[cell.Id].Where(same => _outcomes[same.Index] is null))
            {
                progress.End(same, result.Failure is not null, same.Index == cell.Index ? took : null);
                Pass(same, result);
            }
        }
    }

    /// <inheritdoc/>
    public void Stopped(CellConfiguration cell)
    {
        lock (_lock)
        {
            folder.Log.Write("cell-stopped", writer => Name(writer, cell));
        }
    }

    /// <inheritdoc/>
    public void Failed(CellConfiguration cell, CellFailure failure)
    {
        lock (_lock)
        {
            folder.Log.Write("cell-tried", writer =>
            {
                Name(writer, cell);
                Fields(writer, failure);
            });
            progress.Say($"{Place.Of(cell)} failed in {failure.Plugin}: {failure.Message}; it is tried again.");
        }
    }

    /// <inheritdoc/>
    public void Say(string line)
    {
        lock (_lock)
        {
            progress.Say(line);
        }
    }

    private CellResult? Kept(CellConfiguration cell)
    {
        var kept = folder.Cells.Read(cell.Id, out var damaged);
        if (damaged)
        {
            folder.Log.Write("cell-damaged", writer => Name(writer, cell));
            progress.Say($"The file of {Place.Of(cell)} is damaged; the cell is computed again.");
        }

        return kept is { Failure: null } ? kept : null;
    }

    private void Pass(CellConfiguration cell, CellResult result)
    {
        _outcomes[cell.Index] = CellOutcome.Of(cell, result);
        if (_next == cell.Index || _waiting.Count < MostWaiting)
        {
            _waiting[cell.Index] = result;
        }

        for (; _next < cells.Count && _outcomes[_next] is not null; _next++)
        {
            finished(cells[_next], Take(_next));
        }
    }

    private CellResult Take(int index) => _waiting.Remove(index, out var waiting) ? waiting : Again(index);

    private CellResult Again(int index) => _outcomes[index]!.Failure is { } failure
        ? new CellResult([], failure)
        : folder.Cells.Read(cells[index].Id, out _) ?? throw new IOException($"the file of {Place.Of(cells[index])} was changed by somebody else while the run was going on.");

    private static void Name(Utf8JsonWriter writer, CellConfiguration cell)
    {
        writer.WriteNumber("cell", cell.Index);
        writer.WriteString("id", cell.Id);
        writer.Axes(cell.Axes);
    }

    private static void Fields(Utf8JsonWriter writer, CellFailure? failure)
    {
        if (failure is not null)
        {
            writer.WriteString("plugin", failure.Plugin);
            writer.WriteString("message", failure.Message);
            writer.WriteString("detail", failure.Detail);
        }
    }
}
