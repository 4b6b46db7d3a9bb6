using System.Collections.Concurrent;
using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins.Store;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching.Workers;

/// <summary>The worker processes of a run: starts them, keeps those that wait, ends them. Thread-safe.</summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="options">How many there are, and what each may use.</param>
internal sealed class WorkerPool(Pipeline pipeline, ProcessOptions options) : IAsyncDisposable
{
    private const int Attempts = 3;

    private readonly string _ids = CellIds.Of(pipeline);
    private readonly ConcurrentBag<WorkerProcess> _waiting = [];

    /// <summary>How many processes work at a time: no more than there are cells.</summary>
    public int Count { get; } = Math.Min(options.Workers ?? Environment.ProcessorCount, pipeline.Cells.Count);

    /// <summary>Whether what is left is to be killed rather than asked to end.</summary>
    public bool IsStopped { get; set; }

    /// <summary>A process that is ready: one that waits, or a fresh one.</summary>
    /// <param name="assignment">What a fresh one is to work on.</param>
    /// <param name="stop">Stops waiting for it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public async Task<WorkerProcess> Take(Assignment assignment, CancellationToken stop) =>
        _waiting.TryTake(out var waiting) ? waiting : await Start(assignment, stop);

    /// <summary>A process that nothing ran in yet, and that is ready.</summary>
    /// <inheritdoc cref="Take"/>
    /// <exception cref="WorkerException">It does not start.</exception>
    /// <exception cref="PluginChangedException">It does not find the same cells: a plugin, an input file or the pipeline changed.</exception>
    public async Task<WorkerProcess> Start(Assignment assignment, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var worker = WorkerProcess.Start(assignment, Math.Max(1, Environment.ProcessorCount / Count), options.MemoryLimit ?? Share);
            try
            {
                if (await worker.Next(null, stop) is { } report)
                {
                    return Ready(report) ? worker : throw new PluginChangedException("a plugin, an input file or the pipeline changed since the cells were listed; run the command again");
                }

                var end = worker.End();
                if (attempt == Attempts)
                {
                    throw new WorkerException(ExitCode.InternalError, $"a worker process could not be started: it {end.Words}", end.Printed);
                }
            }
            catch
            {
                await worker.DisposeAsync();
                throw;
            }

            await worker.DisposeAsync();
        }
    }

    /// <summary>Keeps a process that has done what it was told.</summary>
    public void Return(WorkerProcess worker) => _waiting.Add(worker);

    /// <summary>Ends all that wait.</summary>
    /// <exception cref="PluginDisposalException">A plugin's service threw when it was disposed.</exception>
    public async ValueTask DisposeAsync()
    {
        var problems = await Task.WhenAll(_waiting.Select(async worker =>
        {
            await using (worker)
            {
                return IsStopped ? [] : await worker.Close();
            }
        }));
        _waiting.Clear();
        if (problems.SelectMany(each => each).Distinct().ToList() is { Count: > 0 } distinct)
        {
            throw new PluginDisposalException(distinct);
        }
    }

    private long Share => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Count;

    private bool Ready(Report report) => report.Broken is { } broken ? throw broken.Exception() : report.Ready == _ids;
}
