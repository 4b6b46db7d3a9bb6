using System.Collections.Concurrent;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching.Workers;

/// <summary>Measures cells in worker processes, several at a time: whatever a plugin does there, only its own cell fails.</summary>
/// <param name="pool">The processes.</param>
/// <param name="assignment">What the run was made from.</param>
/// <param name="options">How long a cell may take, and how often it is tried again.</param>
/// <param name="clock">Times the cells.</param>
internal sealed class ProcessLauncher(WorkerPool pool, Assignment assignment, ProcessOptions options, TimeProvider clock) : ILauncher
{
    /// <summary>Whoever ends all processes, this one too, does not do it in one moment.</summary>
    private static readonly TimeSpan _together = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public async Task Measure(IReadOnlyList<CellConfiguration> cells, ICellFolder folder, ILaunched told, CancellationToken stop)
    {
        var left = new ConcurrentQueue<CellConfiguration>(cells);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(pool.Count, cells.Count)).Select(async _ =>
        {
            try
            {
                await Measure(left, folder, told, end.Token);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // Stopped, or another failed: then that one says why.
            }
            catch
            {
                await end.CancelAsync();
                throw;
            }
        }));
        pool.IsStopped = stop.IsCancellationRequested;
    }

    /// <summary>Takes one cell after another with one process, as long as that lives.</summary>
    private async Task Measure(ConcurrentQueue<CellConfiguration> left, ICellFolder folder, ILaunched told, CancellationToken stop)
    {
        WorkerProcess? worker = null;
        try
        {
            while (!stop.IsCancellationRequested && left.TryDequeue(out var cell))
            {
                for (var attempt = 0; ; attempt++)
                {
                    worker ??= attempt == 0 ? await pool.Take(assignment.In(folder.Path), stop) : await pool.Start(assignment.In(folder.Path), stop);
                    told.Started(cell);
                    var start = clock.GetTimestamp();
                    var (result, isOver) = await Measure(cell, worker, folder, told, stop);
                    if (isOver || (result.Failure is not null && attempt < options.Retries))
                    {
                        await worker.DisposeAsync();
                        worker = null;
                    }

                    if (result.Failure is not { } failure || attempt == options.Retries)
                    {
                        told.Finished(cell, result, clock.GetElapsedTime(start));
                        break;
                    }

                    told.Failed(cell, failure);
                }
            }

            if (worker is not null && !stop.IsCancellationRequested)
            {
                pool.Return(worker);
                worker = null;
            }
        }
        finally
        {
            await (worker?.DisposeAsync() ?? default);
        }
    }

    /// <summary>Measures one cell once.</summary>
    /// <returns>Its result, which is in its file, and whether the process has ended or should.</returns>
    private async Task<(CellResult Result, bool IsOver)> Measure(CellConfiguration cell, WorkerProcess worker, ICellFolder folder, ILaunched told, CancellationToken stop)
    {
        try
        {
            worker.Send(new Order { Measure = cell.Index, Folder = folder.Cells.Folder });
            if (await worker.Next(options.TimeLimit, stop) is not { } report)
            {
                return (await Ended(cell, worker, folder, stop), true);
            }

            if (report.Broken is { } broken)
            {
                throw broken.Exception();
            }

            if (worker.Printed() is { Length: > 0 } printed)
            {
                told.Say(printed);
            }

            return (folder.Cells.Read(cell.Id, out _) ?? throw new IOException($"the file of {Place.Of(cell)} was changed by somebody else while the run was going on"), report.IsSpent);
        }
        catch (OperationCanceledException)
        {
            told.Stopped(cell);
            throw;
        }
    }

    /// <summary>What a cell gave whose process ended: a failure, unless its result was kept before.</summary>
    private static async Task<CellResult> Ended(CellConfiguration cell, WorkerProcess worker, ICellFolder folder, CancellationToken stop)
    {
        var end = worker.End();
        if (end.IsKilled)
        {
            await Task.Delay(_together, stop);
        }

        if (folder.Cells.Read(cell.Id, out _) is { Failure: null } kept)
        {
            return kept;
        }

        var plugin = end.IsKilled ? "the worker process" : Suspects.Of(cell, end.Printed);
        var failure = new CellFailure(plugin, end.Words, end.Printed.Length == 0 ? null : end.Printed);
        var result = new CellResult([], failure);
        folder.Cells.Write(cell.Id, result);
        return result;
    }
}
