namespace Unmask.Plugins.Predictors.NGrams;

/// <summary><c>P(v | c) = (n(cv) + δ) / (n(c) + δ S)</c>; a context that was not counted has no counts, so its law is uniform.</summary>
/// <param name="pseudoCount">δ, above 0.</param>
internal sealed class Additive(double pseudoCount) : ISmoothing
{
    /// <inheritdoc/>
    public void Law(GramLevel level, int context, bool full, ReadOnlySpan<double> lower, Span<double> law)
    {
        law.Fill(pseudoCount);
        var total = pseudoCount * law.Length;
        for (var g = level.Firsts[context]; full && g < level.Firsts[context + 1]; g++)
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
