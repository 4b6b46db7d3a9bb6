using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The denoising score entropy of a chain, <c>∫ E_{x_0, x_t} Σ_y w (r log(r/s̃) + s̃ − r) dt</c>, <c>r = p_t(y|x_0)/p_t(x_t|x_0)</c>: what a score is trained on.</summary>
/// <remarks>
/// It is <c>L_SE + H(X_0|X_T)</c> (T 2.3): both are path divergences to the approximate chain, of the reverse chain given the data and of that which is not given them. Pure functions.
/// </remarks>
public static class DenoisingEntropy
{
    /// <summary>The constant <c>H(X_0|X_T) = H(X_0) + H(X_T|X_0) − H(X_T)</c>, nats, in O(d n^d).</summary>
    /// <param name="chain">The chain.</param>
    public static double Constant(ReverseChain chain)
    {
        var (law, process) = (chain.Law, chain.Law.Process);
        var data = Entropies.Entropy(law.Data);
        if (double.IsInfinity(chain.Total))
        {
            return data;
        }

        var (marginals, row, noised) = (law.Marginals(0), new double[process.Symbols], new double[law.Space.States]);
        var noise = new Sum();
        for (var k = 0; k < marginals.Length; k++)
        {
            if (marginals[k] > 0)
            {
                process.Departures(chain.Total, k % process.Symbols, row);
                noise.Add(marginals[k] * Entropies.Entropy(row));
            }
        }

        law.At(chain.Total, noised);
        return data + noise.Value - Entropies.Entropy(noised);
    }
}
