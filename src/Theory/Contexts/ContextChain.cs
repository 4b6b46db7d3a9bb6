namespace Unmask.Theory;

/// <summary>
/// A source whose context determines the law of the next token, and with that token the next context:
/// <c>p(x) = Π_i P(x_i | c_i)</c>, <c>c_{i+1} = next(c_i, x_i)</c>. Chains of any order and n-gram models are of this kind.
/// </summary>
/// <remarks>
/// <para>Contexts that continue alike share a <i>tail</i>: <c>next(c, v)</c> depends on c through its tail only. In a chain of order m,
/// the contexts are the last m tokens and the tails the last m − 1. Tails are what makes a step cheap: one vector operation a
/// context, one look-up a tail and symbol.</para>
/// <para>Thread-safe. Working memory is kept and used again: up to C numbers a position of the longest stretch without a known
/// context, for each thread that asks at once; a warm call allocates nothing.</para>
/// </remarks>
public sealed class ContextChain : ISequenceConditionals
{
    private readonly double[] _laws;
    private readonly int[] _tails, _firsts, _next;
    private readonly int _start, _stride;
    private readonly Stack<ContextPass> _idle = [];

    /// <summary>Creates a source of C contexts with G tails over S symbols.</summary>
    /// <param name="states">Vocabulary size S.</param>
    /// <param name="laws">The law of the next token in each context, shape [C × S]; rows sum to 1.</param>
    /// <param name="tails">The tail of each context, shape [C], never decreasing: contexts are numbered by tail.</param>
    /// <param name="next">The context after each tail and symbol, shape [G × S].</param>
    /// <param name="start">The context of the first token.</param>
    /// <exception cref="ArgumentException">A shape, a law, a tail or a context is not as described.</exception>
    public ContextChain(int states, ReadOnlySpan<double> laws, ReadOnlySpan<int> tails, ReadOnlySpan<int> next, int start)
    {
        (States, _tails, _next, _start) = (states, tails.ToArray(), next.ToArray(), start);
        if (states < 1 || tails.IsEmpty || laws.Length != (long)states * tails.Length || next.Length % states != 0)
        {
            throw new ArgumentException($"Expected laws of shape [C × {states}], C tails and next of shape [G × {states}], got {laws.Length}, {tails.Length} and {next.Length} numbers.");
        }

        _firsts = Firsts(_tails, next.Length / states);
        if (next.ContainsAnyExceptInRange(0, Contexts - 1) || start < 0 || start >= Contexts)
        {
            throw new ArgumentException($"Expected contexts 0 to {Contexts - 1} after every tail and symbol and at the start.", nameof(next));
        }

        _stride = (states + Vectors.Width - 1) / Vectors.Width * Vectors.Width;
        _laws = new double[Contexts * _stride];
        IsPositive = true;
        for (var c = 0; c < Contexts; c++)
        {
            var law = laws.Slice(c * states, states);
            Check(law, c);
            law.CopyTo(_laws.AsSpan(c * _stride));
            IsPositive &= !law.Contains(0);
        }
    }

    /// <summary>Vocabulary size S.</summary>
    public int States { get; }

    /// <summary>The number of contexts C.</summary>
    public int Contexts => _tails.Length;

    /// <summary>The number of tails G.</summary>
    public int Tails => _firsts.Length - 1;

    /// <summary>True if every symbol is possible in every context, so that every sequence is.</summary>
    public bool IsPositive { get; }

    /// <summary>The context of the first token.</summary>
    internal int Start => _start;

    /// <summary>S rounded up to whole vectors: the length of a padded law.</summary>
    internal int Stride => _stride;

    /// <summary><c>log p(x)</c>, nats; <c>−∞</c> where <c>p(x) = 0</c>.</summary>
    public double LogProbability(ReadOnlySpan<int> x)
    {
        var (context, sum) = (_start, new Numerics.Sum());
        foreach (var symbol in x)
        {
            sum.Add(Math.Log(_laws[(context * _stride) + symbol]));
            context = After(_tails[context])[symbol];
        }

        return sum.Value;
    }

    /// <summary>Draws a sequence from left to right, one uniform number a token.</summary>
    /// <param name="random">The stream of this sequence.</param>
    /// <param name="x">Receives the symbols; any length.</param>
    public void Sample(ref Numerics.RandomStream random, Span<int> x)
    {
        var context = _start;
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Numerics.Categorical.Draw(Law(context)[..States], random.NextDouble());
            context = After(_tails[context])[x[i]];
        }
    }

    /// <summary>
    /// The conditionals <c>p(X_i = v | x∘W)</c> of masked positions, exactly, by forward–backward over the contexts that the revealed
    /// tokens allow.
    /// </summary>
    /// <remarks>
    /// <para>Where revealed tokens leave one context, the past is decoupled from the future: each stretch between two such places is a
    /// problem by itself, and a position with only masks after it needs no backward pass. A step costs at most <c>3 C S</c>
    /// multiplications; where k of the m tokens of a context are masked, about <c>3 S^{k+1}</c> or those that occur, if fewer.</para>
    /// <para>A row depends on the tokens only, to the last bit: not on what else is asked.</para>
    /// </remarks>
    /// <param name="tokens">Symbols 0…S−1, the mask is S; any length.</param>
    /// <param name="positions">Masked positions, ascending.</param>
    /// <param name="rows">Receives probabilities, shape [positions × S].</param>
    /// <param name="stop">Cancels between positions.</param>
    /// <returns>False, and rows that mean nothing, if the revealed tokens cannot occur together.</returns>
    public bool TryConditionals(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop)
    {
        if (positions.IsEmpty)
        {
            return true;
        }

        var pass = Take();
        try
        {
            return pass.TryRun(tokens, positions, rows, stop);
        }
        finally
        {
            lock (_idle)
            {
                _idle.Push(pass);
            }
        }
    }

    /// <summary>The law of a context, shape [Stride], 0 beyond S.</summary>
    internal ReadOnlySpan<double> Law(int context) => _laws.AsSpan(context * _stride, _stride);

    /// <summary>The tail of a context.</summary>
    internal int Tail(int context) => _tails[context];

    /// <summary>The contexts of a tail are those from its first to before the next one's.</summary>
    internal (int First, int End) ContextsOf(int tail) => (_firsts[tail], _firsts[tail + 1]);

    /// <summary>The contexts after a tail, shape [S].</summary>
    internal ReadOnlySpan<int> After(int tail) => _next.AsSpan(tail * States, States);

    private ContextPass Take()
    {
        lock (_idle)
        {
            if (_idle.TryPop(out var idle))
            {
                return idle;
            }
        }

        return new ContextPass(this);
    }

    private static int[] Firsts(ReadOnlySpan<int> tails, int count)
    {
        var firsts = new int[count + 1];
        for (var c = 0; c < tails.Length; c++)
        {
            if (tails[c] < 0 || tails[c] >= count || (c > 0 && tails[c] < tails[c - 1]))
            {
                throw new ArgumentException($"Expected tails 0 to {count - 1}, never decreasing; context {c} has {tails[c]}.", nameof(tails));
            }

            firsts[tails[c] + 1] = c + 1;
        }

        for (var g = 1; g <= count; g++)
        {
            firsts[g] = Math.Max(firsts[g], firsts[g - 1]);
        }

        return firsts;
    }

    private static void Check(ReadOnlySpan<double> law, int context)
    {
        var sum = Numerics.Sum.Of(law);
        if (law.ContainsAnyExceptInRange(0, double.MaxValue) || Math.Abs(sum - 1) > 1e-9)
        {
            throw new ArgumentException($"Expected laws that sum to 1; that of context {context} sums to {sum}.", nameof(law));
        }
    }
}
