using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The masked process seen through the information curve h, at any length (T 2.9): each token is revealed by itself with the survival <c>q = e^{−B}</c>.</summary>
/// <remarks>
/// <c>H(X_0 | X_t) = Σ_w h(w) P(Bin(L, q) ≤ w)</c>, and a token that is revealed next has the entropy <c>h̃(q) = E h(Bin(L − 1, q))</c>. O(L) each. Immutable, so thread-safe.
/// </remarks>
public sealed class MaskedInformation : IPathInformation
{
    private readonly InformationCurve _curve;
    private readonly double[] _logFactorials;

    /// <summary>Prepares a curve.</summary>
    public MaskedInformation(InformationCurve curve)
    {
        _curve = curve;
        _logFactorials = new double[curve.Length + 1];
        for (var k = 1; k <= curve.Length; k++)
        {
            _logFactorials[k] = _logFactorials[k - 1] + Math.Log(k);
        }
    }

    /// <summary><c>L (q_s − q_t) h̃(q_t) − [H(X_0 | X_t) − H(X_0 | X_s)]</c>, of drops of h, so that nothing cancels but what is small itself.</summary>
    public double StepCost(double from, double to)
    {
        var (late, early) = (Math.Exp(-from), Math.Exp(-to));
        var revealed = early * -Logarithms.ExpMinusOne(to - from);
        return Math.Max(0, Remaining(late) - Remaining(early) - (_curve.Length * revealed * Next(late)));
    }

    /// <inheritdoc/>
    public double Produced(double b) => (_curve.Length * _curve.First * -Logarithms.ExpMinusOne(-b)) - Remaining(Math.Exp(-b));

    /// <inheritdoc/>
    public double Moved(double b) => _curve.Length * -Logarithms.ExpMinusOne(-b);

    /// <summary><c>Σ_w drop(w) P(Bin(L, q) ≤ w)</c>: what the entropy left is below L (1 − q) h(0).</summary>
    private double Remaining(double survival)
    {
        var (below, total) = (0.0, default(Sum));
        for (var w = 0; w < _curve.Length; w++)
        {
            below += Probability(_curve.Length, w, survival);
            total.Add(_curve.Drops[w] * below);
        }

        return total.Value;
    }

    /// <summary><c>E drop(Bin(L − 1, q))</c>.</summary>
    private double Next(double survival)
    {
        var total = default(Sum);
        for (var w = 0; w < _curve.Length; w++)
        {
            total.Add(_curve.Drops[w] * Probability(_curve.Length - 1, w, survival));
        }

        return total.Value;
    }

    private double Probability(int trials, int successes, double survival)
    {
        if (survival is 0 or 1)
        {
            return successes == (survival == 0 ? 0 : trials) ? 1 : 0;
        }

        var ways = _logFactorials[trials] - _logFactorials[successes] - _logFactorials[trials - successes];
        return Math.Exp(ways + (successes * Math.Log(survival)) + ((trials - successes) * Logarithms.OnePlus(-survival)));
    }
}
