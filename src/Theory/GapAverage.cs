using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>
/// Averages over (W uniform of size w, i uniform outside W) of a quantity that depends on the nearest revealed neighbours only,
/// as any conditional of a Markov chain does (T 1.6).
/// </summary>
public static class GapAverage
{
    private const double Negligible = 1e-40;

    /// <summary>
    /// <c>[Σ_m left(m) C(m−1, w−1) + Σ_m right(m) C(L−m, w−1) + Σ_g both(g) C(L−g−1, w−2)] / [C(L, w) (L−w)]</c> for w ≥ 1,
    /// and <c>none/L</c> for w = 0.
    /// </summary>
    /// <remarks>
    /// The weights follow each other by ratios from a closed first one, so nothing overflows; those below 1e-40 of the first
    /// are skipped, except that an infinite value of positive weight always counts. Time at most <c>O(L²)</c>. Thread-safe.
    /// </remarks>
    /// <param name="length">Sequence length L, at least 1.</param>
    /// <param name="none"><c>Σ_i f(i)</c> with nothing revealed.</param>
    /// <param name="left">Shape [L + 1], index m = 1…L−1: <c>Σ_{i&gt;m} f(i)</c> where m (1-based) is the last revealed position.</param>
    /// <param name="right">Shape [L + 1], index m = 2…L: <c>Σ_{i&lt;m} f(i)</c> where m (1-based) is the first revealed position.</param>
    /// <param name="both">Shape [L], index g = 2…L−1: <c>Σ f(i)</c> over i and revealed i−a, i+b with a + b = g, none between.</param>
    /// <returns>Shape [L], index w.</returns>
    /// <exception cref="ArgumentException">A span is shorter than its shape.</exception>
    public static double[] Of(int length, double none, ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> both)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (left.Length < length || right.Length < length + 1 || both.Length < length)
        {
            throw new ArgumentException($"Expected at least {length}, {length + 1} and {length} values, got {left.Length}, {right.Length} and {both.Length}.", nameof(left));
        }

        // Both ends alike: index d is the number of positions on the open side, L − m to the right of m and m − 1 to its left.
        var outside = new double[length];
        var between = both[..length].ToArray();
        for (var d = 1; d < length; d++)
        {
            outside[d] = left[length - d] + right[d + 1];
        }

        var average = new double[length];
        average[0] = none / length;
        var (outsideInfinite, betweenInfinite) = (FirstInfinite(outside, 1), FirstInfinite(between, 2));
        for (var w = 1; w < length; w++)
        {
            average[w] = Outside(outside, w) + Between(between, w)
                + (outsideInfinite <= length - w ? outside[outsideInfinite] : 0)
                + (w >= 2 && betweenInfinite <= length - w + 1 ? between[betweenInfinite] : 0);
        }

        return average;
    }

    private static double Outside(double[] values, int w)
    {
        double length = values.Length;
        var first = w / (length * (length - 1));
        var (sum, weight) = (new Sum(), first);
        for (var d = 1; d <= length - w && weight > Negligible * first; d++)
        {
            sum.Add(weight * values[d]);
            weight *= (length - d - w) / (length - d - 1);
        }

        return sum.Value;
    }

    private static double Between(double[] values, int w)
    {
        double length = values.Length;
        var first = w * (w - 1.0) / (length * (length - 1) * (length - 2));
        var (sum, weight) = (new Sum(), first);
        for (var g = 2; w >= 2 && g <= length - w + 1 && weight > Negligible * first; g++)
        {
            sum.Add(weight * values[g]);
            weight *= (length - g - w + 1) / (length - g - 1);
        }

        return sum.Value;
    }

    private static int FirstInfinite(double[] values, int from)
    {
        var index = from;
        while (index < values.Length && double.IsFinite(values[index]))
        {
            index++;
        }

        return index < values.Length ? index : int.MaxValue;
    }
}
