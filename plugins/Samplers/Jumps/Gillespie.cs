using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of <see cref="Gillespie"/>.</summary>
/// <param name="Stop">The time to stop at.</param>
/// <param name="Bound">A factor on the bound of the rates.</param>
/// <param name="Finish">What becomes of what is left then.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record GillespieOptions(
    [Range(0, double.MaxValue)][Description("time t to stop at; if absent 0 under the masked process, else where B = 1e-6")] double? Stop = null,
    [Range(1, 1e6)][Description("factor on the bound of the rates, for scores that are no means over the data: exp(|amplitude|) for perturbed")] double Bound = 1,
    [Description("what is left at the stop: fill draws masks, or without a mask every token from its posterior at t = 0, all at once; leave keeps it")] Finish Finish = Finish.Fill,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);

/// <summary>
/// Exact simulation of the reverse chain, jump by jump (Gillespie 1977, with rates that change in time): the next jump comes when the integrated rate
/// <c>∫ R dB</c> reaches an exponential number.
/// </summary>
/// <remarks>
/// <para>Under the masked process each of the m masked positions is revealed at the rate <c>1/(e^B − 1)</c>, whatever the tokens, so the integral is inverted in closed form:
/// <c>1 − e^{−B'} = (1 − e^{−B}) U^{1/m}</c>; one score call a token. Exact down to the data, with infinite noise at the end too.</para>
/// <para>Without a mask the integral has no closed form; a bound of it has one (<see cref="ClosedBound"/>), and looks beyond the chain's own rate are thinned: exact to the stop. About
/// <c>L log(1/B(stop))</c> score calls. For processes that do not draw tokens anew the bound is constant on windows (<see cref="WindowBound"/>).</para>
/// <para>As <see cref="ThinningSampler"/>.</para>
/// </remarks>
[Plugin(
    "gillespie",
    Summary = "Exact simulation of the reverse chain, jump by jump",
    Equation = "next jump where the integral of R dB reaches Exp(1); masked: 1 − exp(−B') = (1 − exp(−B)) U^(1/m), m positions masked; else a bound of R is thinned",
    Notes = "Exact to the stop: under the masked process to the data, one score call a token. Without a mask the finish draws all positions at once from B = 1e-6, an error of about (L·1e-6)². Laws cannot be enumerated: metrics estimate.",
    Reference = "Gillespie 1977; arXiv 2410.07761",
    Example = "{}")]
public sealed class Gillespie(
    GillespieOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score, IMaskPredictor? predictor)
    : ThinningSampler(options.Bound, options.Stop, options.Finish, options.Samples, shape, process, noise, score, predictor)
{
    /// <inheritdoc/>
    public override void Validate(Shape shape, Problems problems)
    {
        base.Validate(shape, problems);
        NoiseAtEnd.RequireStart(Noise, Jumps.HasMask, problems);
    }

    /// <inheritdoc/>
    private protected override RateBound CreateBound() => Jumps.IsReset ? new ClosedBound(Jumps.HasMask) : new WindowBound(Jumps, Noise, Last, 2);

    /// <inheritdoc/>
    private protected override int Counted(int jumping, int length) => jumping;
}
