using System.Numerics;

namespace Unmask.Plugins.Data.Codes;

/// <summary>
/// How often w positions of a code, chosen at random, leave another one undetermined, <c>u(w) = E_{|W|=w+1} r(W) − E_{|W|=w} r(W)</c>
/// with <c>r(W)</c> the rank of columns of the generator. The information curve is <c>h(w) = u(w) log q</c> (T 1.17).
/// </summary>
/// <remarks>
/// <para>Counted in whole numbers: of the <c>C(n,w) (n−w)</c> choices of W and a position outside it, <c>D(w) (n−w) − D(w+1) (w+1)</c>
/// leave that position undetermined, <c>D(w) = Σ_{|W|=w} (k − r(W))</c>. A set is looked at if it lacks full rank without its last position.</para>
/// <para>A code or its dual, whichever has the smaller dimension: position i is determined by W in one exactly if it is not determined by
/// all other positions in the other. An MDS code has <c>u(w) = 1[w &lt; k]</c>; Reed–Solomon codes are recognised at any size.</para>
/// </remarks>
internal sealed class Determination
{
    private const int MostSets = 1 << 20;

    private Determination(BigInteger[] choices, BigInteger[] undetermined)
    {
        Undetermined = [.. undetermined.Zip(choices, Ratio)];
        Determined = [.. undetermined.Zip(choices, (open, all) => Ratio((undetermined[0] * all) - (open * choices[0]), choices[0] * all))];
    }

    /// <summary>u(w), w = 0…n−1.</summary>
    public double[] Undetermined { get; }

    /// <summary><c>u(0) − u(w)</c>: how often they determine a position that is not 0 in every word.</summary>
    public double[] Determined { get; }

    /// <summary>Counts, or null if the sets are too many: at most 2^20, all there are of 20 positions.</summary>
    /// <param name="code">The code.</param>
    public static Determination? Of(Code code)
    {
        var (n, sets) = (code.Length, BigInteger.One);
        var choices = new BigInteger[n];
        for (var w = 0; w < n; w++)
        {
            choices[w] = sets * (n - w);
            sets = choices[w] / (w + 1);
        }

        if (ReedSolomon.Includes(code))
        {
            return new Determination(choices, [.. choices.Select((all, w) => w < code.Dimension ? all : 0)]);
        }

        var dual = 2 * code.Dimension > n;
        var small = dual ? code.Dual() : code;

        // Sets of fewer positions than the dimension are of less than full rank, all of them.
        var least = Enumerable.Range(0, small.Dimension).Aggregate(BigInteger.Zero, (sum, w) => sum + (choices[w] / (n - w)));
        if (least > MostSets || Deficits(small) is not { } deficits)
        {
            return null;
        }

        BigInteger[] undetermined = [.. choices.Select((_, w) => (BigInteger)((deficits[w] * (n - w)) - (deficits[w + 1] * (w + 1))))];
        return new Determination(choices, dual ? [.. choices.Select((all, w) => all - undetermined[n - 1 - w])] : undetermined);
    }

    // D(0), …, D(n): a set is grown by later positions as long as it is of less than full rank.
    private static long[]? Deficits(Code code)
    {
        var (n, k) = (code.Length, code.Dimension);
        var (deficits, chosen, leads) = (new long[n + 1], new int[n], new int[n]);
        var vector = new int[k];
        var echelon = new Echelon(code.Field, k, new int[k * k]);
        var (size, rank, sets) = (0, 0, 1);
        deficits[0] = k;
        for (var j = 0; j < n || size > 0; j++)
        {
            if (j == n)
            {
                j = chosen[--size];
                if (leads[size] >= 0)
                {
                    echelon.Release(leads[size], k);
                    rank--;
                }

                continue;
            }

            code.Column(j, vector);
            var lead = echelon.Reduce(vector);
            if (rank + (lead < 0 ? 0 : 1) < k)
            {
                (chosen[size], leads[size]) = (j, lead);
                if (lead >= 0)
                {
                    echelon.Hold(lead, vector);
                    rank++;
                }

                deficits[++size] += k - rank;
            }

            if (++sets > MostSets)
            {
                return null;
            }
        }

        return deficits;
    }

    // Numbers beyond the range of doubles lose the same factor.
    private static double Ratio(BigInteger part, BigInteger whole)
    {
        var shift = (int)Math.Max(0, whole.GetBitLength() - 1000);
        return (double)(part >> shift) / (double)(whole >> shift);
    }
}
