using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>How far the law <c>p_T</c> at the end of the noise is from the prior <c>p_base</c> that the reverse chain starts from.</summary>
/// <param name="TotalVariation"><c>TV(p_T, p_base)</c>, exact. Masked: <c>1 − (1 − e^{−‖β‖₁})^d</c> (Lemma B.7).</param>
/// <param name="Divergence"><c>KL(p_T ‖ p_base)</c>, exact, nats; <c>+∞</c> under the masked process.</param>
/// <param name="Bound"><c>d e^{−‖β‖₁}</c> (Lemma B.7, Theorem C.4).</param>
/// <param name="Product"><c>1 − (1 − e^{−‖β‖₁})^d ≤ d e^{−‖β‖₁}</c>: a bound under any process that resets tokens, an equality under the masked one.</param>
public sealed record PriorMismatch(double TotalVariation, double Divergence, double Bound, double Product)
{
    /// <summary>Computes it for a chain, in O(d n^d).</summary>
    /// <remarks><see cref="Bound"/> and <see cref="Product"/> are statements about the masked and the uniform process.</remarks>
    public static PriorMismatch Of(ReverseChain chain)
    {
        var survival = Math.Exp(-chain.Total);
        var (bound, product) = (chain.Law.Space.Length * survival, -Logarithms.ExpMinusOne(chain.Law.Space.Length * Logarithms.OnePlus(-survival)));
        var (law, prior) = (new double[chain.Law.Space.States], new double[chain.Law.Space.States]);
        if (double.IsInfinity(chain.Total))
        {
            return new PriorMismatch(0, 0, bound, product);
        }

        chain.Law.At(chain.Total, law);
        chain.Law.Prior(prior);
        var (apart, divergence) = (new Sum(), new Sum());
        for (var x = 0; x < law.Length; x++)
        {
            apart.Add(Math.Max(0, law[x] - prior[x]));
            divergence.Add(Entropies.DivergenceTerm(law[x], prior[x]));
        }

        return new PriorMismatch(apart.Value, divergence.Value, bound, product);
    }
}
