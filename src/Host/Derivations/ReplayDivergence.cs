using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>
/// The order-averaged divergence by replay, <c>E_{x,ω}[log p(x) − log p_Y0|ω(x)]</c> over sampled x and ω: unbiased, with a
/// standard error, any length (T 1.8).
/// </summary>
internal sealed class ReplayDivergence : IDerivation<OrderedDivergence>
{
    public string Method => "replay";

    public bool Estimates => true;

    public Feasibility Check(ICell cell) => Replays.Check(cell)
        + (cell.Find<IDataDistribution>()?.Find<IJointLaw>() is null
            ? Feasibility.No("the data law cannot compute the probability of a sequence")
            : Replays.Cost(cell));

    public OrderedDivergence Derive(ICell cell, CancellationToken stop)
    {
        var joint = cell.Find<IDataDistribution>()!.Find<IJointLaw>()!;
        var samples = cell.Samples;
        var (moments, impossible) = ReplayedMoments.Of(cell, (x, log) => JointLaws.LogProbability(joint, x) - log, stop);
        return impossible >= 0
            ? new OrderedDivergence(double.PositiveInfinity, null, null, samples, ReplayedMoments.Note(impossible))
            : new OrderedDivergence(moments.Mean, null, moments.StandardError, samples);
    }
}
