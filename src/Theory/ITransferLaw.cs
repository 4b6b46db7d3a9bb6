using System.Buffers;

namespace Unmask.Theory;

/// <summary>
/// A law on sequences that is read token by token with a finite memory, <c>p(x) ∝ 1ᵀ T_{L−1}(x_{L−1}) ⋯ T_0(x_0) f_0</c>:
/// chains of any order, hidden Markov models, lattices by transfer matrices.
/// </summary>
/// <remarks>
/// <para><c>T_i(v)</c> is an n × n matrix with entries of at least 0: the weight of token v at position i, and where it takes the memory.
/// A masked token is summed over, <c>T_i(m) = Σ_v T_i(v)</c>. Messages are vectors of n numbers: <c>f_i</c> is what the tokens
/// before position i leave, <c>b_i</c> what those from i on are worth, <c>b_L = 1</c>. No method scales its result.</para>
/// <para>Spans that are written do not overlap those that are read. Thread-safe; nothing is allocated once warm.</para>
/// </remarks>
public interface ITransferLaw
{
    /// <summary>Length and vocabulary; the mask is symbol S.</summary>
    Shape Shape { get; }

    /// <summary>The number of memory states n, the length of a message.</summary>
    int Memories { get; }

    /// <summary>Writes <c>f_0</c>, shape [n].</summary>
    void Start(Span<double> f);

    /// <summary><c>f_{i+1} = T_i(token) f_i</c>.</summary>
    /// <param name="i">Position of the token.</param>
    /// <param name="token">A symbol, or S for the sum over all.</param>
    /// <param name="f"><c>f_i</c>, shape [n].</param>
    /// <param name="next">Receives <c>f_{i+1}</c>, shape [n].</param>
    void Forward(int i, int token, ReadOnlySpan<double> f, Span<double> next);

    /// <summary><c>f_{i+1} = Σ_v weights_v T_i(v) f_i</c>: a token that is seen through noise, for instance.</summary>
    /// <param name="i">Position of the token.</param>
    /// <param name="weights">Numbers of at least 0, shape [S].</param>
    /// <param name="f"><c>f_i</c>, shape [n].</param>
    /// <param name="next">Receives <c>f_{i+1}</c>, shape [n].</param>
    void Forward(int i, ReadOnlySpan<double> weights, ReadOnlySpan<double> f, Span<double> next)
    {
        var scratch = ArrayPool<double>.Shared.Rent(Memories);
        var part = scratch.AsSpan(0, Memories);
        next.Clear();
        for (var v = 0; v < weights.Length; v++)
        {
            if (weights[v] != 0)
            {
                Forward(i, v, f, part);
                Matrices.AddScaled(weights[v], part, next);
            }
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    /// <summary><c>b_i = Σ_v weights_v T_i(v)ᵀ b_{i+1}</c>, where it matters: it may be 0 wherever <c>f_i</c> is 0.</summary>
    /// <param name="i">Position of the token.</param>
    /// <param name="weights">Numbers of at least 0, shape [S].</param>
    /// <param name="f"><c>f_i</c> up to a factor, shape [n]; only whether an entry is 0 counts.</param>
    /// <param name="next"><c>b_{i+1}</c>, shape [n].</param>
    /// <param name="b">Receives <c>b_i</c>, shape [n].</param>
    void Backward(int i, ReadOnlySpan<double> weights, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b)
    {
        var scratch = ArrayPool<double>.Shared.Rent(Memories);
        var part = scratch.AsSpan(0, Memories);
        b.Clear();
        for (var v = 0; v < weights.Length; v++)
        {
            if (weights[v] != 0)
            {
                Backward(i, v, f, next, part);
                Matrices.AddScaled(weights[v], part, b);
            }
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    /// <summary><c>b_i = T_i(token)ᵀ b_{i+1}</c>, where it matters: it may be 0 wherever <c>f_i</c> is 0.</summary>
    /// <param name="i">Position of the token.</param>
    /// <param name="token">A symbol, or S for the sum over all.</param>
    /// <param name="f"><c>f_i</c> up to a factor, shape [n]; only whether an entry is 0 counts.</param>
    /// <param name="next"><c>b_{i+1}</c>, shape [n].</param>
    /// <param name="b">Receives <c>b_i</c>, shape [n].</param>
    void Backward(int i, int token, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b);

    /// <summary><c>row_v = b_{i+1}ᵀ T_i(v) f_i</c>: the weight of each symbol at position i.</summary>
    /// <param name="i">The position.</param>
    /// <param name="f"><c>f_i</c>, shape [n].</param>
    /// <param name="next"><c>b_{i+1}</c>, shape [n].</param>
    /// <param name="row">Receives the weights, shape [S].</param>
    void Row(int i, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> row);
}
