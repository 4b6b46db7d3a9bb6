using System.ComponentModel;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// The θ-trapezoidal method: from the intermediate state at <c>t − θh</c>, jumps at the rates <c>(α₁ μ* − α₂ μ)₊</c> for the rest of the step,
/// <c>α₁ = 1/(2θ(1−θ))</c>, <c>α₂ = ((1−θ)² + θ²)/(2θ(1−θ)) = α₁ − 1</c>. A position that jumped in the first stage has left the symbol that μ was for: there it is <c>α₁ μ*</c>.
/// </summary>
/// <remarks>
/// Second order: the error of the law falls like 1/N², where no rate is cut off at 0. One is where a jump elsewhere makes a rate fall below <c>α₂/α₁ = (1−θ)² + θ² ≥ ½</c> of
/// what it was, least often for θ = ½; the error then falls like 1/N, with a small factor. As <see cref="TwoStageSampler"/>.
/// </remarks>
[Plugin(
    "trapezoidal",
    Summary = "Steps of two stages: leaps, then corrects the rates from where it landed (θ-trapezoidal)",
    Equation = "stage 1: rates μ for θh; stage 2, from there: rates (α1 μ* − α2 μ)+ for (1 − θ)h, α1 = 1/(2θ(1−θ)), α2 = α1 − 1; α1 μ* at a position that jumped in stage 1",
    Notes = "Second order: the error falls like 1/N², unless jumps elsewhere make rates fall below (1−θ)² + θ² of what they were: these are cut off at 0, and the error falls like 1/N. Two score calls a step. There is one law, so kl is its divergence from the data.",
    Reference = "arXiv 2502.00234",
    Example = """{"steps": 16, "theta": 0.5}""")]
public sealed class Trapezoidal(
    TwoStageOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score,
    [Component("uniform"), Description("the times of the steps")] ITimeGrid grid, IMaskPredictor? predictor)
    : TwoStageSampler(options.Grid, shape, process, noise, score, grid, predictor, options.Theta)
{
    private readonly double _later = 1 / (2 * options.Theta * (1 - options.Theta));

    /// <inheritdoc/>
    private protected override bool FromStart => false;

    /// <inheritdoc/>
    private protected override void Combine(in Leap leap, ReadOnlySpan<double> first, Span<double> second, bool stayed)
    {
        var (later, earlier) = (leap.Length * _later, stayed ? leap.Length * (_later - 1) : 0);
        for (var v = 0; v < second.Length; v++)
        {
            second[v] = (later * second[v]) - (earlier * first[v]);
        }
    }
}
