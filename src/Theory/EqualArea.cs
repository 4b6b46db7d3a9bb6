using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>Sizes that cut the area under a curve into equal parts (T 1.14).</summary>
public static class EqualArea
{
    private const double Tie = 1e-9;

    /// <summary>
    /// Before step t of T, counted from 0, <c>w_t</c> tokens are revealed: the w whose area <c>A(w) = Σ_{v&lt;w} c(v)</c> is nearest to
    /// <c>(t/T) A(L)</c>, the lowest of those within 1e-9 of <c>A(L)</c>; at least one more than before, and one left for each later step.
    /// </summary>
    /// <remarks>With c = h each step reveals the same share of the entropy <c>H(X) = A(L)</c>. Pure function, so thread-safe.</remarks>
    /// <param name="curve"><c>c(w)</c>, shape [L], finite and at least 0.</param>
    /// <param name="steps">T, 1…L.</param>
    /// <returns>Sizes in reveal order.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is not in 1…L.</exception>
    /// <exception cref="ArgumentException">A value is negative or not finite.</exception>
    public static int[] Sizes(ReadOnlySpan<double> curve, int steps)
    {
        if (steps < 1 || steps > curve.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"Expected a number of steps from 1 to the length {curve.Length}.");
        }

        var areas = Areas(curve);
        var sizes = new int[steps];
        var revealed = 0;
        for (var t = 1; t <= steps; t++)
        {
            var end = t == steps ? curve.Length : Math.Clamp(Nearest(areas, areas[^1] * t / steps), revealed + 1, curve.Length - (steps - t));
            sizes[t - 1] = end - revealed;
            revealed = end;
        }

        return sizes;
    }

    private static double[] Areas(ReadOnlySpan<double> curve)
    {
        var areas = new double[curve.Length + 1];
        var sum = new Sum();
        for (var w = 0; w < curve.Length; w++)
        {
            if (!(curve[w] >= 0) || double.IsInfinity(curve[w]))
            {
                throw new ArgumentException($"Expected a finite curve of at least 0, got c({w}) = {curve[w]}.", nameof(curve));
            }

            sum.Add(curve[w]);
            areas[w + 1] = sum.Value;
        }

        return areas;
    }

    private static int Nearest(double[] areas, double target)
    {
        var found = Array.BinarySearch(areas, target);
        var above = Math.Min(found < 0 ? ~found : found, areas.Length - 1);
        var best = above > 0 && target - areas[above - 1] <= areas[above] - target + (Tie * areas[^1]) ? above - 1 : above;
        var distance = Math.Min(Math.Abs(areas[best] - target), Math.Abs(areas[above] - target));
        while (best > 0 && Math.Abs(areas[best - 1] - target) <= distance + (Tie * areas[^1]))
        {
            best--;
        }

        return best;
    }
}
