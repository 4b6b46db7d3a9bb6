using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The information curve of a Markov chain from the mutual informations of its pairs (T 1.6).</summary>
public static class MarkovCurve
{
    /// <summary>
    /// <c>h(0) − h(w) = τ(w+1) − τ(w)</c>, <c>τ(w) = Σ_g A_w(g) Σ_i I(X_i; X_{i+g})</c>, <c>A_w(g) = C(L−g−1, w−2)/C(L, w)</c>:
    /// the total correlation of a set is the sum over its neighbours.
    /// </summary>
    /// <remarks>
    /// The difference of weights is taken exactly,
    /// <c>A_{w+1}(g) − A_w(g) = A_w(g) · [2(L−w) − (w+1)(g−1)] / [(w−1)(L−w)]</c>, and <c>A_w(g+1)/A_w(g) = (L−g−w+1)/(L−g−1)</c>:
    /// no binomial is formed, nothing overflows, and drops keep their relative precision. Gaps whose weight is below 1e-40
    /// of the first are skipped, so the time is at most <c>O(L²)</c> and about <c>O(100 L log L)</c>. Thread-safe.
    /// </remarks>
    /// <param name="meanEntropy"><c>(1/L) Σ_i H(X_i)</c>, nats.</param>
    /// <param name="pairInformation">Shape [L], index g = 1…L−1: <c>Σ_i I(X_i; X_{i+g})</c>, nats, at least 0; index 0 is not read.</param>
    /// <returns>The curve; its drops never decrease.</returns>
    /// <exception cref="ArgumentException">No length, or an information that is negative, NaN or infinite.</exception>
    public static InformationCurve Of(double meanEntropy, ReadOnlySpan<double> pairInformation)
    {
        var length = pairInformation.Length;
        for (var g = 1; g < length; g++)
        {
            if (!(pairInformation[g] >= 0) || double.IsInfinity(pairInformation[g]))
            {
                throw new ArgumentException($"Expected informations of at least 0, got {pairInformation[g]} at gap {g}.", nameof(pairInformation));
            }
        }

        if (length == 0)
        {
            throw new ArgumentException("Expected one entry for each position, got none.", nameof(pairInformation));
        }

        var drops = new double[length];
        for (var w = 1; w < length; w++)
        {
            drops[w] = Math.Max(drops[w - 1], Drop(pairInformation, w));
        }

        return new InformationCurve(meanEntropy, drops);
    }

    private static double Drop(ReadOnlySpan<double> pairInformation, int w)
    {
        double length = pairInformation.Length;
        var first = w / (length * (length - 1) * (length - w));
        var weight = first;
        var sum = new Sum();
        for (var g = 1; g < length && g <= length - w + 1 && weight > 1e-40 * first; g++)
        {
            sum.Add(weight * ((2 * (length - w)) - ((w + 1.0) * (g - 1))) * pairInformation[g]);
            weight *= (length - g - w + 1) / (length - g - 1);
        }

        return sum.Value;
    }
}
