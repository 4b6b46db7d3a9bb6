namespace Unmask.Numerics;

/// <summary>Entropies and divergences of one row of probabilities, in nats, with <c>0 log 0 = 0</c>; NaN where an entry is NaN. Pure functions.</summary>
public static class Entropies
{
    /// <summary>Entropy <c>−Σ_v p_v log p_v</c>.</summary>
    public static double Entropy(ReadOnlySpan<double> p)
    {
        var sum = 0.0;
        foreach (var value in p)
        {
            if (value != 0)
            {
                sum -= value * Math.Log(value);
            }
        }

        return sum;
    }

    /// <summary>Cross entropy <c>−Σ_v p_v log q_v</c>; <c>+∞</c> where <c>p_v &gt; 0 = q_v</c>.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double CrossEntropy(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        RequireSameLength(p, q);
        var sum = 0.0;
        for (var v = 0; v < p.Length; v++)
        {
            if (p[v] != 0)
            {
                sum -= p[v] * Math.Log(q[v]);
            }
        }

        return sum;
    }

    /// <summary>Kullback–Leibler divergence <c>Σ_v p_v log(p_v/q_v)</c> of two rows that sum to 1; <c>+∞</c> where <c>p_v &gt; 0 = q_v</c>.</summary>
    /// <remarks>Summed as <c>Σ_v [q − p − p log(q/p)]</c>: every term is at least 0 and none cancels, so a small divergence keeps its digits.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Divergence(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        RequireSameLength(p, q);
        var sum = 0.0;
        for (var v = 0; v < p.Length; v++)
        {
            sum += DivergenceTerm(p[v], q[v]);
        }

        return sum;
    }

    /// <summary><c>p log(p/q) + q − p ≥ 0</c>, one symbol's part of a divergence; <c>q</c> where p = 0, <c>+∞</c> where p &gt; 0 = q, NaN where p is negative or NaN.</summary>
    /// <remarks>Keeps its digits where p and q are close, and stays finite where q/p is far below 1e-16 or beyond any double.</remarks>
    public static double DivergenceTerm(double p, double q)
    {
        if (p == 0)
        {
            return q;
        }

        // Near −1, x = q/p − 1 no longer holds the digits of q/p; far above, it may be infinite where p log(q/p) is not.
        var x = (q - p) / p;
        return Math.Abs(x) < 0.5 ? p * Logarithms.Gap(x)
            : double.IsFinite(x) ? q - p - (p * Math.Log(q / p))
            : q - p - (p * (Math.Log(q) - Math.Log(p)));
    }

    private static void RequireSameLength(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        if (p.Length != q.Length)
        {
            throw new ArgumentException($"Expected two rows of one length, got {p.Length} and {q.Length}.");
        }
    }
}
