namespace Unmask.Plugins.Data.Chains;

/// <summary>A homogeneous chain fitted to pair counts <c>n(a, b)</c>.</summary>
internal static class FittedChain
{
    /// <summary>
    /// <c>P(a, b) = n(a, b) / n(a)</c>, <c>n(a) = Σ_b n(a, b)</c>, and <c>π(a) = n(a) / Σ n</c> unless given. A symbol that nothing
    /// was seen to follow is followed by a draw from <c>n(·) / Σ n</c>; one that never occurs has probability 0, so its row is never used.
    /// </summary>
    /// <param name="length">Sequence length L.</param>
    /// <param name="counts">Shape [S × S], row-major, at least 0, not all 0.</param>
    /// <param name="states">Vocabulary size S.</param>
    /// <param name="initial">The law of the first token, or null for the row sums.</param>
    public static Chain Of(int length, ReadOnlySpan<double> counts, int states, double[]? initial = null)
    {
        var frequencies = new double[states];
        for (var a = 0; a < states; a++)
        {
            frequencies[a] = Numerics.Sum.Of(counts.Slice(a * states, states));
        }

        var steps = new double[counts.Length];
        for (var a = 0; a < states; a++)
        {
            var seen = frequencies[a] > 0 ? counts.Slice(a * states, states) : frequencies;
            ProbabilityRows.Normalise(seen, steps.AsSpan(a * states, states));
        }

        ProbabilityRows.Normalise(frequencies, frequencies);
        return new Chain(length, initial ?? frequencies, steps);
    }
}
