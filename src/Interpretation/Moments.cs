namespace Unmask.Interpretation;

/// <summary>Count, mean and sum of squared deviations, merged without losing digits (Chan, Golub and LeVeque).</summary>
internal readonly record struct Moments(long Count, double Mean, double Squares)
{
    /// <summary>One value.</summary>
    public static Moments Of(double value) => new(1, value, 0);

    /// <summary>The moments of both together.</summary>
    public static Moments operator +(Moments a, Moments b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return a.Count == 0 ? b : a;
        }

        var count = a.Count + b.Count;
        var gap = b.Mean - a.Mean;
        return new(count, a.Mean + (gap * b.Count / count), a.Squares + b.Squares + (gap * gap * a.Count * ((double)b.Count / count)));
    }

    /// <summary>The standard error of the mean, <c>√(Σ(x−x̄)² / (n−1) / n)</c>.</summary>
    public double StandardError => Math.Sqrt(Squares / (Count - 1) / Count);
}
