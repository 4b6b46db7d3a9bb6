namespace Unmask.Plugins.Data.Chains;

/// <summary>A homogeneous chain of order k fitted to the counts <c>n(c, v)</c> of a symbol v after k symbols c.</summary>
internal static class FittedChain
{
    /// <summary>
    /// <c>P(c, v) = n(c, v) / n(c)</c>, <c>n(c) = Σ_v n(c, v)</c>. A context that nothing was seen to follow is followed as the longest of its
    /// ends that something was seen to follow, and if there is none by a draw from the law of first symbols.
    /// </summary>
    /// <param name="contexts">The contexts.</param>
    /// <param name="counts">Shape [S^k × S], row-major, at least 0, not all 0.</param>
    /// <returns><c>n(c) / Σ n</c>, the law of the first k symbols, shape [S^k]; the transitions, shape [S^k × S].</returns>
    public static (double[] Initial, double[] Transitions) Of(Contexts contexts, ReadOnlySpan<double> counts)
    {
        var states = contexts.States;
        var initial = contexts.Shorter(counts);
        var first = initial;
        while (first.Length > states)
        {
            first = contexts.Shorter(first);
        }

        var transitions = new double[counts.Length];
        Fill(counts, first, transitions);
        ProbabilityRows.Normalise(initial, initial);
        return (initial, transitions);

        // The rows of shorter contexts are those of the sums over the oldest symbol.
        void Fill(ReadOnlySpan<double> seen, ReadOnlySpan<double> unseen, Span<double> rows)
        {
            Span<double> shorter = unseen.ToArray();
            if (seen.Length > states * states)
            {
                var sums = new double[seen.Length / states];
                for (var n = 0; n < seen.Length; n++)
                {
                    sums[n % sums.Length] += seen[n];
                }

                shorter = new double[sums.Length];
                Fill(sums, unseen, shorter);
            }

            for (var n = 0; n < seen.Length; n += states)
            {
                var row = seen.Slice(n, states);
                ProbabilityRows.Normalise(row.ContainsAnyExcept(0) ? row : shorter.Slice(n % shorter.Length, states), rows.Slice(n, states));
            }
        }
    }
}
