namespace Unmask.Plugins.Samplers;

/// <summary>A sampler on a grid that needs the reverse rates at the start of a step, times its length: <c>λ_v = h β(t) Q(v, x_i) s̃_t(x)_{i→v}</c>.</summary>
public abstract class RateSampler : GridSampler
{
    /// <summary>Creates the sampler.</summary>
    private protected RateSampler(
        GridOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score, ITimeGrid grid, IMaskPredictor? predictor)
        : base(options, shape, process, noise, score, grid, predictor)
    {
    }

    /// <summary>Turns expected numbers of jumps into the law of the next symbol.</summary>
    /// <param name="law">Holds λ, 0 at the symbol that is there; receives probabilities, shape [n].</param>
    /// <param name="present">The symbol that is there.</param>
    /// <param name="total"><c>Λ = Σ_v λ_v</c>.</param>
    private protected abstract void Jump(Span<double> law, int present, double total);

    /// <inheritdoc/>
    private protected sealed override void Jump(in Leap leap, ReadOnlySpan<double> ratios, int present, Span<double> law) =>
        Jump(law, present, Jumps.Rates(leap.Length * leap.Rate, ratios, present, law));
}
