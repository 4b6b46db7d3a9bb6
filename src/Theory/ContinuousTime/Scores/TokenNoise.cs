namespace Unmask.Theory;

/// <summary>What noise says of single tokens under a process without a mask: Bayes's rule and scores, a position at a time (T 2.8).</summary>
/// <remarks>O(S) a position for a process that redraws tokens, O(S²) for others. Thread-safe; kernels of the last few times are kept, and a time that is not allocates.</remarks>
public sealed class TokenNoise
{
    private readonly int _states;
    private readonly Recent<TokenChannel> _channels;

    /// <summary>Prepares a process; nothing is computed yet.</summary>
    /// <param name="process">The process; it has no mask.</param>
    /// <param name="states">Vocabulary size S.</param>
    public TokenNoise(IForwardProcess process, int states)
    {
        var tokens = new Lazy<TokenProcess>(() => new TokenProcess(process, states));
        (_states, _channels) = (states, Recent<TokenChannel>.OfSize(TokenChannel.Numbers(process, states), b => new TokenChannel(tokens.Value, b)));
    }

    /// <summary>Turns laws of tokens into those given what each has become, <c>p(a) k(a, x_i)/Σ_b p(b) k(b, x_i)</c>.</summary>
    /// <param name="b">B(t) ≥ 0; may be infinite.</param>
    /// <param name="query">The noisy sequences and the positions.</param>
    /// <param name="rows">The laws, shape [positions × S]; where a token cannot have become what it is, its row stays.</param>
    public void Condition(double b, in Query query, Span<double> rows)
    {
        var channel = _channels.Get(b);
        for (var k = 0; k < query.Count; k++)
        {
            var tokens = query.Tokens(k);
            var own = query.RowsOf(k, rows);
            foreach (var i in query.Positions(k))
            {
                channel.Condition(tokens[i], own[.._states]);
                own = own[_states..];
            }
        }
    }

    /// <summary>Turns the laws of tokens given the noisy sequence into scores, <c>s_v = Σ_a p(a) k(a, v)/k(a, x_i)</c>.</summary>
    /// <param name="b">B(t) ≥ 0; may be infinite.</param>
    /// <param name="query">The noisy sequences and the positions.</param>
    /// <param name="rows">Probabilities, which become ratios, finite and at least 0, that of the symbol that is there 1; shape [positions × S]. What is put on data that cannot
    /// have become x_i is left out.</param>
    public void Score(double b, in Query query, Span<double> rows)
    {
        var channel = _channels.Get(b);
        for (var k = 0; k < query.Count; k++)
        {
            var tokens = query.Tokens(k);
            var own = query.RowsOf(k, rows);
            foreach (var i in query.Positions(k))
            {
                channel.RatiosGiven(tokens[i], own[.._states]);
                own = own[_states..];
            }
        }
    }
}
