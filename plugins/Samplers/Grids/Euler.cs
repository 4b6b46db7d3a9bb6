using System.ComponentModel;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// Euler steps of the reverse chain: a position jumps to v with probability <c>h r_v</c>, <c>r_v = β(t) Q(v, x_i) s̃_t(x)_{i→v}</c> the reverse rate at the
/// start of the step, K (14), and stays otherwise. Where <c>h Σ_v r_v &gt; 1</c> the jumps are normalised, and it never stays.
/// </summary>
/// <remarks>First order: the error of the law falls like 1/N. As <see cref="GridSampler"/>.</remarks>
[Plugin(
    "euler",
    Summary = "Euler steps of the reverse chain on a grid of times",
    Equation = "P(x_i → v) = h β(t) Q(v, x_i) s̃_t(x)_{i→v}, normalised where their sum exceeds 1",
    Notes = "First order: the error falls like 1/N. One score call a step. There is one law, so kl is its divergence from the data.",
    Reference = "K (14), arXiv 2310.16834",
    Example = """{"steps": 32}""")]
public sealed class Euler(
    GridOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score,
    [Component("uniform"), Description("the times of the steps")] ITimeGrid grid, IMaskPredictor? predictor)
    : RateSampler(options, shape, process, noise, score, grid, predictor)
{
    /// <inheritdoc/>
    private protected override void Jump(Span<double> law, int present, double total)
    {
        if (total > 1)
        {
            LeapRules.Scale(law, 1 / total);
            return;
        }

        law[present] = 1 - total;
    }
}
