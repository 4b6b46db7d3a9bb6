namespace Unmask.Plugins.Samplers;

/// <summary>
/// The analytic posterior on a grid of times, positions independent given the state: <c>P(x_i → v) = Σ_a p̂(a) k_s(v|a) k_{t|s}(x_i|v)/k_t(x_i|a)</c>, <c>p̂</c> the
/// law of the data token that the score implies. Under the masked process: revealed with probability <c>(e^{−B(s)} − e^{−B(t)})/(1 − e^{−B(t)})</c>, the token
/// from the normalised score, or from the predictor where there is no score.
/// </summary>
/// <remarks>From a predictor alone, a token that is not drawn costs no call. As <see cref="GridSampler"/>.</remarks>
internal sealed class GridAncestral(
    GridOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator? score, ITimeGrid grid, IMaskPredictor? predictor)
    : GridSampler(options, shape, process, noise, score, grid, predictor)
{
    private readonly INoiseSchedule _noise = noise;

    /// <inheritdoc/>
    public override void Validate(Shape shape, Problems problems)
    {
        base.Validate(shape, problems);
        Denoising.Validate(Jumps, problems);
    }

    /// <inheritdoc/>
    private protected override void Move(in Leap leap, in Step step, in Rows rows, IChoices choose)
    {
        if (!Jumps.HasMask)
        {
            base.Move(leap, step, rows, choose);
            return;
        }

        var reveal = _noise.RevealProbability(leap.To, leap.From);
        foreach (var position in step.Masked)
        {
            choose.Reveal(position, reveal);
        }
    }

    /// <inheritdoc/>
    private protected override void Jump(in Leap leap, ReadOnlySpan<double> ratios, int present, Span<double> law)
    {
        ratios.CopyTo(law);
        law[present] = 1;
        Denoising.Posterior(Jumps, leap, present, law);
    }
}
