using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>What happens when a position would jump more than once in a step.</summary>
public enum LeapRule
{
    /// <summary>It stays.</summary>
    Reject,

    /// <summary>It jumps once, to a symbol in proportion to its rate.</summary>
    First,
}

/// <summary>Options of <see cref="TauLeaping"/>.</summary>
/// <param name="Steps">The number of steps N.</param>
/// <param name="Rule">What happens when a position would jump more than once.</param>
/// <param name="Finish">What becomes of masks that are left at the end.</param>
/// <param name="Corrections">Gibbs moves after each step, of a process without a mask.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record TauLeapingOptions(
    [Range(1, TimeGrid.MostSteps)][Description("number of steps N on the grid of times")] int Steps,
    [Description("a position that would jump more than once in a step: reject keeps it, first moves it once, in proportion to the rates")] LeapRule Rule = LeapRule.First,
    [Description("masks left at the end: fill draws them all at once from the predictor, or from the normalised score where there is none; leave keeps them")] Finish Finish = Finish.Fill,
    [Range(0, TimeGrid.MostSteps)][Description(GridOptions.CorrectionsHelp)] int Corrections = 0,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);

/// <summary>
/// τ-leaping: the jumps of a position to v within a step are Poisson with mean <c>λ_v = h β(t) Q(v, x_i) s̃_t(x)_{i→v}</c>, the rates of the start of the step.
/// With <c>Λ = Σ_v λ_v</c>: <c>reject</c> moves to v with probability <c>λ_v e^{−Λ}</c>, when there is one jump; <c>first</c> with <c>(1 − e^{−Λ}) λ_v/Λ</c>.
/// </summary>
/// <remarks>First order: the error of the law falls like 1/N. As <see cref="GridSampler"/>.</remarks>
[Plugin(
    "tau-leaping",
    Summary = "Poisson numbers of jumps at the rates of the start of a step, on a grid of times",
    Equation = "reject: P(x_i → v) = λ_v e^{−Λ}; first: (1 − e^{−Λ}) λ_v/Λ; λ_v = h β(t) Q(v, x_i) s̃_t(x)_{i→v}, Λ = Σ λ_v",
    Notes = "First order: the error falls like 1/N. One score call a step. There is one law, so kl is its divergence from the data.",
    Reference = "Gillespie 2001; arXiv 2205.14987",
    Example = """{"steps": 32, "rule": "first"}""")]
public sealed class TauLeaping(
    TauLeapingOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score,
    [Component("uniform"), Description("the times of the steps")] ITimeGrid grid, IMaskPredictor? predictor)
    : RateSampler(new GridOptions(options.Steps, options.Finish, options.Corrections, options.Samples), shape, process, noise, score, grid, predictor)
{
    /// <inheritdoc/>
    private protected override void Jump(Span<double> law, int present, double total)
    {
        if (options.Rule == LeapRule.Reject)
        {
            LeapRules.Reject(law, present, total);
            return;
        }

        LeapRules.First(law, present, total);
    }
}
