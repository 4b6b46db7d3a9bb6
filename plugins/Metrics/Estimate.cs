using Unmask.Numerics;

namespace Unmask.Plugins.Metrics;

/// <summary>A plug-in estimate from frequencies <c>q̂</c> of n samples, with its delta-method standard error.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Error">Its standard error, null where there is none.</param>
/// <param name="Note">Its bias, or why it is infinite; null where neither matters.</param>
internal readonly record struct Estimate(double Value, double? Error, string? Note)
{
    /// <summary>
    /// <c>KL(p ‖ q̂)</c>; variance <c>(Σ p²/q̂ − 1)/n</c>; bias about <c>Σ p (1 − q̂)/(2 n q̂)</c>, upward.
    /// <c>+∞</c> where a possible sequence was never drawn.
    /// </summary>
    public static Estimate Divergence(ReadOnlySpan<double> p, ReadOnlySpan<double> q, long n, Shape shape)
    {
        var missing = Sequences.FirstMissing(p, q);
        if (missing >= 0)
        {
            return new Estimate(double.PositiveInfinity, null, $"the sequence {Sequences.Text(shape, missing)} has probability {p[missing]:G3} in the data and was never drawn in {n} samples: draw more, or use the method 'replay'");
        }

        var (squares, bias, possible) = (0.0, 0.0, 0);
        for (var x = 0; x < p.Length; x++)
        {
            if (p[x] > 0)
            {
                squares += p[x] * (p[x] / q[x]);
                bias += p[x] * (1 - q[x]) / q[x] / (2.0 * n);
                possible++;
            }
        }

        return new Estimate(Entropies.Divergence(p, q), Math.Sqrt(Math.Max(0, squares - 1) / n), $"plug-in estimate over {possible} sequences: biased upward by about {bias:G2}");
    }

    /// <summary>
    /// <c>TV(p, q̂) = ½ Σ |p − q̂|</c>; variance <c>(Σ q̂ σ² − (Σ q̂ σ)²)/(4n)</c>, <c>σ = sign(q̂ − p)</c>; biased upward by at
    /// most <c>½ Σ √(q(1−q)/n) ≤ ½ √((K−1)/n)</c> over K states, noted where that exceeds a tenth of the value.
    /// </summary>
    public static Estimate TotalVariation(ReadOnlySpan<double> p, ReadOnlySpan<double> q, long n)
    {
        var (first, second) = (0.0, 0.0);
        for (var x = 0; x < p.Length; x++)
        {
            var sign = Math.Sign(q[x] - p[x]);
            first += sign * q[x];
            second += sign * sign * q[x];
        }

        var error = Math.Sqrt(Math.Max(0, second - (first * first)) / n) / 2;
        var bias = Math.Min(1, Math.Sqrt((p.Length - 1.0) / n) / 2);
        var value = TotalVariation(p, q);
        return new Estimate(value, error, bias > value / 10 ? $"plug-in estimate over {p.Length} states from {n} samples: biased upward by up to {bias:G2}" : null);
    }

    /// <summary><c>TV(p, q) = ½ Σ |p − q|</c>.</summary>
    public static double TotalVariation(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var sum = new Sum();
        for (var x = 0; x < p.Length; x++)
        {
            sum.Add(Math.Abs(p[x] - q[x]));
        }

        return sum.Value / 2;
    }
}
