using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>The information curve of a chain, from <c>Σ_i I(X_i; X_{i+g})</c> for every gap g (T 1.6).</summary>
/// <remarks>
/// <para>Each information is a sum of terms of at least 0, a divergence of joint against product, so a weak dependence keeps its digits.</para>
/// <para>Cost: one matrix product a gap for a homogeneous chain, one a pair of positions otherwise, as far as tokens depend on each other.
/// Blocks of work are fixed and added in order: the same numbers on any number of threads.</para>
/// </remarks>
internal static class ChainCurve
{
    private const int Blocks = 64;
    private const double FewPairs = 1 << 22;

    /// <summary>The curve <c>h(0), …, h(L−1)</c>.</summary>
    public static InformationCurve Of(Chain chain, CancellationToken stop)
    {
        var (length, states) = (chain.Shape.Length, chain.Shape.States);
        var everyPair = !chain.Homogeneous || (double)length * length * states * states * states <= FewPairs;
        return MarkovCurve.Of(MeanEntropy(chain), everyPair ? FromEveryPair(chain, stop) : FromEveryGap(chain, stop));
    }

    private static double MeanEntropy(Chain chain)
    {
        var sum = new Sum();
        for (var i = 0; i < chain.DistinctMarginals; i++)
        {
            var repeated = i == chain.DistinctMarginals - 1 ? chain.Shape.Length - i : 1;
            sum.Add(repeated * Entropies.Entropy(chain.Marginal(i)));
        }

        return sum.Value / chain.Shape.Length;
    }

    private static double[] FromEveryPair(Chain chain, CancellationToken stop)
    {
        var length = chain.Shape.Length;
        var blocks = new Sum[Blocks][];
        Parallel.For(0, Blocks, new ParallelOptions { CancellationToken = stop }, block =>
        {
            var (sums, pairs) = (blocks[block] = new Sum[length], new PairInformations(chain));
            for (var start = block; start < length - 1; start += Blocks)
            {
                stop.ThrowIfCancellationRequested();
                var gap = 1;
                foreach (var information in pairs.From(start))
                {
                    sums[gap++].Add(information);
                }
            }
        });
        return Total(blocks, length);
    }

    // Σ_i I(X_i; X_{i+g}) = Σ_a [Σ_i p_i(a)] KL(P^g(a,·) ‖ q) − Σ_i KL(p_{i+g} ‖ q), whatever q; the mean marginal leaves little to cancel.
    private static double[] FromEveryGap(Chain chain, CancellationToken stop)
    {
        var (length, states, powers) = (chain.Shape.Length, chain.Shape.States, chain.Powers!);
        var counts = new ExpectedCounts(chain);
        var mean = Array.ConvertAll(counts.Before(length).ToArray(), count => count / length);
        var drifts = DriftsFrom(chain, mean);
        var informations = new double[length];
        void Measure(int gap, double[] power) =>
            informations[gap] = Math.Max(0, PairInformations.Divergence(counts.Before(length - gap), power, mean) - drifts[gap]);

        var known = powers.Settles ? length - 1 : Math.Min(length - 1, powers.Count);
        Parallel.For(1, known + 1, new ParallelOptions { CancellationToken = stop }, gap => Measure(gap, powers.Power(gap)));
        var (current, next) = (powers.Power(known == 0 ? 1 : known).ToArray(), new double[states * states]);
        for (var gap = known + 1; gap < length; gap++)
        {
            stop.ThrowIfCancellationRequested();
            Matrices.StochasticProduct(current, powers.Power(1), next, states);
            (current, next) = (next, current);
            Measure(gap, current);
        }

        return informations;
    }

    // Index g: Σ_{j≥g} KL(p_j ‖ q).
    private static double[] DriftsFrom(Chain chain, double[] mean)
    {
        var drifts = new double[chain.Shape.Length];
        var sum = new Sum();
        var settled = chain.DistinctMarginals - 1;
        var last = Entropies.Divergence(chain.Marginal(settled), mean);
        for (var j = drifts.Length - 1; j >= 0; j--)
        {
            sum.Add(j >= settled ? last : Entropies.Divergence(chain.Marginal(j), mean));
            drifts[j] = sum.Value;
        }

        return drifts;
    }

    private static double[] Total(Sum[][] blocks, int length)
    {
        var total = new double[length];
        for (var gap = 1; gap < length; gap++)
        {
            var sum = new Sum();
            foreach (var block in blocks)
            {
                sum.Add(block[gap].Value);
            }

            total[gap] = sum.Value;
        }

        return total;
    }
}
