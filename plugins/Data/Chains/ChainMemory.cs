using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>A first-order chain as a law with finite memory: the memory is the token before.</summary>
/// <remarks><c>T_0(v) f = π(v) f_0 e_v</c>, <c>T_i(v) f = Σ_a f_a P_{i−1}(a, v) e_v</c>. Immutable, so thread-safe.</remarks>
internal sealed class ChainMemory(Chain chain) : ITransferLaw
{
    /// <inheritdoc/>
    public Shape Shape => chain.Shape;

    /// <inheritdoc/>
    public int Memories => Shape.States;

    /// <inheritdoc/>
    public void Start(Span<double> f)
    {
        f.Clear();
        f[0] = 1;
    }

    /// <inheritdoc/>
    public void Forward(int i, int token, ReadOnlySpan<double> f, Span<double> next)
    {
        if (token == Shape.Mask)
        {
            Every(i, f, next);
            return;
        }

        next.Clear();
        for (var a = 0; a < (i == 0 ? 1 : f.Length); a++)
        {
            next[token] += f[a] * From(i, a)[token];
        }
    }

    /// <inheritdoc/>
    public void Forward(int i, ReadOnlySpan<double> weights, ReadOnlySpan<double> f, Span<double> next)
    {
        Every(i, f, next);
        for (var v = 0; v < next.Length; v++)
        {
            next[v] *= weights[v];
        }
    }

    /// <inheritdoc/>
    public void Backward(int i, int token, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b)
    {
        b.Clear();
        for (var a = 0; a < (i == 0 ? 1 : b.Length); a++)
        {
            b[a] = token == Shape.Mask ? Matrices.Dot(From(i, a), next) : From(i, a)[token] * next[token];
        }
    }

    /// <inheritdoc/>
    public void Row(int i, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> row) => Forward(i, next, f, row);

    private void Every(int i, ReadOnlySpan<double> f, Span<double> next) => Matrices.Forward(i == 0 ? f[..1] : f, i == 0 ? chain.Initial : chain.Step(i - 1), next);

    private ReadOnlySpan<double> From(int i, int a) => i == 0 ? chain.Initial : chain.Step(i - 1).Slice(a * Shape.States, Shape.States);
}
