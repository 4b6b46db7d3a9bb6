namespace Unmask.Theory;

/// <summary>The losses of a score estimate, with weights <c>w_t(x, y) = Q_t(y, x)</c>, integrated over all of time.</summary>
/// <remarks>
/// <para>Adaptive quadrature in the clock <see cref="SoftplusClock"/>, right to about 1e-10 of a value. Whether an integral converges at t = 0 is read off its integrand there: per unit of the
/// clock it must fall (like B for a bounded integrand); where it does not, the loss is <c>+∞</c>, never a number that depends on the quadrature (T 2.5).</para>
/// <para>Sums over pairs (x, y) that differ in one token; or estimates of them from samples (<see cref="LossDraws"/>), with standard errors. Immutable, so thread-safe.</para>
/// </remarks>
/// <param name="ScoreEntropy"><c>L_SE = ∫ E_{p_t} Σ_y w (s log(s/s̃) + s̃ − s) dt</c>, K (9): the path KL (T 2.6).</param>
/// <param name="Conditioned"><c>L_SE^m</c>: the same under the law conditioned on the prior's one state at T (T 2.7); null where the prior has more.</param>
/// <param name="WeightedScoreMatching"><c>L_WSM = ∫ ½ E_{p_t} Σ_y w (s − s̃)² dt</c>, K (8).</param>
/// <param name="WeightedRatio"><c>L_WRSM = ∫ E_{p_t} Σ_y w s (1 − s̃/s)² dt</c>, K (36).</param>
/// <param name="Cubic"><c>L_3 = ∫ Σ_y p_t(y) Σ_x w |1 − s̃/s|³ dt</c>, K (25): over <c>p_t(y) > 0</c>.</param>
/// <param name="Denoising">The denoising score entropy <c>L_SE + H(X_0|X_T)</c>, T 2.3.</param>
/// <param name="Implicit">
/// Implicit score matching, <c>∫ E Σ_y w (½ s̃² − s s̃) dt = L_WSM − ½ ∫ E Σ_y w s² dt</c>, T 2.3: of either sign; null where these two are infinite.
/// </param>
/// <param name="Leaving"><c>∫ Σ p_t(y) Q_t(y, x) dt</c>: the expected number of forward jumps. Masked: <c>d (1 − e^{−B(T)})</c>; uniform: <c>d B(T) (S−1)/S</c>.</param>
/// <param name="Entering"><c>∫ Σ p_t(x) Q_t(y, x) dt</c> (Lemma B.2: at most <c>d B(T)</c> under the uniform process).</param>
/// <param name="LeastRatio">The least <c>s̃/s</c> on the support, over the nodes of the quadrature.</param>
/// <param name="LargestRatio">The largest, likewise.</param>
/// <param name="Samples">How many data sequences the losses are estimated from; null where they are exact. Ratios are over those sequences then.</param>
public sealed record ScoreLosses(
    Loss ScoreEntropy, Loss? Conditioned, Loss WeightedScoreMatching, Loss WeightedRatio, Loss Cubic, Loss Denoising, Loss? Implicit, double Leaving, double Entering, double LeastRatio, double LargestRatio,
    long? Samples = null)
{
    /// <summary>Whether <c>s̃ ∈ [s/2, 3s/2]</c> on the support, the condition of Theorem 5.1 for the masked process.</summary>
    public bool InBand => LeastRatio >= 0.5 && LargestRatio <= 1.5;

    /// <summary>Computes all losses of a chain's score.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="cancel">Cancels between steps.</param>
    public static ScoreLosses Of(ReverseChain chain, CancellationToken cancel)
    {
        var rates = chain.Rates();
        var reasons = Divergence.Reasons(chain, rates);
        var sums = new double[LossDensity.Count];
        new Integrator(1e-12, [.. sums.Select(_ => 1e-15)], largestStep: 1).Advance(Slope, chain.Bottom, chain.Top, sums, cancel);
        return new ScoreLosses(
            Result(LossDensity.ScoreEntropy),
            chain.Law.Process.Absorbing >= 0 ? Result(LossDensity.Conditioned) : null,
            Result(LossDensity.WeightedScoreMatching),
            Result(LossDensity.WeightedRatio),
            Result(LossDensity.Cubic),
            Result(LossDensity.ScoreEntropy).Plus(new Loss(DenoisingEntropy.Constant(chain))),
            (reasons[LossDensity.WeightedScoreMatching] ?? reasons[LossDensity.Squares]) is null ? new Loss(sums[LossDensity.WeightedScoreMatching] - sums[LossDensity.Squares]) : null,
            sums[LossDensity.Leaving],
            sums[LossDensity.Entering],
            rates.Ratios.Least,
            rates.Ratios.Largest);

        // Some weights of the quadrature are negative, so that rounding, which is all there is of an exact score's losses, may come out below 0.
        Loss Result(int k) => reasons[k] is { } reason ? new Loss(double.PositiveInfinity, reason) : new Loss(Math.Max(0, sums[k]), null);

        void Slope(double clock, ReadOnlySpan<double> _, Span<double> slope)
        {
            rates.Move(chain.Level(clock));
            rates.Densities(slope);
            var speed = SoftplusClock.Speed(clock);
            for (var k = 0; k < slope.Length; k++)
            {
                if (double.IsPositiveInfinity(slope[k]))
                {
                    reasons[k] ??= Divergence.Here(chain, rates.Level, k);
                }

                slope[k] = reasons[k] is null ? slope[k] * speed : 0;
            }
        }
    }
}
