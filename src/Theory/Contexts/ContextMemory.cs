namespace Unmask.Theory;

/// <summary>The sequences of one length from a source with contexts, as a law with finite memory: the memory is the context.</summary>
/// <param name="chain">The source.</param>
/// <param name="length">Sequence length L.</param>
public sealed class ContextMemory(ContextChain chain, int length) : ITransferLaw
{
    /// <inheritdoc/>
    public Shape Shape { get; } = new(length, chain.States);

    /// <inheritdoc/>
    public int Memories => chain.Contexts;

    /// <inheritdoc/>
    public void Start(Span<double> f)
    {
        f.Clear();
        f[chain.Start] = 1;
    }

    /// <inheritdoc/>
    public void Forward(int i, int token, ReadOnlySpan<double> f, Span<double> next)
    {
        next.Clear();
        for (var c = 0; c < f.Length; c++)
        {
            var (first, end) = f[c] == 0 ? (0, 0) : Symbols(token);
            for (var v = first; v < end; v++)
            {
                next[chain.After(chain.Tail(c))[v]] += f[c] * chain.Law(c)[v];
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(int i, int token, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b)
    {
        for (var c = 0; c < f.Length; c++)
        {
            b[c] = 0;
            var (first, end) = f[c] == 0 ? (0, 0) : Symbols(token);
            for (var v = first; v < end; v++)
            {
                b[c] += chain.Law(c)[v] * next[chain.After(chain.Tail(c))[v]];
            }
        }
    }

    /// <inheritdoc/>
    public void Row(int i, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> row)
    {
        row.Clear();
        for (var c = 0; c < f.Length; c++)
        {
            var (first, end) = f[c] == 0 ? (0, 0) : Symbols(Shape.Mask);
            for (var v = first; v < end; v++)
            {
                row[v] += f[c] * chain.Law(c)[v] * next[chain.After(chain.Tail(c))[v]];
            }
        }
    }

    // The symbols that a token, or a mask, stands for.
    private (int First, int End) Symbols(int token) => token == Shape.Mask ? (0, Shape.States) : (token, token + 1);
}
