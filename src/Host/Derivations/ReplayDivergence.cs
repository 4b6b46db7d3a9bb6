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
            : ReplayMean.Cost(cell));

    public OrderedDivergence Derive(ICell cell, CancellationToken stop)
    {
        var joint = cell.Find<IDataDistribution>()!.Find<IJointLaw>()!;
        var (mean, note) = ReplayMean.Of(cell, (replaying, k) => JointLaws.LogProbability(joint, replaying.Given(k)) - replaying.LogProbability(k), stop);
        return new OrderedDivergence(mean.Value, null, mean.StandardError, cell.Samples, note) { Parts = mean.Parts };
    }
}
