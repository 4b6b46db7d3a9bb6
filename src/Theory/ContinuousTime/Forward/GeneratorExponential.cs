namespace Unmask.Theory;

/// <summary><c>e^{BQ}</c> of a generator Q, row = from: the kernel of a chain with these rates after the time B.</summary>
/// <remarks>
/// <para>By uniformisation and squaring: with λ the largest rate at which a symbol is left, <c>P = I + Q/λ</c> and <c>x = λB/2^s ≤ 1</c>,
/// <c>e^{BQ} = (e^{−x} Σ_k x^k P^k/k!)^{2^s}</c>. Every term is at least 0, so that small entries keep their digits too (Xue and Ye 2013): off the diagonal they are <c>B Q(u, v)</c> near
/// B = 0. The series goes on until no entry changes and every symbol has reached those it can; rows are normalised after each squaring, and squaring ends where nothing changes any
/// more, in the stationary law.</para>
/// <para>O(n² k) for k rates a row and O(n³ log λB). Immutable, so thread-safe; allocates at each call.</para>
/// </remarks>
public sealed class GeneratorExponential
{
    private const double Forever = 1e300;
    private const double Rounding = 1e-15;

    private readonly int _symbols, _reach;
    private readonly double _rate;
    private readonly int[][] _targets;
    private readonly double[][] _moves;

    /// <summary>Prepares a generator.</summary>
    /// <param name="generator">Rates, shape [n × n], at least 0 off the diagonal, which is not read.</param>
    /// <param name="symbols">n.</param>
    public GeneratorExponential(ReadOnlySpan<double> generator, int symbols)
    {
        var rates = generator.ToArray();
        _symbols = symbols;
        double[] leaving = [.. Enumerable.Range(0, symbols).Select(u => Enumerable.Range(0, symbols).Sum(v => v == u ? 0 : rates[(u * symbols) + v]))];
        _rate = leaving.Max();
        _targets = [.. Enumerable.Range(0, symbols).Select(u => Enumerable.Range(0, symbols).Where(v => v == u || rates[(u * symbols) + v] > 0).ToArray())];
        _moves = [.. _targets.Select((targets, u) => targets.Select(v => v == u ? 1 - (leaving[u] / _rate) : rates[(u * symbols) + v] / _rate).ToArray())];
        _reach = Enumerable.Range(0, symbols).Max(Reach);
    }

    /// <summary>Writes the kernel.</summary>
    /// <param name="b">B ≥ 0, finite.</param>
    /// <param name="kernel">Receives probabilities, shape [n × n].</param>
    public void Write(double b, Span<double> kernel)
    {
        var jumps = Math.Min(_rate * b, Forever);
        var squarings = jumps > 1 ? (int)Math.Ceiling(Math.Log2(jumps)) : 0;
        var power = Series(Math.ScaleB(jumps, -squarings));
        for (var (k, square) = (0, new double[power.Length]); k < squarings; k++)
        {
            Matrices.StochasticProduct(power, power, square, _symbols);
            (power, square) = (square, power);
            if (Same(power, square))
            {
                break;
            }
        }

        power.CopyTo(kernel);
    }

    private static bool Same(double[] one, double[] other)
    {
        for (var entry = 0; entry < one.Length; entry++)
        {
            if (Math.Abs(one[entry] - other[entry]) > Rounding * other[entry])
            {
                return false;
            }
        }

        return true;
    }

    private double[] Series(double x)
    {
        var (term, next, sum) = (new double[_symbols * _symbols], new double[_symbols * _symbols], new double[_symbols * _symbols]);
        for (var u = 0; u < _symbols; u++)
        {
            term[u * (_symbols + 1)] = Math.Exp(-x);
        }

        term.CopyTo(sum, 0);
        var changes = true;
        for (var k = 1; changes || k <= _reach; k++)
        {
            Step(term, next, x / k);
            (term, next, changes) = (next, term, false);
            for (var entry = 0; entry < sum.Length; entry++)
            {
                var before = sum[entry];
                sum[entry] += term[entry];
                changes |= sum[entry] != before;
            }
        }

        return sum;
    }

    /// <summary><c>into = scale · term · P</c>.</summary>
    private void Step(double[] term, double[] into, double scale)
    {
        Array.Clear(into);
        for (var row = 0; row < into.Length; row += _symbols)
        {
            for (var u = 0; u < _symbols; u++)
            {
                var (weight, targets, moves) = (scale * term[row + u], _targets[u], _moves[u]);
                for (var n = 0; weight > 0 && n < targets.Length; n++)
                {
                    into[row + targets[n]] += weight * moves[n];
                }
            }
        }
    }

    /// <summary>How many jumps it takes to every symbol that one leads to.</summary>
    private int Reach(int start)
    {
        var (steps, open) = (new int?[_symbols], new Queue<int>([start]));
        steps[start] = 0;
        while (open.TryDequeue(out var u))
        {
            foreach (var v in _targets[u].Where(v => steps[v] is null))
            {
                steps[v] = steps[u] + 1;
                open.Enqueue(v);
            }
        }

        return steps.Max() ?? 0;
    }
}
