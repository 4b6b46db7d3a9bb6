using Unmask.Numerics;

namespace Unmask.Testing;

/// <summary>What is wrong with numbers that should be probabilities, in words that complete "a row that …"; null if nothing is.</summary>
internal static class Defects
{
    /// <summary>Each at least 0, the sum within a tolerance of 1.</summary>
    public static string? OfProbabilities(ReadOnlySpan<double> p, double tolerance)
    {
        for (var v = 0; v < p.Length; v++)
        {
            if (!(p[v] >= 0))
            {
                return $"has {p[v]:R} at {v}";
            }
        }

        var sum = Sum.Of(p);
        return Math.Abs(sum - 1) <= tolerance ? null : $"sums to {sum:R}";
    }
}
