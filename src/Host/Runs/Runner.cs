using System.Text.Json;
using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>Measures the cells of a pipeline in their order and keeps each result before the next begins.</summary>
/// <remarks>
/// One cell after another: inside a cell the interpretation uses all cores. A cell whose result is in the folder is not measured
/// again, unless it failed: a failure is no result, and its reason may be gone. Nor is one that only repeats, with another seed, a cell
/// in which nothing was sampled.
/// </remarks>
/// <param name="folder">Where results are kept.</param>
/// <param name="measure">Measures one cell; a plugin's exception comes back as <see cref="CellResult.Failure"/>.</param>
/// <param name="progress">Is told how far it is.</param>
/// <param name="clock">Times the cells.</param>
internal sealed class Runner(RunFolder folder, Func<CellConfiguration, CancellationToken, CellResult> measure, IRunProgress progress, TimeProvider clock)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    /// <summary>Runs all cells.</summary>
    /// <param name="pipeline">The cells.</param>
    /// <param name="finished">Receives every result in the order of the cells, as soon as there is one.</param>
    /// <param name="stop">Stops within two seconds: a cell that does not listen is left behind, and not kept.</param>
    /// <returns>The outcomes in order; fewer than there are cells if it was stopped.</returns>
    public async Task<IReadOnlyList<CellOutcome>> Run(Pipeline pipeline, Action<CellConfiguration, CellResult> finished, CancellationToken stop)
    {
        var outcomes = new List<CellOutcome>(pipeline.Cells.Count);
        await progress.Show(pipeline.Cells.Count, async () =>
        {
            foreach (var cell in pipeline.Cells)
            {
                if (stop.IsCancellationRequested || (Kept(cell) ?? Repeated(pipeline, cell) ?? await Measure(cell, stop)) is not { } result)
                {
                    break;
                }

                outcomes.Add(CellOutcome.Of(cell, result));
                finished(cell, result);
            }
        });
        return outcomes;
    }

    private CellResult? Kept(CellConfiguration cell)
    {
        var kept = folder.Cells.Read(cell.Id, out var damaged);
        if (damaged)
        {
            folder.Log.Write("cell-damaged", writer => Name(writer, cell));
            progress.Say($"The file of {Place.Of(cell)} is damaged; the cell is computed again.");
        }

        if (kept is null || kept.Failure is not null)
        {
            return null;
        }

        progress.End(cell, failed: false, took: null);
        return kept;
    }

    /// <summary>What the cell of the first seed gave, where no randomness went into it: then this seed gives the same, and it is kept for it too.</summary>
    /// <remarks>A failure is not carried over: whether it is one of every seed is not known.</remarks>
    private CellResult? Repeated(Pipeline pipeline, CellConfiguration cell)
    {
        if (cell.Repeats is not { } first || folder.Cells.Read(pipeline.Cells[first].Id, out _) is not { Failure: null } same || same.Values.Any(value => value.Samples is not null))
        {
            return null;
        }

        var result = new CellResult(same.Values);
        folder.Cells.Write(cell.Id, result);
        folder.Log.Write("cell-repeated", writer => Name(writer, cell));
        progress.End(cell, failed: false, took: null);
        return result;
    }

    private async Task<CellResult?> Measure(CellConfiguration cell, CancellationToken stop)
    {
        progress.Begin(cell);
        folder.Log.Write("cell-started", writer => Name(writer, cell));
        var start = clock.GetTimestamp();
        if (await WithinGrace(() => measure(cell, stop), stop) is not { } result || (result.Failure is not null && stop.IsCancellationRequested))
        {
            folder.Log.Write("cell-stopped", writer => Name(writer, cell));
            return null;
        }

        var took = clock.GetElapsedTime(start);
        folder.Cells.Write(cell.Id, result);
        folder.Log.Write(result.Failure is null ? "cell-finished" : "cell-failed", writer =>
        {
            Name(writer, cell);
            writer.WriteNumber("seconds", Math.Round(took.TotalSeconds, 3));
            if (result.Failure is { } failure)
            {
                writer.WriteString("plugin", failure.Plugin);
                writer.WriteString("message", failure.Message);
                writer.WriteString("detail", failure.Detail);
            }
        });
        progress.End(cell, result.Failure is not null, took);
        return result;
    }

    private async Task<CellResult?> WithinGrace(Func<CellResult> work, CancellationToken stop)
    {
        var working = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(working, Task.Delay(Timeout.Infinite, stop));
        await Task.WhenAny(working, Task.Delay(Grace, clock, CancellationToken.None));
        if (!working.IsCompleted)
        {
            return null;
        }

        try
        {
            return await working;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private static void Name(Utf8JsonWriter writer, CellConfiguration cell)
    {
        writer.WriteNumber("cell", cell.Index);
        writer.WriteString("id", cell.Id);
        writer.Axes(cell.Axes);
    }
}
