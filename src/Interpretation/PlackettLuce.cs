using System.Numerics;
using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>The law of a set picked one after another without replacement, each next in proportion to <c>exp(score)</c>. Pure functions.</summary>
internal static class PlackettLuce
{
    /// <summary>The largest set whose probability is computed; it takes <c>2^k</c> sums.</summary>
    public const int Largest = 20;

    /// <summary>
    /// The probability of a set D of k out of m, summed over its <c>k!</c> orders by the recursion over its subsets A:
    /// <c>P(∅) = 1</c>, <c>P(A) = Σ_{i∈A} P(A∖i) · e^{s_i} / Σ_{j∉A∖i} e^{s_j}</c>.
    /// </summary>
    /// <remarks>Every denominator is a sum of positive terms relative to its largest, so nothing cancels or underflows to 0/0.</remarks>
    /// <param name="scores">Logarithms of weights, finite, shape [m].</param>
    /// <param name="set">Indices of D, distinct, shape [k].</param>
    /// <exception cref="OutOfReachException">k is more than <see cref="Largest"/>.</exception>
    public static double Subset(ReadOnlySpan<double> scores, ReadOnlySpan<int> set)
    {
        if (set.Length > Largest)
        {
            throw new OutOfReachException($"the probability of a weighted subset of {set.Length} takes 2^{set.Length} sums; at most 2^{Largest} are made. Estimate from samples instead");
        }

        var inside = new double[set.Length];
        var outside = new double[scores.Length - set.Length];
        for (var (i, o) = (0, 0); i + o < scores.Length;)
        {
            var next = i + o;
            if (set.Contains(next))
            {
                inside[i++] = scores[next];
            }
            else
            {
                outside[o++] = scores[next];
            }
        }

        var rest = Logarithms.SumExp(outside);
        var picked = new double[1 << set.Length];
        var left = new double[set.Length + 1];
        picked[0] = 1;
        for (var before = 0; before < picked.Length - 1; before++)
        {
            var count = 0;
            for (var i = 0; i < inside.Length; i++)
            {
                if ((before >> i & 1) == 0)
                {
                    left[count++] = inside[i];
                }
            }

            left[count] = rest;
            var total = Logarithms.SumExp(left.AsSpan(0, count + 1));
            for (var open = ~before & (picked.Length - 1); open != 0; open &= open - 1)
            {
                var i = BitOperations.TrailingZeroCount(open);
                picked[before | 1 << i] += picked[before] * Math.Exp(inside[i] - total);
            }
        }

        return picked[^1];
    }
}
