using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of <see cref="Uniformization"/>.</summary>
/// <param name="Stop">The time to stop at.</param>
/// <param name="Window">The factor between the ends of a window.</param>
/// <param name="Bound">A factor on the bound of the rates.</param>
/// <param name="Finish">What becomes of what is left then.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record UniformizationOptions(
    [Range(0, double.MaxValue)][Description("time t to stop at; if absent 0 under the masked process, else where B = 1e-6")] double? Stop = null,
    [Range(1.01, 100)][Description("factor between the values of B at the ends of a window, on which the bound is constant")] double Window = 2,
    [Range(1, 1e6)][Description("factor on the bound of the rates, for scores that are no means over the data: exp(|amplitude|) for perturbed")] double Bound = 1,
    [Description("what is left at the stop: fill draws masks, or without a mask every token from its posterior at t = 0, all at once; leave keeps it")] Finish Finish = Finish.Fill,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);

/// <summary>
/// Uniformization: on each window of time a Poisson clock rings at a constant rate λ that bounds the rates of all states; when it rings, the chain jumps to y with the probability
/// <c>R(x, y)/λ</c>, and stays otherwise.
/// </summary>
/// <remarks>
/// Windows are even in log B, for rates grow like 1/B toward the data under both processes; the clock rings about <c>L (window − 1)</c> times on each, whatever the
/// state. Exact to the stop. Where states differ much in their rates, as under the masked process, <see cref="Gillespie"/> looks less often. As <see cref="ThinningSampler"/>.
/// </remarks>
[Plugin(
    "uniformization",
    Summary = "Exact simulation of the reverse chain by a Poisson clock with a constant rate on each window of time",
    Equation = "on B_k+1 < B ≤ B_k = B(End)·window^(−k) the clock rings at rate λ_k = bound·L·h(B_k+1); x → y with probability R(x, y)/λ_k; masked: h = 1/(e^B − 1), else 1/(1 − e^−B)",
    Notes = "Exact to the stop: under the masked process to the data. Without a mask the finish draws all positions at once from B = 1e-6, an error of about (L·1e-6)². About L (window − 1) score calls a window. Laws cannot be enumerated: metrics estimate.",
    Reference = "arXiv 2402.08095",
    Example = "{}")]
public sealed class Uniformization(
    UniformizationOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score, IMaskPredictor? predictor)
    : ThinningSampler(options.Bound, options.Stop, options.Finish, options.Samples, shape, process, noise, score, predictor)
{
    private readonly double _window = options.Window;

    /// <inheritdoc/>
    public override void Validate(Shape shape, Problems problems)
    {
        base.Validate(shape, problems);
        if (!double.IsFinite(Noise.Integral(Noise.End)))
        {
            problems.Add("the noise is infinite at its end, where the first window begins (K Assumption 1). Give the noise an epsilon above 0, such as 0.001, or under the process masked take \"sampler\": \"gillespie\".");
        }
    }

    /// <inheritdoc/>
    private protected override RateBound CreateBound() => new WindowBound(Jumps, Noise, Last, _window);

    /// <inheritdoc/>
    private protected override int Counted(int jumping, int length) => length;
}
