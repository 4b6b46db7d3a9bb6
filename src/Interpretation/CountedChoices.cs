namespace Unmask.Interpretation;

/// <summary>Draws choices and counts how many there were to draw from (Knuth's estimate of the size of a tree that is never built).</summary>
internal sealed class CountedChoices(SamplingRule rule, ulong seed) : DrawnChoices(rule, seed)
{
    private readonly double _states = rule.Shape.States;

    /// <summary>The paths of the step: the product of the numbers of branches.</summary>
    public double Paths { get; private set; }

    /// <summary>How many positions were left to chance.</summary>
    public int Chances { get; private set; }

    /// <summary>What the outcomes of positions left to chance add as a factor, apart from the symbols of those that were drawn.</summary>
    public double Spread { get; private set; }

    public override void Begin(long sample, int step, ReadOnlySpan<int> masked)
    {
        base.Begin(sample, step, masked);
        (Paths, Chances, Spread) = (1, 0, 1);
    }

    public override int Pick(ReadOnlySpan<double> law)
    {
        var branches = 0;
        foreach (var weight in law)
        {
            branches += weight > 0 ? 1 : 0;
        }

        Paths *= branches;
        return base.Pick(law);
    }

    public override void Subset(ReadOnlySpan<int> from, Span<int> chosen)
    {
        Paths *= Binomial.Of(from.Length, chosen.Length);
        base.Subset(from, chosen);
    }

    public override void Subset(ReadOnlySpan<int> from, ReadOnlySpan<double> scores, Span<int> chosen)
    {
        Paths *= Binomial.Of(from.Length, chosen.Length);
        base.Subset(from, scores, chosen);
    }

    protected override double Settle(double probability)
    {
        Chances++;
        var changes = base.Settle(probability);
        Spread *= changes > 0 ? (1 + _states) / _states : 1 + _states;
        return changes;
    }
}
