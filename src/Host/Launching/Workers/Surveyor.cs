using Unmask.Host.Composition;
using Unmask.Host.Configuration;

namespace Unmask.Host.Launching.Workers;

/// <summary>Has a worker process compose all cells of a pipeline, so that nothing a plugin does meanwhile can hurt this one.</summary>
/// <remarks>
/// Where the process ends, takes too long or runs out of memory, a fresh one goes on from the same cell, and past that cell if it ends there again: what becomes of
/// it is for its own worker to find out, and nothing else is known of it. After <see cref="MostUnknown"/> such cells the rest stays unknown.
/// </remarks>
/// <param name="pool">Starts processes.</param>
/// <param name="pipeline">The pipeline.</param>
internal sealed class Surveyor(WorkerPool pool, Pipeline pipeline)
{
    private const int MostUnknown = 4;

    /// <summary>Surveys a pipeline.</summary>
    /// <param name="assignment">The pipeline as the user gave it, so that mistakes are told with their places.</param>
    /// <param name="limit">How long a cell may take, or null.</param>
    /// <param name="say">Receives what plugins printed.</param>
    /// <param name="stop">Stops it.</param>
    /// <returns>What is known of the cells, in order.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public async Task<IReadOnlyList<CellSurvey>> Survey(Assignment assignment, TimeSpan? limit, Action<string> say, CancellationToken stop)
    {
        var told = new List<CellSurvey>();
        var next = 0;
        var endedAt = -1;
        for (var unknown = 0; next < pipeline.Cells.Count && unknown < MostUnknown;)
        {
            var worker = await pool.Start(assignment, stop);
            try
            {
                worker.Send(new Order { Survey = next });
                while (next < pipeline.Cells.Count && await worker.Next(limit, stop) is { IsSpent: false } report)
                {
                    told.Add(report.Broken is { } broken ? throw broken.Exception() : report.Surveyed!);
                    next++;
                }
            }
            catch
            {
                await worker.DisposeAsync();
                throw;
            }

            var printed = worker.Printed();
            if (next == pipeline.Cells.Count)
            {
                say(printed);
                pool.Return(worker);
                break;
            }

            await worker.DisposeAsync();
            if (next == endedAt)
            {
                next++;
                unknown++;
            }
            else
            {
                endedAt = next;
            }
        }

        return told;
    }
}
