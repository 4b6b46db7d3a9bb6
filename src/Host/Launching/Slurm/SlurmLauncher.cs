using Unmask.Host.Configuration;
using Unmask.Host.Launching.Workers;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching.Slurm;

/// <summary>Measures cells as tasks of Slurm array jobs, and follows them by their files in the run folder.</summary>
/// <remarks>
/// Nothing but the folder has to be shared. A cell whose task ended without a result (cancelled, killed, its node lost) is submitted again; tasks that a host
/// which is gone had submitted are followed on. When stopped, the jobs are cancelled.
/// </remarks>
/// <param name="pipeline">The run.</param>
/// <param name="assignment">Where its plugins are.</param>
/// <param name="clock">Paces the looks at the queue.</param>
internal sealed class SlurmLauncher(Pipeline pipeline, Assignment assignment, TimeProvider clock) : ILauncher
{
    private const int MostSubmissions = 3;
    private const int MostLog = 2048;

    private static readonly TimeSpan _first = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(5);

    /// <summary>How long the file of a task that has ended may take to be seen here: network file systems show others' files late.</summary>
    private static readonly TimeSpan _late = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan _cancelling = TimeSpan.FromSeconds(1.5);

    /// <inheritdoc/>
    public Task Ready(CancellationToken stop) => SlurmQueue.Check(Script(Path.GetTempPath()).Text([0], 0), stop);

    /// <inheritdoc/>
    public async Task Measure(IReadOnlyList<CellConfiguration> cells, ICellFolder folder, ILaunched told, CancellationToken stop)
    {
        var jobs = new SlurmJobs(folder.Path);
        var waiting = new Waiting(cells, folder, told, clock);
        waiting.Forget();
        try
        {
            await Follow(waiting, Script(folder.Path), jobs, told, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            waiting.Stop();
            using var patience = new CancellationTokenSource(_cancelling, clock);
            try
            {
                await SlurmQueue.Cancel(jobs.Ids, patience.Token);
                jobs.Keep([]);
            }
            catch (OperationCanceledException)
            {
                told.Say($"Slurm does not answer: its jobs {string.Join(", ", jobs.Ids)} may go on; scancel ends them.");
            }
        }
    }

    private SlurmScript Script(string folder) => SlurmScript.Of(pipeline, folder, assignment);

    private async Task Follow(Waiting waiting, SlurmScript script, SlurmJobs jobs, ILaunched told, CancellationToken stop)
    {
        var most = await SlurmQueue.MostIndices(stop);
        var submitted = new Dictionary<int, Submission>();
        var pause = _first;
        for (var isFirst = true; ; isFirst = false)
        {
            // Tasks before files: what is not in the queue now has written its file already, if it ever does.
            if (await SlurmQueue.Tasks(jobs.Ids, stop) is { } tasks)
            {
                foreach (var task in tasks.Where(task => task.Runs))
                {
                    waiting.Runs(jobs.Cell(task));
                }

                var alive = tasks.ToLookup(jobs.Cell);
                var finished = waiting.Collect();
                var lost = waiting.Lost(cell => alive.Contains(cell), isFirst ? TimeSpan.Zero : _late);
                var givenUp = lost.Where(cell => submitted.TryGetValue(cell, out var last) && last.Times == MostSubmissions).ToList();
                foreach (var cell in givenUp)
                {
                    await GiveUp(cell, waiting, script.Folder, submitted[cell], stop);
                }

                await Submit([.. lost.Except(givenUp)], script, jobs, most, submitted, told, stop);
                jobs.Keep(tasks.Select(task => task.Job).Concat(submitted.Values.Select(last => last.Job)));
                pause = finished > 0 ? _first : pause;
            }

            if (waiting.Count == 0)
            {
                jobs.Keep([]);
                jobs.Tidy();
                return;
            }

            await Task.Delay(pause, clock, stop);
            pause = pause * 1.5 < _most ? pause * 1.5 : _most;
        }
    }

    private static async Task Submit(
        IReadOnlyList<int> cells, SlurmScript script, SlurmJobs jobs, int most, Dictionary<int, Submission> submitted, ILaunched told, CancellationToken stop)
    {
        foreach (var group in cells.Order().GroupBy(cell => cell / most * most))
        {
            var indices = group.Select(cell => cell - group.Key).ToList();
            var id = await SlurmQueue.Submit(script.Text(indices, group.Key), stop);
            jobs.Add(new SlurmJob(id, group.Key));
            foreach (var index in indices)
            {
                var cell = group.Key + index;
                submitted[cell] = new Submission(id, index, submitted.TryGetValue(cell, out var before) ? before.Times + 1 : 1);
            }

            told.Say($"Slurm job {id}: {indices.Count} {(indices.Count == 1 ? "cell" : "cells")}{(submitted[group.First()].Times > 1 ? ", submitted again" : "")}");
        }
    }

    private static async Task GiveUp(int cell, Waiting waiting, string folder, Submission task, CancellationToken stop)
    {
        var ended = await SlurmQueue.Ended(task.Job, task.Index, stop);
        var log = Path.Combine(folder, SlurmScript.LogFolder, $"{task.Job}_{task.Index}.log");
        var printed = File.Exists(log) ? await File.ReadAllTextAsync(log, stop) : "";
        waiting.Fail(cell, new CellFailure(
            "launcher/slurm",
            $"its task ended {MostSubmissions} times without a result{(ended is null ? "" : $", at last {ended}")}",
            printed.Length > MostLog ? printed[^MostLog..] : printed.Length > 0 ? printed : null));
    }

    /// <summary>The task that a cell was submitted as last.</summary>
    /// <param name="Job">Its job.</param>
    /// <param name="Index">Its index there.</param>
    /// <param name="Times">How often the cell was submitted.</param>
    private readonly record struct Submission(string Job, int Index, int Times);
}
