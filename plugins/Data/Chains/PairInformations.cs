using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>The informations <c>I(X_i; X_{i+g})</c> of one token with those after it, one position after another. Not thread-safe.</summary>
/// <remarks>One matrix product a pair, as far as tokens depend on each other; none where the same steps lead on from the same law as at a position before.</remarks>
internal sealed class PairInformations(Chain chain)
{
    // Laws that agree to this are the same up to rounding: tokens that lead to them have an information below its square, now and after any further step.
    private const double Agreement = 1e-14;

    private readonly int _states = chain.Shape.States;
    private readonly List<double> _informations = [];
    private double[] _current = new double[chain.Shape.States * chain.Shape.States], _next = new double[chain.Shape.States * chain.Shape.States];
    private int _start = -1;

    /// <summary>The informations for the gaps g = 1, 2, …; those left out at the end are 0. Valid until the next call.</summary>
    /// <param name="start">The position i; ascending from call to call.</param>
    public IEnumerable<double> From(int start)
    {
        if (!IsAsBefore(start))
        {
            Compute(start);
        }

        return _informations.Take(chain.Shape.Length - 1 - start);
    }

    /// <summary><c>Σ_a weight_a KL(matrix(a,·) ‖ q)</c>; a column whose q underflowed cannot be met.</summary>
    public static double Divergence(ReadOnlySpan<double> weights, ReadOnlySpan<double> matrix, ReadOnlySpan<double> q)
    {
        var (sum, states) = (new Sum(), q.Length);
        for (var a = 0; a < states; a++)
        {
            if (weights[a] > 0)
            {
                var row = 0.0;
                for (var b = 0; b < states; b++)
                {
                    row += q[b] > 0 ? Entropies.DivergenceTerm(matrix[(a * states) + b], q[b]) : 0;
                }

                sum.Add(weights[a] * row);
            }
        }

        return sum.Value;
    }

    private bool IsAsBefore(int start)
    {
        var same = _start >= 0 && AreSame(chain.Marginal(start), chain.Marginal(_start));
        for (var g = 0; same && g < _informations.Count && start + g < chain.Shape.Length - 1; g++)
        {
            same = chain.Number(start + g) == chain.Number(_start + g);
        }

        return same;
    }

    private void Compute(int start)
    {
        _start = start;
        _informations.Clear();
        var weights = chain.Marginal(start);
        chain.Step(start).CopyTo(_current);
        for (var end = start + 1; !Agree(weights, _current); end++)
        {
            _informations.Add(Divergence(weights, _current, chain.Marginal(end)));
            if (end == chain.Shape.Length - 1)
            {
                return;
            }

            for (var a = 0; a < _states; a++)
            {
                if (weights[a] > 0)
                {
                    var row = _next.AsSpan(a * _states, _states);
                    Matrices.Forward(_current.AsSpan(a * _states, _states), chain.Step(end), row);
                    Matrices.Normalise(row);
                }
            }

            (_current, _next) = (_next, _current);
        }
    }

    // Whether every possible token leads to the same law.
    private bool Agree(ReadOnlySpan<double> weights, ReadOnlySpan<double> matrix)
    {
        var first = -1;
        for (var a = 0; a < _states; a++)
        {
            if (weights[a] > 0 && first >= 0 && !AreSame(matrix.Slice(first * _states, _states), matrix.Slice(a * _states, _states)))
            {
                return false;
            }

            first = first < 0 && weights[a] > 0 ? a : first;
        }

        return true;
    }

    private static bool AreSame(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        for (var v = 0; v < p.Length; v++)
        {
            if (!(Math.Abs(p[v] - q[v]) <= Agreement * Math.Max(p[v], q[v])))
            {
                return false;
            }
        }

        return true;
    }
}
