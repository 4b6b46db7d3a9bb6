using System.Buffers;
using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>What the noise up to one moment does to a token: the kernel <c>k_B</c>, row = data, column = noisy symbol (T 2.8).</summary>
/// <remarks>O(n) for a process that redraws tokens, whatever the vocabulary; a matrix for others. Immutable, so thread-safe; calls allocate nothing once warm.</remarks>
internal sealed class TokenChannel
{
    private readonly TokenProcess _process;
    private readonly double _survival, _redrawn;
    private readonly double[] _columns;

    /// <summary>The kernel at an integrated rate.</summary>
    /// <param name="process">The process.</param>
    /// <param name="b">B ≥ 0; may be infinite.</param>
    public TokenChannel(TokenProcess process, double b)
    {
        _process = process;
        (_survival, _redrawn) = (Math.Exp(-b), -Logarithms.ExpMinusOne(-b));
        _columns = process.IsReset ? [] : process.KernelColumns(b);
        Kernel = process.IsReset ? process.Kernel(b) : TokenOperator.Matrix(_columns);
    }

    /// <summary>How many numbers a kernel holds, at least 1.</summary>
    public static double Numbers(IForwardProcess process, int states) => process.Find<IRedraws>() is null ? Math.Pow(process.Symbols(states), 2) : 1;

    /// <summary>The kernel as a map of laws, <c>p_v ↦ Σ_a p_a k_B(a, v)</c>.</summary>
    public TokenOperator Kernel { get; }

    /// <summary>Writes <c>k_B(a, symbol)</c> by a, shape [n].</summary>
    public void Arrivals(int symbol, Span<double> column)
    {
        if (_process.IsReset)
        {
            column.Fill(_redrawn * _process.Prior[symbol]);
            column[symbol] += _survival;
        }
        else
        {
            Column(symbol).CopyTo(column);
        }
    }

    /// <summary>From the law of a token to its law given what it has become, <c>p_a ↦ p_a k(a, x)/Σ_b p_b k(b, x)</c>; unchanged where it cannot have become that.</summary>
    public void Condition(int present, Span<double> law)
    {
        var scratch = ArrayPool<double>.Shared.Rent(law.Length);
        var seen = scratch.AsSpan(0, law.Length);
        Arrivals(present, seen);
        var largest = 0.0;
        for (var a = 0; a < law.Length; a++)
        {
            seen[a] *= law[a];
            largest = Math.Max(largest, seen[a]);
        }

        if (largest >= ReverseRates.LeastNormal)
        {
            for (var a = 0; a < law.Length; a++)
            {
                law[a] = seen[a] / largest;
            }

            Matrices.Normalise(law);
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    /// <summary>From the law of a token to the ratios of what it becomes, <c>Σ_a p_a k(a, v)/Σ_a p_a k(a, x)</c>.</summary>
    public void Ratios(int present, Span<double> law)
    {
        Forward(law);
        ScoreRatios.OfWeights(law, present);
    }

    /// <summary>From the law of a token given what it has become to the same ratios, <c>Σ_a p_a k(a, v)/k(a, x)</c>, over a with <c>k(a, x) > 0</c> and relative to their probability.</summary>
    public void RatiosGiven(int present, Span<double> law)
    {
        var scratch = ArrayPool<double>.Shared.Rent(law.Length);
        var seen = scratch.AsSpan(0, law.Length);
        Arrivals(present, seen);
        var least = double.PositiveInfinity;
        for (var a = 0; a < law.Length; a++)
        {
            least = law[a] > 0 && seen[a] >= ReverseRates.LeastNormal ? Math.Min(least, seen[a]) : least;
        }

        for (var a = 0; a < law.Length; a++)
        {
            law[a] = seen[a] >= ReverseRates.LeastNormal ? law[a] * (least / seen[a]) : 0;
        }

        ArrayPool<double>.Shared.Return(scratch);
        Ratios(present, law);
    }

    private void Forward(Span<double> law)
    {
        if (_process.IsReset)
        {
            var redrawn = 0.0;
            foreach (var value in law)
            {
                redrawn += value;
            }

            redrawn *= _redrawn;
            for (var v = 0; v < law.Length; v++)
            {
                law[v] = (_survival * law[v]) + (redrawn * _process.Prior[v]);
            }

            return;
        }

        var scratch = ArrayPool<double>.Shared.Rent(law.Length);
        var before = scratch.AsSpan(0, law.Length);
        law.CopyTo(before);
        for (var v = 0; v < law.Length; v++)
        {
            law[v] = Matrices.Dot(before, Column(v));
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    private ReadOnlySpan<double> Column(int symbol) => _columns.AsSpan(symbol * _process.Symbols, _process.Symbols);
}
