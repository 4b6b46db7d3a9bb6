namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>
/// <c>P(v | c) = max(a(cv) − D, 0)/a(c•) + D N₁₊(c•)/a(c•) · P(v | c′)</c>, where <c>a</c> counts occurrences after a full context and
/// different preceding symbols, <c>N₁₊(•cv)</c>, after a shorter one (Kneser and Ney 1995, interpolated, one discount a level).
/// </summary>
/// <remarks><c>D = n₁/(n₁ + 2n₂)</c> of the level unless given, <c>n_r</c> the number of grams with <c>a = r</c>; ½ where that is not between 0 and 1.</remarks>
internal sealed class KneserNey : ISmoothing
{
    private readonly double[] _full, _shorter;

    /// <summary>Finds the discounts.</summary>
    /// <param name="levels">The levels, from the empty context on.</param>
    /// <param name="discount">D, between 0 and 1, or null to estimate it.</param>
    public KneserNey(IReadOnlyList<GramLevel> levels, double? discount)
    {
        _full = [.. levels.Select(level => discount ?? Estimate(level.Counts))];
        _shorter = [.. levels.Select(level => discount ?? Estimate(level.Precedents))];
    }

    /// <inheritdoc/>
    public void Law(GramLevel level, int context, bool full, ReadOnlySpan<double> lower, Span<double> law)
    {
        var (first, end) = (level.Firsts[context], level.Firsts[context + 1]);
        var counts = (full ? level.Counts : level.Precedents).AsSpan(first, end - first);
        var discount = (full ? _full : _shorter)[level.ContextLength];
        var total = 0.0;
        foreach (var count in counts)
        {
            total += count;
        }

        for (var v = 0; v < law.Length; v++)
        {
            law[v] = discount * counts.Length / total * lower[v];
        }

        for (var g = first; g < end; g++)
        {
            law[level.Symbol(g)] += (counts[g - first] - discount) / total;
        }
    }

    private static double Estimate(long[] counts)
    {
        double once = counts.Count(count => count == 1), twice = counts.Count(count => count == 2);
        var discount = once / (once + (2 * twice));
        return discount is > 0 and < 1 ? discount : 0.5;
    }
}
