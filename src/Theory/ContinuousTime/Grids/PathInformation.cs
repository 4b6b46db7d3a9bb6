using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The same of any process, by enumeration of the space (T 2.9).</summary>
/// <remarks>
/// <c>StepCost = Σ_i H(X_s^(i), X_t^(−i)) − (d − 1) H(X_t) − H(X_s)</c>, since tokens are noised independently: O(d² n^d) where tokens are redrawn from the prior, n times that elsewhere.
/// <c>Moved</c> is a sum over 512 cells of equal Fisher–Rao distance, right to about 1e-5. Thread-safe.
/// </remarks>
public sealed class PathInformation : IPathInformation
{
    private const int Cells = 512;

    private readonly ForwardLaw _law;
    private readonly double _total;
    private readonly double[] _stationary;
    private readonly Lazy<double[]> _moved;

    /// <summary>Prepares a law.</summary>
    /// <param name="law">The forward laws.</param>
    /// <param name="total"><c>B</c> at the end; finite unless there is a mask.</param>
    public PathInformation(ForwardLaw law, double total)
    {
        (_law, _total) = (law, total);
        _stationary = new double[law.Space.States];
        law.Prior(_stationary);
        _moved = new(Move);
    }

    /// <inheritdoc/>
    public double StepCost(double from, double to)
    {
        var (early, late, mixed) = (At(to), At(from), new double[_law.Space.States]);
        var kernel = _law.Process.Kernel(from - to);
        var cost = default(Sum);
        cost.Add(-Entropies.Entropy(early));
        cost.Add(-(_law.Space.Length - 1) * Entropies.Entropy(late));
        for (var i = 0; i < _law.Space.Length; i++)
        {
            early.CopyTo(mixed, 0);
            for (var j = 0; j < _law.Space.Length; j++)
            {
                if (j != i)
                {
                    kernel.Apply(_law.Space, j, mixed, mixed);
                }
            }

            cost.Add(Entropies.Entropy(mixed));
        }

        return Math.Max(0, cost.Value);
    }

    /// <inheritdoc/>
    public double Produced(double b)
    {
        var law = At(b);
        return _law.Process.Absorbing >= 0
            ? Entropies.Entropy(_law.Data) + Noise(b) - Entropies.Entropy(law)
            : Entropies.Divergence(_law.Data, _stationary) - Entropies.Divergence(law, _stationary);
    }

    /// <inheritdoc/>
    public double Moved(double b)
    {
        var cell = SurvivalAngle.At(b) / SurvivalAngle.At(_total) * Cells;
        var whole = Math.Min((int)cell, Cells - 1);
        return _moved.Value[whole] + ((cell - whole) * (_moved.Value[whole + 1] - _moved.Value[whole]));
    }

    private double[] At(double b)
    {
        var law = new double[_law.Space.States];
        _law.At(b, law);
        return law;
    }

    /// <summary><c>H(X_t | X_0)</c>: each token's own noise.</summary>
    private double Noise(double b)
    {
        var (n, marginals) = (_law.Space.Symbols, _law.Marginals(0));
        var (token, row) = (new TokenSpace(1, n), new double[n]);
        var (kernel, total) = (_law.Process.Kernel(b), default(Sum));
        for (var v = 0; v < n; v++)
        {
            Array.Clear(row);
            row[v] = 1;
            kernel.Apply(token, 0, row, row);
            for (var i = 0; i < _law.Space.Length; i++)
            {
                total.Add(marginals[(i * n) + v] * Entropies.Entropy(row));
            }
        }

        return total.Value;
    }

    private double[] Move()
    {
        var (angle, moved) = (SurvivalAngle.At(_total), new double[Cells + 1]);
        var before = Flow(0);
        for (var k = 0; k < Cells; k++)
        {
            var (from, to) = (B(k), k + 1 == Cells ? _total : B(k + 1));
            var middle = Flow((from + to) / 2);
            var after = Flow(to);
            moved[k + 1] = moved[k] + ((to - from) * (before + (4 * middle) + after) / 6);
            before = after;
        }

        return moved;

        double B(int cell) => SurvivalAngle.Integrated(angle * cell / Cells);
    }

    /// <summary><c>Σ_{x&lt;y} |p(x) Q(x, y) − p(y) Q(y, x)|</c> at unit rate.</summary>
    private double Flow(double b)
    {
        var (law, space, total) = (At(b), _law.Space, 0.0);
        for (var i = 0; i < space.Length; i++)
        {
            var stride = space.Stride(i);
            for (var x = 0; x < law.Length; x++)
            {
                var u = space.Symbol(x, i);
                for (var v = u + 1; v < space.Symbols; v++)
                {
                    total += Math.Abs((law[x] * _law.Process.Rate(u, v)) - (law[x + ((v - u) * stride)] * _law.Process.Rate(v, u)));
                }
            }
        }

        return total;
    }
}
