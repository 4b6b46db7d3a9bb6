namespace Unmask.Interpretation;

/// <summary>The <i>condition</i> interpretation of a size law, as sums over sets: a column for each given sequence.</summary>
/// <remarks>
/// Every position is revealed once, so its factors are divided by that of the empty set, <c>p̂_i(x_i | x∘∅)</c>, and the products of these
/// are multiplied back at the end as logarithms: what is summed stays far from where doubles underflow.
/// </remarks>
internal sealed class SetConditioning : SetWalk, IConditioning
{
    private readonly IReadOnlyList<SizeTransition> _transitions;
    private readonly int[] _given;
    private readonly double[] _scales, _log;

    /// <summary>Creates a walk.</summary>
    /// <param name="rule">The sampler with its predictor.</param>
    /// <param name="transitions">Where its sizes lead.</param>
    /// <param name="capacity">How many sequences are run together.</param>
    public SetConditioning(SamplingRule rule, IReadOnlyList<SizeTransition> transitions, int capacity)
        : base(rule, 1, capacity)
    {
        _transitions = transitions;
        _given = new int[capacity * rule.Shape.Length];
        _scales = new double[_given.Length];
        _log = new double[capacity];
    }

    public int Capacity => Sequences;

    public Span<int> Given(int k) => _given.AsSpan(k * Shape.Length, Shape.Length);

    public double LogProbability(int k) => _log[k];

    public void Run(int count, CancellationToken stop)
    {
        for (var k = count; k < Capacity; k++)
        {
            Given(0).CopyTo(Given(k));
        }

        var weights = Run(_transitions, stop);
        for (var k = 0; k < count; k++)
        {
            _log[k] = Math.Log(weights[k]);
            foreach (var scale in _scales.AsSpan(k * Shape.Length, Shape.Length))
            {
                _log[k] += Math.Log(scale);
            }
        }
    }

    public override void Reveal(uint set, int column, Span<int> tokens)
    {
        var given = Given(column);
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = (set >> i & 1) != 0 ? given[i] : tokens[i];
        }
    }

    public override double Factor(uint set, int column, int position, int symbol, ReadOnlySpan<double> row)
    {
        var (probability, place) = (row[Given(column)[position]], (column * Shape.Length) + position);
        if (set == 0)
        {
            _scales[place] = probability > 0 ? probability : 1;
        }

        return probability / _scales[place];
    }
}
