using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The bounds of K (19)–(24) on the total variation between data and generated law, and sharper forms of them (T 2.5).</summary>
/// <remarks>Each shows its ingredients and gives other metrics by <see cref="ScoreBound.Metric"/>. Immutable, so thread-safe.</remarks>
/// <param name="Paper">
/// K (21) masked, K (22) uniform; null for other processes. K states (21) for scores in the band <see cref="ScoreLosses.InBand"/>; T 2.5 shows that it holds without.
/// </param>
/// <param name="Sharper">Forms of T 2.5, all true of the same chain.</param>
public sealed record KanBounds(ScoreBound? Paper, IReadOnlyList<ScoreBound> Sharper)
{
    /// <summary>The least of all.</summary>
    public ScoreBound Sharpest => (Paper is null ? Sharper : Sharper.Append(Paper)).MinBy(bound => bound.Value)!;

    /// <summary>The bounds that hold for a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="total"><c>‖β‖₁</c>.</param>
    /// <param name="prior">The prior mismatch.</param>
    /// <param name="losses">The losses.</param>
    public static KanBounds Of(IForwardProcess process, Shape shape, double total, PriorMismatch prior, ScoreLosses losses)
    {
        var token = new TokenProcess(process, shape.States);
        return !token.IsReset ? Any(prior, losses)
            : token.Absorbing >= 0 ? Masked(shape.Length, total, prior, losses)
            : token.Prior.ContainsAnyExcept(token.Prior[0]) ? Any(prior, losses)
            : Uniform(shape.Length, total, prior, losses);
    }

    /// <summary>For every process, by T 2.5: <c>TV(p_T, p_base) + √(J · L_WRSM)</c>, J the expected number of forward jumps.</summary>
    /// <param name="prior">The prior mismatch.</param>
    /// <param name="losses">The losses.</param>
    public static KanBounds Any(PriorMismatch prior, ScoreLosses losses) => new(null, [Ratio(prior, losses.Leaving, losses)]);

    /// <summary>
    /// For the masked process: K (21) <c>d e^{−‖β‖₁} + √(2d ‖β(1 − p(m))‖₁ (L_SE + ⅔ L_3))</c>, with <c>‖β(1 − p(m))‖₁ = Σ_{k=1}^d (1 − e^{−‖β‖₁})^k/k</c>. T 2.5: half the
    /// cubic term (by <c>L_WRSM ≤ 2 L_SE + ⅔ L_3</c>, no band needed); the expected number of revealed tokens for <c>d (1 − p(m))</c>; <c>L_WRSM</c> itself.
    /// </summary>
    /// <param name="length">Sequence length d.</param>
    /// <param name="total"><c>‖β‖₁</c>.</param>
    /// <param name="prior">The prior mismatch.</param>
    /// <param name="losses">The losses.</param>
    public static KanBounds Masked(int length, double total, PriorMismatch prior, ScoreLosses losses)
    {
        var masked = -Logarithms.ExpMinusOne(-total);
        var (entropy, cubic) = (losses.ScoreEntropy, Reachable(losses.Cubic, losses.WeightedRatio));
        var notAllMasked = NotAllMasked(length, masked);
        return new KanBounds(
            new ScoreBound("K (21)", prior.Bound, 2 * length * notAllMasked, entropy.Plus(cubic, 2.0 / 3)),
            [
                new ScoreBound("T 2.5, half the cubic term", prior.Bound, 2 * length * notAllMasked, entropy.Plus(cubic, 1.0 / 3)),
                new ScoreBound("T 2.5, expected number of revealed tokens", prior.TotalVariation, 2 * length * masked, entropy.Plus(cubic, 2.0 / 3)),
                Ratio(prior, length * masked, losses),
            ]);
    }

    /// <summary>
    /// For the uniform process: K (22) <c>d e^{−‖β‖₁} + √(2d ‖β‖₁ L_WSM)</c>. T 2.5: the factor (S−1)/S kept and the prior exact; the weighted ratio with the expected number of
    /// forward jumps, <c>√(d ‖β‖₁ (S−1)/S · L_WRSM)</c>.
    /// </summary>
    /// <param name="length">Sequence length d.</param>
    /// <param name="total"><c>‖β‖₁</c>.</param>
    /// <param name="prior">The prior mismatch.</param>
    /// <param name="losses">The losses.</param>
    public static KanBounds Uniform(int length, double total, PriorMismatch prior, ScoreLosses losses) => new(
        new ScoreBound("K (22)", prior.Bound, 2 * length * total, losses.WeightedScoreMatching),
        [
            new ScoreBound("T 2.5, (S−1)/S kept", prior.TotalVariation, 2 * losses.Entering, losses.WeightedScoreMatching),
            Ratio(prior, losses.Leaving, losses),
        ]);

    /// <summary><c>‖β(1 − p(m))‖₁ = ∫β (1 − p_t(m)) dt = Σ_{k=1}^d α^k/k</c>, α the mask probability at the end; about ln d for large ‖β‖₁.</summary>
    /// <param name="length">Sequence length d.</param>
    /// <param name="masked">The mask probability at the end, <c>1 − e^{−‖β‖₁}</c>.</param>
    public static double NotAllMasked(int length, double masked)
    {
        var (sum, power) = (new Sum(), masked);
        for (var k = 1; k <= length; k++, power *= masked)
        {
            sum.Add(power / k);
        }

        return sum.Value;
    }

    private static ScoreBound Ratio(PriorMismatch prior, double jumps, ScoreLosses losses) =>
        new("T 2.5, weighted ratio", prior.TotalVariation, jumps, losses.WeightedRatio);

    // K (25) sums over p_t(y) > 0 only and misses s̃ > 0 = s, where L_WRSM is infinite and so must be what bounds it.
    private static Loss Reachable(Loss cubic, Loss ratio) => double.IsInfinity(ratio.Value) ? ratio : cubic;
}
