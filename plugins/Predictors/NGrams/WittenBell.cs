namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>
/// <c>P(v | c) = [n(cv) + N₁₊(c•) P(v | c′)] / [n(c) + N₁₊(c•)]</c>, <c>N₁₊(c•)</c> the number of different symbols after c, c′ the
/// context without its first symbol (Witten and Bell 1991, as interpolated by Chen and Goodman 1999).
/// </summary>
internal sealed class WittenBell : ISmoothing
{
    /// <inheritdoc/>
    public void Law(GramLevel level, int context, bool full, ReadOnlySpan<double> lower, Span<double> law)
    {
        var (first, end) = (level.Firsts[context], level.Firsts[context + 1]);
        double different = end - first;
        var total = different;
        for (var v = 0; v < law.Length; v++)
        {
            law[v] = different * lower[v];
        }

        for (var g = first; g < end; g++)
        {
            law[level.Symbol(g)] += level.Counts[g];
            total += level.Counts[g];
        }

        foreach (ref var value in law)
        {
            value /= total;
        }
    }
}
