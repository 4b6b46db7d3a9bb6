namespace Unmask.Theory;

/// <summary>Least squares under an order.</summary>
public static class IsotonicRegression
{
    /// <summary>
    /// The non-increasing sequence x nearest to the values, <c>min Σ_w (x_w − value_w)²</c> with <c>x_0 ≥ x_1 ≥ …</c>, by pooling adjacent
    /// violators. Its sum is that of the values.
    /// </summary>
    /// <param name="values">Finite numbers.</param>
    /// <returns>As many; each run of equal numbers is the mean of its values. Time <c>O(L)</c>. Thread-safe.</returns>
    public static double[] NonIncreasing(ReadOnlySpan<double> values)
    {
        var pools = new Stack<(double Mean, int Count)>();
        foreach (var value in values)
        {
            var pool = (Mean: value, Count: 1);
            while (pools.TryPeek(out var before) && before.Mean < pool.Mean)
            {
                pools.Pop();
                var count = before.Count + pool.Count;
                pool = (before.Mean + ((pool.Mean - before.Mean) * ((double)pool.Count / count)), count);
            }

            pools.Push(pool);
        }

        return [.. pools.Reverse().SelectMany(pool => Enumerable.Repeat(pool.Mean, pool.Count))];
    }
}
