using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>
/// The <i>replay</i> interpretation without sampling: every data sequence is forced and every choice followed, states merged
/// by what is revealed, so <c>E_ω KL(p_X0 ‖ p_Y0|ω)</c> is exact (T 1.8).
/// </summary>
/// <remarks>
/// Choices see revealed tokens only, so the flow is over partly masked states y = x∘W: with <c>r(y) = P(W reached | x∘W)</c>,
/// step t adds <c>Σ_y r(y) p(y) Σ_ω P(ω|y) KL( p(x_D | x_W) ‖ Π_{i∈D} p̂_i(x_i | x_W) )</c>, summed as terms that are all at least 0.
/// </remarks>
internal sealed class ReplayingAll : StateWalk
{
    private readonly MaskedMarginals _data;
    private readonly List<Sum> _steps = [];

    private ReplayingAll(SamplingRule rule, MaskedMarginals data)
        : base(rule) => _data = data;

    /// <summary>The divergence and what each step adds.</summary>
    /// <exception cref="OutOfReachException">There are more than <see cref="StateWalk.LeafLimit"/> outcomes.</exception>
    public static OrderedDivergence Divergence(SamplingRule rule, MaskedMarginals data, CancellationToken stop)
    {
        rule.RequireReplay();
        var walk = new ReplayingAll(rule, data);
        walk.Run(stop);
        var steps = walk._steps.Select(sum => sum.Value).ToArray();
        return new OrderedDivergence(Sum.Of(steps), steps);
    }

    protected override bool FollowsImpossible => true;

    protected override bool AllowsWrites => false;

    protected override void Took(int step, double weight, double calls)
    {
        if (step == _steps.Count)
        {
            _steps.Add(default);
        }
    }

    protected override double Leaf(int step, long from, long to, double weight, double outcome)
    {
        var known = _data[from];
        var truth = _data[to] / known;
        var sum = _steps[step];
        sum.Add(weight * known * Entropies.DivergenceTerm(truth, outcome));
        _steps[step] = sum;
        return truth > 0 ? weight : 0;
    }

    protected override void Complete(ReadOnlySpan<int> tokens, double weight)
    {
    }
}
