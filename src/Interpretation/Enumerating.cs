namespace Unmask.Interpretation;

/// <summary>
/// The <i>enumerate</i> interpretation: the exact law of the generated sequence,
/// <c>p_Y(y') = Σ_y p_Y(y) Σ_ω P(ω|y) Π_{i∈D} p̂_i(y'_i|y)</c> from step to step, for any sampler on a small space.
/// </summary>
internal sealed class Enumerating : StateWalk
{
    private readonly double[] _law;
    private double _calls;

    private Enumerating(SamplingRule rule)
        : base(rule)
    {
        _law = new double[checked((long)rule.Shape.Sequences)];
    }

    /// <summary>Enumerates the sampler's output law.</summary>
    /// <exception cref="OutOfReachException">There are more than <see cref="StateWalk.LeafLimit"/> outcomes.</exception>
    public static GeneratedLaw Law(SamplingRule rule, CancellationToken stop)
    {
        var walk = new Enumerating(rule);
        walk.Run(stop);
        return new GeneratedLaw(rule.Shape, walk._law, walk._calls);
    }

    protected override bool FollowsImpossible => false;

    protected override bool AllowsWrites => true;

    protected override void Took(int step, double weight, double calls) => _calls += weight * calls;

    protected override double Leaf(int step, long from, long to, double weight, double outcome) => weight * outcome;

    protected override void Complete(ReadOnlySpan<int> tokens, double weight) => _law[States.Sequence(tokens)] += weight;
}
