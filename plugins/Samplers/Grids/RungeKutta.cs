using System.ComponentModel;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// The θ-RK-2 method: the intermediate state at <c>t − θh</c> serves to look ahead only; the step is taken from its start, at the rates
/// <c>((1 − 1/(2θ)) μ + (1/(2θ)) μ*)₊</c> for the whole of h.
/// </summary>
/// <remarks>
/// First order: the error of the law falls like 1/N, and not faster, for the jumps of one step are independent given its start and the look ahead; the error of its mean rates is of
/// second order. As <see cref="TwoStageSampler"/>.
/// </remarks>
[Plugin(
    "rk2",
    Summary = "Steps of two stages: looks ahead, then leaps from the start at mixed rates (θ-RK-2)",
    Equation = "stage 1: rates μ for θh; stage 2, from the start again: rates ((1 − 1/(2θ)) μ + μ*/(2θ))+ for h",
    Notes = "First order: the error falls like 1/N; only mean rates are right to second order. For second order take trapezoidal. Two score calls a step. There is one law, so kl is its divergence from the data.",
    Reference = "arXiv 2502.00234",
    Example = """{"steps": 16, "theta": 0.5}""")]
public sealed class RungeKutta(
    TwoStageOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score,
    [Component("uniform"), Description("the times of the steps")] ITimeGrid grid, IMaskPredictor? predictor)
    : TwoStageSampler(options.Grid, shape, process, noise, score, grid, predictor, options.Theta)
{
    private readonly double _theta = options.Theta;

    /// <inheritdoc/>
    private protected override bool FromStart => true;

    /// <inheritdoc/>
    private protected override void Combine(in Leap leap, ReadOnlySpan<double> first, Span<double> second, bool stayed)
    {
        var (step, later) = (leap.Length / (1 - _theta), 1 / (2 * _theta));
        for (var v = 0; v < second.Length; v++)
        {
            second[v] = step * (((1 - later) * first[v]) + (later * second[v]));
        }
    }
}
