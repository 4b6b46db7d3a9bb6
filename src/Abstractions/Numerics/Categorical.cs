using System.Numerics;
using System.Runtime.InteropServices;

namespace Unmask.Numerics;

/// <summary>Draws from a row of probabilities, in 64 bits. Pure functions; they allocate nothing.</summary>
public static class Categorical
{
    private const int BlockLength = 32;

    /// <summary>Whether a row is a probability vector: every entry at least 0, and their sum 1 within <c>1e-9</c>.</summary>
    /// <param name="p">The row.</param>
    public static bool IsLaw(ReadOnlySpan<double> p)
    {
        var (total, least) = (0.0, 0.0);
        var blocks = MemoryMarshal.Cast<double, Vector<double>>(p);
        if (blocks.Length > 0)
        {
            var (sums, minima) = (Vector<double>.Zero, Vector<double>.Zero);
            foreach (var block in blocks)
            {
                sums += block;
                minima = Vector.Min(minima, block);
            }

            total = Vector.Sum(sums);
            least = Vector.LessThanAny(minima, Vector<double>.Zero) ? -1 : 0;
        }

        foreach (var weight in p[(blocks.Length * Vector<double>.Count)..])
        {
            total += weight;
            least = Math.Min(least, weight);
        }

        // A NaN anywhere makes the sum NaN.
        return least >= 0 && Math.Abs(total - 1) <= 1e-9;
    }

    /// <summary>
    /// The smallest v with <c>u·Σp &lt; p_0 + … + p_v</c>: a draw from <c>p</c> when <c>u</c> is uniform in [0, 1).
    /// Never a symbol of probability zero.
    /// </summary>
    /// <param name="p">Weights, at least 0, not all 0; they need not sum to 1 exactly.</param>
    /// <param name="u">A uniform number in <c>[0, 1)</c>.</param>
    /// <exception cref="ArgumentException">All weights are 0, or one is negative or NaN.</exception>
    public static int Draw(ReadOnlySpan<double> p, double u)
    {
        var total = 0.0;
        foreach (var weight in p)
        {
            if (!(weight >= 0))
            {
                throw new ArgumentException($"Expected probabilities of at least 0, got {weight}.", nameof(p));
            }

            total += weight;
        }

        if (!(total > 0) || double.IsInfinity(total))
        {
            throw new ArgumentException($"Expected probabilities with a finite positive sum, got {total}.", nameof(p));
        }

        var left = u * total;
        var v = 0;

        // Skip whole blocks by their sums: on a vocabulary of a thousand this is more than twice as fast as a plain scan.
        while (v + BlockLength < p.Length)
        {
            var block = 0.0;
            foreach (var weight in p.Slice(v, BlockLength))
            {
                block += weight;
            }

            if (left < block)
            {
                break;
            }

            left -= block;
            v += BlockLength;
        }

        var last = -1;
        for (; v < p.Length; v++)
        {
            if (p[v] > 0)
            {
                last = v;
                if (left < p[v])
                {
                    return v;
                }
            }

            left -= p[v];
        }

        // Rounding carried past the end: the last possible symbol.
        return last >= 0 ? last : LastPossible(p);
    }

    private static int LastPossible(ReadOnlySpan<double> p)
    {
        var v = p.Length - 1;
        while (p[v] == 0)
        {
            v--;
        }

        return v;
    }
}
