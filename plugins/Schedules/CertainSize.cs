namespace Unmask.Plugins.Schedules;

/// <summary>The law of a size that is certain. Pure functions.</summary>
internal static class CertainSize
{
    /// <summary>Writes <c>P(size = k) = 1[k = size]</c>, the size cut to what is left.</summary>
    /// <param name="size">The size, at least 1.</param>
    /// <param name="left">How many positions are masked.</param>
    /// <param name="law">Receives <c>law[k−1] = P(size = k)</c>.</param>
    /// <returns>The size.</returns>
    public static int Write(int size, int left, Span<double> law)
    {
        var cut = Math.Clamp(size, 1, left);
        law[..(cut - 1)].Clear();
        law[cut - 1] = 1;
        return cut;
    }

    /// <summary>As above for sizes listed in reveal order; beyond the list, everything that is left.</summary>
    public static int Write(ReadOnlySpan<int> sizes, int step, int left, Span<double> law) =>
        Write(step < sizes.Length ? sizes[step] : left, left, law);
}
