using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>A forward process on the symbols of one token, in the form that laws on the whole space are computed with.</summary>
/// <remarks>
/// Masked K (2) and uniform K (3) are both <em>resets</em>: at unit rate a token is drawn anew from the prior π, so
/// <c>Q = 1πᵀ − I</c> and <c>k_B = e^{−B} I + (1 − e^{−B}) 1πᵀ</c> (K (49)), which cost O(n) per fibre instead of O(n²). Whether a process is one it
/// says itself (<see cref="IRedraws"/>: no matrix is made then), or it is read off its generator. Immutable, so thread-safe.
/// </remarks>
internal sealed class TokenProcess
{
    private readonly IForwardProcess _process;
    private readonly double[] _prior;
    private readonly double[] _ones;
    private readonly double[] _generator;

    /// <summary>Reads a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="states">Vocabulary size S.</param>
    public TokenProcess(IForwardProcess process, int states)
    {
        (_process, States, Symbols) = (process, states, process.Symbols(states));
        (_prior, _ones) = (new double[Symbols], new double[Symbols]);
        process.Prior(states, _prior);
        Array.Fill(_ones, 1);
        Absorbing = Array.IndexOf(_prior, 1);
        IsReset = process.Redraws(states);
        _generator = IsReset ? [] : Rates();
        Leaving = [.. Enumerable.Range(0, Symbols).Select(v => -Rate(v, v))];
        Entering = [.. Enumerable.Range(0, Symbols).Select(v => IsReset ? _prior[v] * (Symbols - 1) : Enumerable.Range(0, Symbols).Sum(u => u == v ? 0 : Rate(u, v)))];
        (Generator, Transposed, Jumps) = IsReset
            ? (TokenOperator.RankOne(Scaled(-1), _ones, _prior), TokenOperator.RankOne(Scaled(-1), _prior, _ones), TokenOperator.RankOne([.. _prior.Select(value => -value)], _prior, _ones))
            : (TokenOperator.Matrix(_generator), TokenOperator.Matrix(Transpose(_generator)), TokenOperator.Matrix(WithoutDiagonal(Transpose(_generator))));
    }

    /// <summary>Vocabulary size S.</summary>
    public int States { get; }

    /// <summary>Symbols n of a token.</summary>
    public int Symbols { get; }

    /// <summary>Whether a token is drawn anew from the prior at unit rate.</summary>
    public bool IsReset { get; }

    /// <summary>The symbol that the prior is all on, the mask; −1 where there is none.</summary>
    public int Absorbing { get; }

    /// <summary>Whether it is the masked process, K (2): tokens jump to the mask at unit rate, and not otherwise.</summary>
    public bool IsMasked => IsReset && Absorbing == States;

    /// <summary>The law of one token at the end of time, π, shape [n].</summary>
    public ReadOnlySpan<double> Prior => _prior;

    /// <summary>The rate <c>Σ_{u≠v} Q(v, u)</c> at which each symbol is left, shape [n].</summary>
    public double[] Leaving { get; }

    /// <summary>The sum <c>Σ_{u≠v} Q(u, v)</c> of the rates into each symbol, shape [n].</summary>
    public double[] Entering { get; }

    /// <summary><c>(Q g)_y = Σ_x Q(y, x) g_x</c>, at unit rate.</summary>
    public TokenOperator Generator { get; }

    /// <summary><c>(Qᵀ z)_x = Σ_y Q(y, x) z_y</c>, at unit rate.</summary>
    public TokenOperator Transposed { get; }

    /// <summary><c>Σ_{y≠x} Q(y, x) z_y</c>, at unit rate.</summary>
    public TokenOperator Jumps { get; }

    /// <summary>The rate <c>Q(from, to)</c> at unit rate.</summary>
    public double Rate(int from, int to) => IsReset ? Reset(from, to) : _generator[(from * Symbols) + to];

    /// <summary><c>p_v ↦ Σ_u p_u k_B(u, v)</c>: what the kernel does to a law.</summary>
    public TokenOperator Kernel(double b) => IsReset
        ? TokenOperator.RankOne(Scaled(Math.Exp(-b)), _prior, Scaled(-Logarithms.ExpMinusOne(-b)))
        : TokenOperator.Matrix(KernelColumns(b));

    /// <summary>Writes the probabilities <c>k_B(symbol, v)</c> of what one symbol becomes, shape [n]; O(n) for a process that redraws tokens.</summary>
    public void Departures(double b, int symbol, Span<double> row)
    {
        if (!IsReset)
        {
            KernelMatrix(b).AsSpan(symbol * Symbols, Symbols).CopyTo(row);
            return;
        }

        var redrawn = -Logarithms.ExpMinusOne(-b);
        for (var v = 0; v < row.Length; v++)
        {
            row[v] = redrawn * _prior[v];
        }

        row[symbol] += Math.Exp(-b);
    }

    /// <summary>The probabilities <c>k_B(u, v)</c> of one symbol v after the integrated rate B, shape [n], by u.</summary>
    public double[] Arrivals(double b, int symbol)
    {
        var unit = new double[Symbols];
        unit[symbol] = 1;
        if (!IsReset)
        {
            var kernel = KernelMatrix(b);
            return [.. unit.Select((_, u) => kernel[(u * Symbols) + symbol])];
        }

        return [.. unit.Select(same => (same * Math.Exp(-b)) - (_prior[symbol] * Logarithms.ExpMinusOne(-b)))];
    }

    private double Reset(int from, int to) => _prior[to] - (from == to ? 1 : 0);

    /// <summary><c>k_B(u, v)</c>, column after column, shape [n × n]: what comes to each symbol.</summary>
    public double[] KernelColumns(double b) => Transpose(KernelMatrix(b));

    private double[] Rates()
    {
        var generator = new double[Symbols * Symbols];
        _process.Generator(States, generator);
        return generator;
    }

    private double[] KernelMatrix(double b)
    {
        var kernel = new double[Symbols * Symbols];
        _process.Kernel(States, b, kernel);
        return kernel;
    }

    private double[] WithoutDiagonal(double[] matrix)
    {
        for (var v = 0; v < Symbols; v++)
        {
            matrix[(v * Symbols) + v] = 0;
        }

        return matrix;
    }

    private double[] Scaled(double factor) => [.. _ones.Select(one => one * factor)];

    private double[] Transpose(double[] matrix)
    {
        var transposed = new double[matrix.Length];
        for (var k = 0; k < matrix.Length; k++)
        {
            transposed[(k % Symbols * Symbols) + (k / Symbols)] = matrix[k];
        }

        return transposed;
    }
}
