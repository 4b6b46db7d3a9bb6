namespace Unmask.Theory;

/// <summary>Bounds through the law of whole paths (T 2.6, T 2.7), for every process: no d, no S, no cubic term, no band.</summary>
/// <remarks>
/// <c>L_SE</c> is the path KL between the true reverse chain from <c>p_T</c> and the approximate one from <c>p_T</c> (Girsanov). Under the masked process <c>X_0</c> is independent of
/// <c>X_T = m</c>; conditioned on it, the true reverse chain starts at the prior itself, and no prior term is left. Immutable, so thread-safe.
/// </remarks>
/// <param name="Path"><c>TV(p_data, p̃_0) ≤ TV(p_T, p_base) + √(L_SE/2)</c> (T 2.6).</param>
/// <param name="Divergence"><c>KL(p_data ‖ p̃_0) ≤ KL(p_T ‖ p_base) + L_SE</c>; <c>+∞</c> under the masked process, hence T 2.7.</param>
/// <param name="Conditioned"><c>KL(p_data ‖ p̃_0) ≤ L_SE^m</c> (T 2.7); null where the prior is not all on one symbol.</param>
/// <param name="ConditionedLimit"><c>L_SE (1 − e^{−‖β‖₁})^{−d} ≥ L_SE^m</c> (T 2.7); null likewise.</param>
public sealed record PathBounds(ScoreBound Path, Loss Divergence, Loss? Conditioned, double? ConditionedLimit)
{
    /// <summary>The least bound on <c>KL(p_data ‖ p̃_0)</c>.</summary>
    public Loss Least => Conditioned ?? Divergence;

    /// <summary><c>TV(p_data, p̃_0) ≤ √(KL/2)</c>, by Pinsker from <see cref="Least"/>.</summary>
    public ScoreBound Variation => new(Conditioned is null ? "T 2.6" : "T 2.7", 0, 0.5, Least);

    /// <summary>The bounds from their ingredients.</summary>
    /// <param name="prior">The prior mismatch.</param>
    /// <param name="losses">The losses.</param>
    public static PathBounds Of(PriorMismatch prior, ScoreLosses losses) => new(
        new ScoreBound("T 2.6", prior.TotalVariation, 0.5, losses.ScoreEntropy),
        new Loss(prior.Divergence).Plus(losses.ScoreEntropy),
        losses.Conditioned,
        losses.Conditioned is null ? null : losses.ScoreEntropy.Value / (1 - prior.TotalVariation));
}
