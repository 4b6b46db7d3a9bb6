using System.ComponentModel;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// Tweedie τ-leaping (SEDD): each step undoes the noise of a position in closed form from the ratios as they are,
/// <c>P(x_i → v) ∝ max(0, (s̃ e^{−ΔQ})_v) k_Δ(v, x_i)</c> with <c>Δ = B(t) − B(s)</c>, and <c>s̃</c> 1 at the symbol that is there.
/// </summary>
/// <remarks>
/// With the exact score this is the exact law of one position given the state, the same as that of <see cref="Ancestral"/>; with an estimate the two
/// differ: there the ratios are first made a law of the data.  First order: the error of the law falls like 1/N. As <see cref="GridSampler"/>.
/// </remarks>
[Plugin(
    "tweedie",
    Summary = "Undoes the noise of each position in closed form, on a grid of times",
    Equation = "P(x_i → v) ∝ max(0, (s̃ e^{−ΔQ})_v) k_Δ(v, x_i), Δ = B(t) − B(s)",
    Notes = "First order: the error falls like 1/N; exact for one position given the state. One score call a step. There is one law, so kl is its divergence from the data.",
    Reference = "arXiv 2310.16834",
    Example = """{"steps": 32}""")]
public sealed class Tweedie(
    GridOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score,
    [Component("uniform"), Description("the times of the steps")] ITimeGrid grid, IMaskPredictor? predictor)
    : GridSampler(options, shape, process, noise, score, grid, predictor)
{
    /// <inheritdoc/>
    public override void Validate(Shape shape, Problems problems)
    {
        base.Validate(shape, problems);
        Denoising.Validate(Jumps, problems);
    }

    /// <inheritdoc/>
    private protected override void Jump(in Leap leap, ReadOnlySpan<double> ratios, int present, Span<double> law)
    {
        ratios.CopyTo(law);
        law[present] = 1;
        Denoising.Step(Jumps, leap, present, law);
    }
}
