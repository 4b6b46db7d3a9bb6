using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>How far the law <c>p_T</c> at the end of the noise is from the prior <c>p_base</c> that the reverse chain starts from.</summary>
/// <param name="TotalVariation"><c>TV(p_T, p_base)</c>; the bound <paramref name="Product"/> where it is not known. Masked: <c>1 − (1 − e^{−‖β‖₁})^d</c> (Lemma B.7).</param>
/// <param name="Divergence"><c>KL(p_T ‖ p_base)</c>, nats, or a bound on it; <c>+∞</c> under the masked process.</param>
/// <param name="Bound"><c>d e^{−‖β‖₁}</c> (Lemma B.7, Theorem C.4).</param>
/// <param name="Product"><c>1 − (1 − e^{−‖β‖₁})^d ≤ d e^{−‖β‖₁}</c>: a bound under any process that resets tokens, an equality under the masked one.</param>
/// <param name="IsExact">Whether <paramref name="TotalVariation"/> is, and the divergence where it is finite.</param>
public sealed record PriorMismatch(double TotalVariation, double Divergence, double Bound, double Product, bool IsExact = true)
{
    /// <summary>What is known of it for any data law under a process that redraws tokens, in O(S): exact under the masked process, bounds under others.</summary>
    /// <remarks><c>KL(p_T ‖ p_base) ≤ d max_a KL(k_B(a, ·) ‖ π)</c>, by convexity.</remarks>
    /// <param name="process">A process that redraws tokens.</param>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="total"><c>‖β‖₁</c>.</param>
    /// <exception cref="ArgumentException">The process does not redraw tokens.</exception>
    public static PriorMismatch Of(IForwardProcess process, Shape shape, double total)
    {
        var token = new TokenProcess(process, shape.States);
        if (!token.IsReset)
        {
            throw new ArgumentException("Expected a process that redraws tokens from its prior, got another.", nameof(process));
        }

        var (bound, product) = Redrawn(shape.Length, total);
        var (survival, divergence) = (Math.Exp(-total), 0.0);
        for (var a = 0; a < shape.States; a++)
        {
            var prior = token.Prior[a];
            var stays = survival + ((1 - survival) * prior);
            divergence = Math.Max(divergence, Entropies.DivergenceTerm(stays, prior) + ((1 - prior) * Entropies.DivergenceTerm(1 - survival, 1)));
        }

        return new PriorMismatch(product, shape.Length * divergence, bound, product, token.Absorbing >= 0);
    }

    /// <summary>Computes it for a chain, in O(d n^d).</summary>
    /// <remarks><see cref="Bound"/> and <see cref="Product"/> are statements about the masked and the uniform process.</remarks>
    public static PriorMismatch Of(ReverseChain chain)
    {
        var (bound, product) = Redrawn(chain.Law.Space.Length, chain.Total);
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

    private static (double Bound, double Product) Redrawn(int length, double total)
    {
        var survival = Math.Exp(-total);
        return (length * survival, -Logarithms.ExpMinusOne(length * Logarithms.OnePlus(-survival)));
    }
}
