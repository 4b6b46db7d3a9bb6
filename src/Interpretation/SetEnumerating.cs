namespace Unmask.Interpretation;

/// <summary>The <i>enumerate</i> interpretation of a size law, as sums over sets: a column for each value of the revealed tokens.</summary>
internal sealed class SetEnumerating : SetWalk
{
    private readonly int _states;

    private SetEnumerating(SamplingRule rule)
        : base(rule, rule.Shape.States, 1) => _states = rule.Shape.States;

    /// <summary>The output law, shape [S^L].</summary>
    public static double[] Law(SamplingRule rule, IReadOnlyList<SizeTransition> transitions, CancellationToken stop) =>
        new SetEnumerating(rule).Run(transitions, stop);

    public override void Reveal(uint set, int column, Span<int> tokens)
    {
        for (var i = tokens.Length - 1; i >= 0; i--)
        {
            if ((set >> i & 1) != 0)
            {
                (column, tokens[i]) = Math.DivRem(column, _states);
            }
        }
    }

    public override double Factor(uint set, int column, int position, int symbol, ReadOnlySpan<double> row) => row[symbol];
}
