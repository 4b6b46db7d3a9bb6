namespace Unmask.Host.Derivations;

/// <summary>
/// The evidence bound by replay, <c>E_{x,ω}[−log p_Y0|ω(x)]</c> over sampled x and ω: unbiased, with a standard error, any length, for data
/// that can only be sampled (T 1.8).
/// </summary>
internal sealed class ReplayBound : IDerivation<EvidenceBound>
{
    public string Method => "replay";

    public bool Estimates => true;

    public Feasibility Check(ICell cell) => Replays.Check(cell) + ReplayMean.Cost(cell);

    public EvidenceBound Derive(ICell cell, CancellationToken stop)
    {
        var (mean, note) = ReplayMean.Of(cell, (replaying, k) => -replaying.LogProbability(k), stop);
        return new EvidenceBound(mean.Value, mean.StandardError, cell.Samples, note) { Parts = mean.Parts };
    }
}
