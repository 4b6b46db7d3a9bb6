namespace Unmask.Host.Derivations;

/// <summary>The evidence bound by replay, the mean of <c>−log p_Y0|ω(x)</c> over sampled x and ω: any data, any order, any length (T 1.8).</summary>
internal sealed class ReplayEvidence : IDerivation<EvidenceBound>
{
    public string Method => "replay";

    public bool Estimates => true;

    public Feasibility Check(ICell cell) => Replays.Check(cell) + Replays.Cost(cell);

    public EvidenceBound Derive(ICell cell, CancellationToken stop)
    {
        var samples = cell.Samples;
        var (moments, impossible) = ReplayedMoments.Of(cell, (_, log) => -log, stop);
        return impossible >= 0
            ? new EvidenceBound(double.PositiveInfinity, null, samples, ReplayedMoments.Note(impossible))
            : new EvidenceBound(moments.Mean, moments.StandardError, samples);
    }
}
