using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>The mean of a number over replayed data sequences (T 1.8).</summary>
internal static class ReplayMean
{
    /// <summary>What replaying costs.</summary>
    public static Feasibility Cost(ICell cell) => Feasibility.Costs(
        (double)cell.Samples * cell.Shape.Length * cell.Shape.States * (cell.Find<ISampler>()?.Observes is Observes.Rows or Observes.EveryRow ? cell.Shape.Length : 1));

    /// <summary>Replays as many sequences as the cell draws.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="number">The number of a sequence of the batch, −∞ or +∞ only where a true token is given probability 0.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The mean, and where it is infinite the reason.</returns>
    public static (Estimated Mean, string? Note) Of(ICell cell, Func<Replaying, int, double> number, CancellationToken stop)
    {
        var data = cell.Find<IDataDistribution>()!;
        var rule = Sampling.Rule(cell);
        var total = new SampleMean(cell.Samples);
        var impossible = -1;
        SampleBlocks.Run(
            cell.Samples,
            () => new Replaying(rule, data, cell.Seed),
            (replaying, first, count) => Block(replaying, number, cell.Samples, first, count, stop),
            block =>
            {
                total.Merge(block.Mean);
                impossible = impossible < 0 ? block.Impossible : impossible;
            },
            stop);
        return impossible >= 0
            ? (new(double.PositiveInfinity, null), $"a possible token is given probability 0, first at position {impossible}")
            : (total.Value, null);
    }

    private static (SampleMean Mean, int Impossible) Block(Replaying replaying, Func<Replaying, int, double> number, long samples, long first, int count, CancellationToken stop)
    {
        var mean = new SampleMean(samples);
        var impossible = -1;
        for (var done = 0; done < count; done += replaying.Capacity)
        {
            var batch = Math.Min(replaying.Capacity, count - done);
            replaying.Replay(first + done, batch, stop);
            impossible = impossible < 0 ? replaying.FirstImpossible : impossible;
            for (var k = 0; k < batch; k++)
            {
                mean.Add(first + done + k, number(replaying, k));
            }
        }

        return (mean, impossible);
    }
}
