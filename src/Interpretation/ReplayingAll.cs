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
internal sealed class ReplayingAll : TokenWalk
{
    /// <summary>The most additions that marginals are summed with as they are needed.</summary>
    private const double MostAdditions = 2e10;

    private readonly MaskedMarginals _data;
    private readonly List<Sum> _steps = [];
    private (long State, double Probability) _known = (-1, 0);
    private double _additions;

    private ReplayingAll(SamplingRule rule, MaskedMarginals data)
        : base(rule) => _data = data;

    /// <summary>The divergence and what each step adds.</summary>
    /// <exception cref="OutOfReachException">There are more than <see cref="TokenWalk.LeafLimit"/> outcomes.</exception>
    public static OrderedDivergence Divergence(SamplingRule rule, MaskedMarginals data, CancellationToken stop)
    {
        rule.RequireReplay();
        var walk = new ReplayingAll(rule, data);
        walk.Run(stop);
        var steps = walk._steps.Select(sum => sum.Value).ToArray();
        return new OrderedDivergence(Sum.Of(steps), steps);
    }

    protected override bool FollowsImpossible => true;

    protected override void Taken(in Path path, bool writes)
    {
        if (writes)
        {
            throw new ContractException(Replaying.Refusal);
        }

        _additions += _data.AreKept ? 0 : Math.Pow(Symbols, path.Masked);
        if (_additions > MostAdditions)
        {
            throw new OutOfReachException($"more than {MostAdditions:G1} probabilities of sequences to add up, since {States.Count} partly masked ones are too many to keep; estimate by replay instead");
        }

        if (path.Step == _steps.Count)
        {
            _steps.Add(default);
        }
    }

    protected override double Leaf(in Path path, long to, double weight, double outcome)
    {
        var known = Known(path.From);
        var truth = _data[to] / known;
        var sum = _steps[path.Step];
        sum.Add(weight * known * Entropies.DivergenceTerm(truth, outcome));
        _steps[path.Step] = sum;
        return truth > 0 ? weight : 0;
    }

    protected override void Complete(long sequence, double weight)
    {
    }

    /// <summary><c>p(x∘W)</c> of the state before, asked for once.</summary>
    private double Known(long state) => (_known = _known.State == state ? _known : (state, _data[state])).Probability;
}
