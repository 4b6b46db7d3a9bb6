using Unmask.Interpretation;
using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>The losses of a score at any length, from data sequences noised at random times (T 2.3): against the exact score where it is known, else the denoising score entropy only.</summary>
internal sealed class SampledLosses : IDerivation<EstimatedLosses>
{
    private const double Limit = 1e13;

    /// <summary>How many sequences tell whether an integral converges at t = 0, and at which B: a loss that does falls by a power of their ratio.</summary>
    private const int NearData = 64;
    private const double Near = 1e-6;
    private const double Nearer = 1e-9;
    private static readonly double Falls = Math.Pow(Nearer / Near, 0.2);

    // The square of rounding in scores.
    private const double Rounding = 1e-24;
    private static readonly int Losses = Enum.GetValues<SampledLoss>().Length;

    public string Method => "samples";

    public bool Estimates => true;

    public Feasibility Check(ICell cell)
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

    public EstimatedLosses Derive(ICell cell, CancellationToken stop)
    {
        var data = cell.Find<IDataDistribution>()!;
        var process = cell.Find<IForwardProcess>()!;
        var exact = new ExactDenoising(data, process, new DerivedHere<DataLaw>(cell));
        var known = exact.Refusal is null;
        LossDraws Draws() => new(cell.Shape, process, cell.Find<INoiseSchedule>()!, cell.Find<IScoreEstimator>()!, known ? exact : null);

        var diverges = Diverging(cell, data, Draws(), stop);
        var (total, least, largest) = (new Moments[Losses], double.PositiveInfinity, double.NegativeInfinity);
        var masked = Draws().IsMasked;
        SampleBlocks.Run(
            cell.Samples,
            () => new Worker(cell, data, Draws()),
            (worker, first, count) => worker.Block(first, count, stop),
            block =>
            {
                (least, largest) = (Math.Min(least, block.Least), Math.Max(largest, block.Largest));
                for (var k = 0; k < Losses; k++)
                {
                    total[k] += block.Moments[k];
                    diverges[k] ??= block.Reasons[k];
                }
            },
            stop);
        return new EstimatedLosses(
            Exact(SampledLoss.ScoreEntropy), masked ? Exact(SampledLoss.Conditioned) : null, Exact(SampledLoss.WeightedScoreMatching), Exact(SampledLoss.WeightedRatio), Exact(SampledLoss.Cubic),
            Estimate(SampledLoss.Denoising), least, largest, cell.Samples);

        EstimatedLoss? Exact(SampledLoss loss) => known ? Estimate(loss) : null;

        EstimatedLoss Estimate(SampledLoss loss) => diverges[(int)loss] is { } reason
            ? new EstimatedLoss(double.PositiveInfinity, null, reason)
            : new EstimatedLoss(total[(int)loss].Mean, total[(int)loss].StandardError, null);
    }

    /// <summary>Why a loss is infinite, by what becomes of its integrand near the data; null where that is integrable.</summary>
    private static string?[] Diverging(ICell cell, IDataDistribution data, LossDraws draws, CancellationToken stop)
    {
        var (near, nearer, x) = (new double[Losses], new double[Losses], new int[cell.Shape.Length]);
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

    private sealed record Sums(Moments[] Moments, IReadOnlyList<string?> Reasons, double Least, double Largest);

    private sealed class Worker(ICell cell, IDataDistribution data, LossDraws draws)
    {
        private readonly int[] _x = new int[cell.Shape.Length];
        private readonly double[] _terms = new double[Losses];

        public Sums Block(long first, int count, CancellationToken stop)
        {
            var moments = new Moments[Losses];
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

                for (var k = 0; k < Losses; k++)
                {
                    moments[k] += Moments.Of(_terms[k]);
                }
            }

            return new Sums(moments, [.. draws.Reasons], draws.Ratios.Least, draws.Ratios.Largest);
        }
    }
}
