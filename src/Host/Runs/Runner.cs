using Unmask.Host.Configuration;
using Unmask.Host.Launching;

namespace Unmask.Host.Runs;

/// <summary>Has the cells of a pipeline measured that are not finished yet.</summary>
/// <remarks>
/// A cell whose result is in the folder is not measured again, unless it failed: a failure is no result, and its reason may be gone. Cells that repeat others with
/// another seed come after these, since one in which nothing was sampled is not measured again either.
/// </remarks>
/// <param name="folder">Where results are kept.</param>
/// <param name="launcher">Measures cells.</param>
/// <param name="progress">Is told how far it is.</param>
internal sealed class Runner(RunFolder folder, ILauncher launcher, IRunProgress progress)
{
    /// <summary>Runs all cells.</summary>
    /// <param name="pipeline">The cells.</param>
    /// <param name="finished">Receives every result in the order of the cells, as soon as there is one for all cells before it.</param>
    /// <param name="stop">Stops within two seconds: a cell that is not finished is left behind, and not kept.</param>
    /// <returns>The outcomes in order; fewer than there are cells if it was stopped.</returns>
    public async Task<IReadOnlyList<CellOutcome>> Run(Pipeline pipeline, Action<CellConfiguration, CellResult> finished, CancellationToken stop)
    {
        var journal = new RunJournal(pipeline.Cells, folder, progress, finished);
        await progress.Show(pipeline.Cells.Count, async () =>
        {
            var missing = journal.TakeUp();
            await Measure([.. missing.Where(cell => cell.Repeats is null)]);
            await Measure(journal.Repeat([.. missing.Where(cell => cell.Repeats is not null)]));

            async Task Measure(IReadOnlyList<CellConfiguration> some)
            {
                if (some.Count > 0 && !stop.IsCancellationRequested)
                {
                    await launcher.Measure(some, folder, journal, stop);
                }
            }
        });
        return journal.Close();
    }
}
