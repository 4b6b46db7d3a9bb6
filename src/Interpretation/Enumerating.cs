namespace Unmask.Interpretation;

/// <summary>
/// The <i>enumerate</i> interpretation: the exact law of the generated sequence,
/// <c>p_Y(y') = Σ_y p_Y(y) Σ_ω P(ω|y) Π_{i∈D} p̂_i(y'_i|y)</c> from step to step, for any sampler on a small space.
/// </summary>
internal sealed class Enumerating : TokenWalk
{
    private readonly double[] _law;
    private double _calls;

    private Enumerating(SamplingRule rule)
        : base(rule)
    {
        _law = new double[checked((long)rule.Output.Sequences)];
    }

    /// <summary>Enumerates the sampler's output law.</summary>
    /// <exception cref="OutOfReachException">There are more than <see cref="TokenWalk.LeafLimit"/> outcomes.</exception>
    public static GeneratedLaw Law(SamplingRule rule, CancellationToken stop) => Law(rule, stop, out _);

    /// <summary>The same, with the number of outcomes that were followed.</summary>
    public static GeneratedLaw Law(SamplingRule rule, CancellationToken stop, out double leaves)
    {
        var walk = new Enumerating(rule);
        walk.Run(stop);
        leaves = walk.Leaves;
        return new GeneratedLaw(rule.Output, walk._law, walk._calls);
    }

    protected override bool FollowsImpossible => false;

    protected override void Taken(in Path path, bool writes) => _calls += path.Weight * path.Probability * path.Calls;

    protected override double Leaf(in Path path, long to, double weight, double outcome) => weight * outcome;

    protected override void Complete(long sequence, double weight) => _law[sequence] += weight;
}
