using Unmask.Numerics;

namespace Unmask.Plugins.Data.Chains;

/// <summary>Expected numbers of each symbol among the first tokens of a chain, <c>Σ_{i&lt;n} p_i(a)</c>.</summary>
/// <remarks>Kept for n up to where the marginals settle, then linear in n. Immutable, so thread-safe.</remarks>
internal sealed class ExpectedCounts
{
    private readonly Chain _chain;
    private readonly double[] _counts;

    /// <summary>Sums the marginals of a chain.</summary>
    public ExpectedCounts(Chain chain)
    {
        _chain = chain;
        var states = chain.Shape.States;
        _counts = new double[(chain.DistinctMarginals + 1) * states];
        var sums = new Sum[states];
        for (var i = 0; i < chain.DistinctMarginals; i++)
        {
            var marginal = chain.Marginal(i);
            for (var a = 0; a < states; a++)
            {
                sums[a].Add(marginal[a]);
                _counts[((i + 1) * states) + a] = sums[a].Value;
            }
        }
    }

    /// <summary><c>Σ_{i&lt;n} p_i</c>, shape [S], for n = 0…L.</summary>
    public double[] Before(int n)
    {
        var (states, distinct) = (_chain.Shape.States, _chain.DistinctMarginals);
        var kept = Math.Min(n, distinct);
        var counts = _counts.AsSpan(kept * states, states).ToArray();
        var settled = _chain.Marginal(distinct - 1);
        for (var a = 0; a < states; a++)
        {
            counts[a] += (n - kept) * settled[a];
        }

        return counts;
    }
}
