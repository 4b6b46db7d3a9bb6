using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>The losses of a score from samples, where the exact score is known at any length (T 2.3).</summary>
internal sealed class SampledLosses : IDerivation<ScoreLosses>
{
    public string Method => "samples";

    public bool Estimates => true;

    public Feasibility Check(ICell cell)
    {
        var sampling = LossSampling.Check(cell);
        return sampling.Possible && Exact(cell).Refusal is { } refusal ? Feasibility.No(refusal) : sampling;
    }

    public ScoreLosses Derive(ICell cell, CancellationToken stop)
    {
        var sampling = LossSampling.Run(cell, Exact(cell), stop);
        return new ScoreLosses(
            sampling[SampledLoss.ScoreEntropy],
            sampling.IsMasked ? sampling[SampledLoss.Conditioned] : null,
            sampling[SampledLoss.WeightedScoreMatching],
            sampling[SampledLoss.WeightedRatio],
            sampling[SampledLoss.Cubic],
            sampling[SampledLoss.Denoising],
            sampling.Implicit,
            sampling.Jumps.Leaving, sampling.Jumps.Entering, sampling.Ratios.Least, sampling.Ratios.Largest, cell.Samples);
    }

    private static ExactDenoising Exact(ICell cell) => new(cell.Find<IDataDistribution>()!, cell.Find<IForwardProcess>()!, new DerivedHere<DataLaw>(cell));
}
