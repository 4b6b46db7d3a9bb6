using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>What the noise up to one moment does to a token: the kernel <c>k_B</c>, row = data, column = noisy symbol.</summary>
/// <remarks>O(n) for a process that redraws tokens, whatever the vocabulary; a matrix for others. Immutable, so thread-safe; calls allocate nothing.</remarks>
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
        (_process, Integrated) = (process, b);
        (_survival, _redrawn) = (Math.Exp(-b), -Logarithms.ExpMinusOne(-b));
        _columns = process.IsReset ? [] : process.KernelColumns(b);
    }

    /// <summary>B.</summary>
    public double Integrated { get; }

    /// <summary>The kernel as a map of laws, <c>p_v ↦ Σ_a p_a k_B(a, v)</c>.</summary>
    public TokenOperator Kernel => _process.Kernel(Integrated);

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

    /// <summary><c>Σ_a law_a k_B(a, v)</c> for every v.</summary>
    /// <param name="law">Sums to 1; shape [n].</param>
    /// <param name="noisy">Receives the law of the noisy symbol, shape [n]; other memory than <paramref name="law"/>.</param>
    public void Forward(ReadOnlySpan<double> law, Span<double> noisy)
    {
        for (var v = 0; v < noisy.Length; v++)
        {
            noisy[v] = _process.IsReset ? (_survival * law[v]) + (_redrawn * _process.Prior[v]) : Matrices.Dot(law, Column(v));
        }
    }

    private ReadOnlySpan<double> Column(int symbol) => _columns.AsSpan(symbol * _process.Symbols, _process.Symbols);
}
