using Unmask.Interpretation;
using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>Losses of a score at any length, from data sequences noised at random times (T 2.3).</summary>
/// <param name="Losses">By <see cref="SampledLoss"/>; those that need the exact score are 0 where it was not given.</param>
/// <param name="Ratios">The least and the largest ratio of the score to the exact one.</param>
/// <param name="Jumps">Mean numbers of jumps (<see cref="LossDraws.Jumps"/>).</param>
/// <param name="IsMasked">Whether the process is the masked one.</param>
internal sealed record LossSampling(Loss[] Losses, (double Least, double Largest) Ratios, (double Leaving, double Entering) Jumps, bool IsMasked)
{
    private const double Limit = 1e13;

    /// <summary>How many sequences tell whether an integral converges at t = 0, and at which B: a loss that does falls by a power of their ratio.</summary>
    private const int NearData = 64;
    private const double Near = 1e-6;
    private const double Nearer = 1e-9;

    // The square of rounding in scores.
    private const double Rounding = 1e-24;
    private static readonly double Falls = Math.Pow(Nearer / Near, 0.2);
    private static readonly int Count = Enum.GetValues<SampledLoss>().Length;

    /// <summary>One of them.</summary>
    public Loss this[SampledLoss loss] => Losses[(int)loss];

    /// <summary>Implicit score matching, where it is finite.</summary>
    public Loss? Implicit => !IsMasked && this[SampledLoss.Implicit] is { Reason: null } finite ? finite : null;

    /// <summary>Whether a cell has what they are estimated from, and what that costs.</summary>
    public static Feasibility Check(ICell cell)
    {
        if (EnumeratedReverseChain.Sections(cell) is { Possible: false } missing)
        {
            return missing;
        }

        var noise = EnumeratedReverseChain.Noise(cell);
        var scores = 2.0 * cell.Samples * cell.Shape.Length * cell.Shape.States;
        return !noise.Possible ? noise
            : scores > Limit ? Feasibility.No($"{cell.Samples} sequences ask for {scores:G3} scores (at most {Limit:G1}): draw fewer \"samples\"")
            : Feasibility.Costs(scores);
    }

    /// <summary>Estimates them from as many sequences as the cell draws.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="exact">The exact score, or null where it is not known.</param>
    /// <param name="stop">Cancels between blocks.</param>
    public static LossSampling Run(ICell cell, ExactDenoising? exact, CancellationToken stop)
    {
        var data = cell.Find<IDataDistribution>()!;
        LossDraws Draws() => new(cell.Shape, cell.Find<IForwardProcess>()!, cell.Find<INoiseSchedule>()!, cell.Find<IScoreEstimator>()!, exact);

        var first = Draws();
        var reasons = Diverging(cell, data, first, stop);
        var (total, least, largest) = (Means(cell), double.PositiveInfinity, double.NegativeInfinity);
        SampleBlocks.Run(
            cell.Samples,
            () => new Worker(cell, data, Draws()),
            (worker, from, count) => worker.Block(from, count, stop),
            block =>
            {
                (least, largest) = (Math.Min(least, block.Ratios.Least), Math.Max(largest, block.Ratios.Largest));
                for (var k = 0; k < Count; k++)
                {
                    total[k].Merge(block.Means[k]);
                    reasons[k] ??= block.Reasons[k];
                }
            },
            stop);
        return new LossSampling(
            [.. total.Select(mean => mean.Value).Zip(reasons, (mean, reason) => reason is null ? new Loss(mean.Value, null, mean.StandardError) { Parts = mean.Parts } : new Loss(double.PositiveInfinity, reason))],
            (least, largest), first.Jumps, first.IsMasked);
    }

    /// <summary>Why a loss is infinite, by what becomes of its integrand near the data; null where that is integrable.</summary>
    private static string?[] Diverging(ICell cell, IDataDistribution data, LossDraws draws, CancellationToken stop)
    {
        var (near, nearer, x) = (new double[Count], new double[Count], new int[cell.Shape.Length]);
        for (var sample = 0L; sample < Math.Min(cell.Samples, NearData); sample++)
        {
            DataSequence.Draw(data, cell.Seed, sample, cell.Shape.States, x, stop);
            foreach (var (b, terms) in new[] { (Near, near), (Nearer, nearer) })
            {
                var stream = new RandomStream(cell.Seed, StreamPurpose.Noise, sample, 1);
                draws.AddNearData(ref stream, x, b, terms, stop);
            }
        }

        return [.. near.Zip(nearer, (above, below) => below > Rounding && !(below < Falls * above)
            ? $"near the data the integrand grows at least like 1/t, as seen in {Math.Min(cell.Samples, NearData)} sequences"
            : null)];
    }

    private static SampleMean[] Means(ICell cell) => [.. Enumerable.Range(0, Count).Select(_ => new SampleMean(cell.Samples))];

    private sealed record Sums(SampleMean[] Means, IReadOnlyList<string?> Reasons, (double Least, double Largest) Ratios);

    private sealed class Worker(ICell cell, IDataDistribution data, LossDraws draws)
    {
        private readonly int[] _x = new int[cell.Shape.Length];
        private readonly double[] _terms = new double[Count];

        public Sums Block(long first, int count, CancellationToken stop)
        {
            var means = Means(cell);
            for (var sample = first; sample < first + count; sample++)
            {
                DataSequence.Draw(data, cell.Seed, sample, cell.Shape.States, _x, stop);
                try
                {
                    var stream = new RandomStream(cell.Seed, StreamPurpose.Noise, sample);
                    draws.Draw(ref stream, _x, _terms, stop);
                }
                catch (Exception exception) when (StepException.Places(exception, stop))
                {
                    throw new StepException("score", $"data sequence {sample}, noised", exception);
                }

                for (var k = 0; k < Count; k++)
                {
                    means[k].Add(sample, _terms[k]);
                }
            }

            return new Sums(means, [.. draws.Reasons], draws.Ratios);
        }
    }
}
