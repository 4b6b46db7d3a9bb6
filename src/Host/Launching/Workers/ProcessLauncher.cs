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
    private async Task Measure(ConcurrentQueue<CellConfiguration> queue, ICellFolder folder, ILaunched told, CancellationToken stop)
    {
        WorkerProcess? worker = null;
        try
        {
            while (!stop.IsCancellationRequested && queue.TryDequeue(out var cell))
            {
                for (var (left, isAlone) = (options.Retries, false); ;)
                {
                    worker ??= isAlone ? await pool.Start(assignment.In(folder.Path), stop) : await pool.Take(assignment.In(folder.Path), stop);
                    var wasFresh = worker.IsFresh;
                    told.Started(cell);
                    var start = clock.GetTimestamp();
                    var attempt = await Try(cell, worker, folder, told, stop);
                    var again = attempt.Result.Failure is not null && (left > 0 || (attempt.RanOut && !wasFresh));
                    if (attempt.IsOver || again)
                    {
                        await worker.DisposeAsync();
                        worker = null;
                    }

                    if (!again)
                    {
                        told.Finished(cell, attempt.Result, clock.GetElapsedTime(start));
                        break;
                    }

                    // Memory may have been taken by cells before: that is not held against this one.
                    isAlone = true;
                    left -= attempt.RanOut && !wasFresh ? 0 : 1;
                    told.Failed(cell, attempt.Result.Failure!);
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

    private async Task<Attempt> Try(CellConfiguration cell, WorkerProcess worker, ICellFolder folder, ILaunched told, CancellationToken stop)
    {
        try
        {
            worker.Send(new Order { Measure = cell.Index, Folder = folder.Cells.Folder });
            if (await worker.Next(options.TimeLimit, stop) is not { } report)
            {
                return await Ended(cell, worker, folder, stop);
            }

            if (report.Broken is { } broken)
            {
                throw broken.Exception();
            }

            if (worker.Printed() is { Length: > 0 } printed)
            {
                told.Say(printed);
            }

            var result = folder.Cells.Read(cell.Id, out _) ?? throw new IOException($"the file of {Place.Of(cell)} was changed by somebody else while the run was going on");
            return new Attempt(result, report.IsSpent, report.IsSpent);
        }
        catch (OperationCanceledException)
        {
            told.Stopped(cell);
            throw;
        }
    }

    /// <summary>What a cell gave whose process ended: a failure, unless its result was kept before.</summary>
    private static async Task<Attempt> Ended(CellConfiguration cell, WorkerProcess worker, ICellFolder folder, CancellationToken stop)
    {
        var end = worker.End();
        if (end.IsKilled)
        {
            await Task.Delay(_together, stop);
        }

        if (folder.Cells.Read(cell.Id, out _) is { Failure: null } kept)
        {
            return new Attempt(kept, true, false);
        }

        var plugin = end.IsKilled ? "the worker process" : Suspects.Of(cell, end.Printed);
        var result = new CellResult([], new CellFailure(plugin, end.Words, end.Printed.Length == 0 ? null : end.Printed));
        folder.Cells.Write(cell.Id, result);
        return new Attempt(result, true, end.RanOut);
    }

    /// <summary>What came of measuring a cell once.</summary>
    /// <param name="Result">Its result, which is in its file.</param>
    /// <param name="IsOver">Whether the process has ended or should.</param>
    /// <param name="RanOut">Whether it failed for want of memory.</param>
    private sealed record Attempt(CellResult Result, bool IsOver, bool RanOut);
}
