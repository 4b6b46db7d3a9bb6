using Unmask.Theory;

namespace Unmask.Plugins.Data.Sums;

/// <summary>The uniform law on sequences of a given sum modulo S as a law with finite memory: the memory is what the tokens to come have to sum to.</summary>
/// <remarks>The last token is what is left. Immutable, so thread-safe.</remarks>
/// <param name="shape">Length and vocabulary.</param>
/// <param name="sum">The sum.</param>
internal sealed class SumMemory(Shape shape, int sum) : ITransferLaw
{
    /// <inheritdoc/>
    public Shape Shape => shape;

    /// <inheritdoc/>
    public int Memories => shape.States;

    /// <inheritdoc/>
    public void Start(Span<double> f)
    {
        f.Clear();
        f[sum] = 1;
    }

    /// <inheritdoc/>
    public void Forward(int i, int token, ReadOnlySpan<double> f, Span<double> next)
    {
        next.Clear();
        for (var v = First(token); v < End(token); v++)
        {
            for (var left = 0; left < f.Length; left++)
            {
                next[Less(left, v)] += Fits(i, left, v) ? f[left] : 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(int i, int token, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b)
    {
        b.Clear();
        for (var v = First(token); v < End(token); v++)
        {
            for (var left = 0; left < b.Length; left++)
            {
                b[left] += Fits(i, left, v) ? next[Less(left, v)] : 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Row(int i, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> row)
    {
        row.Clear();
        for (var v = 0; v < row.Length; v++)
        {
            for (var left = 0; left < f.Length; left++)
            {
                row[v] += Fits(i, left, v) ? f[left] * next[Less(left, v)] : 0;
            }
        }
    }

    private bool Fits(int i, int left, int symbol) => i < shape.Length - 1 || symbol == left;

    private int Less(int left, int symbol) => left < symbol ? left - symbol + shape.States : left - symbol;

    private int First(int token) => token == shape.Mask ? 0 : token;

    private int End(int token) => token == shape.Mask ? shape.States : token + 1;
}
