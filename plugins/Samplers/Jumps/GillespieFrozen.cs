using System.Buffers;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of <see cref="GillespieFrozen"/>.</summary>
/// <param name="Jumps">How many jumps each look at the score serves for.</param>
/// <param name="Stop">The time to stop at.</param>
/// <param name="Finish">What becomes of what is left then.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record GillespieFrozenOptions(
    [Range(1, int.MaxValue)][Description("jumps k, at different positions, that one look at the score serves for")] int Jumps = 1,
    [Range(0, double.MaxValue)][Description("time t to stop at; if absent 0 under the masked process, else where B = 1e-6")] double? Stop = null,
    [Description("what is left at the stop: fill draws masks, or without a mask every token from its posterior at t = 0, all at once; leave keeps it")] Finish Finish = Finish.Fill,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);

/// <summary>
/// Jump by jump with rates that are frozen between looks: after a look at time t the next k jumps come after exponential waits at the rates of t, positions that have jumped
/// left out; then it looks again (k-Gillespie).
/// </summary>
/// <remarks>
/// Approximate, however many steps it takes: rates grow toward the data, so it waits too long, and what is left at the stop is drawn at once. A score call for each k jumps. There is no
/// number of steps, so no order; <see cref="Gillespie"/> costs the same with k = 1 under the masked process, and is exact. As <see cref="JumpSampler"/>.
/// </remarks>
[Plugin(
    "gillespie-frozen",
    Summary = "Jump by jump, at rates that are frozen between looks at the score (k-Gillespie)",
    Equation = "looking at t: the next k jumps after waits Exp(R_t), R_t = Σ_{i,v} β(t) Q(v, x_i) s̃_t(x)_{i→v} over positions that have not jumped since; i → v in proportion to the rates",
    Notes = "Approximate, and there is nothing to refine: rates that grow toward the data are met too late, and what is left at the stop is drawn at once. Exact instead: gillespie. One score call for each k jumps. Laws cannot be enumerated: metrics estimate.",
    Reference = "arXiv 2410.07761",
    Example = """{"jumps": 1}""")]
public sealed class GillespieFrozen(
    GillespieFrozenOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score, IMaskPredictor? predictor)
    : JumpSampler(options.Stop, options.Finish, options.Samples, shape, process, noise, score, predictor)
{
    private readonly int _jumps = options.Jumps;

    /// <inheritdoc/>
    public override void Validate(Shape shape, Problems problems)
    {
        base.Validate(shape, problems);
        NoiseAtEnd.RequireScore(Noise, problems);
    }

    /// <inheritdoc/>
    private protected override double First(int jumping, IChoices choose) => Noise.Integral(Noise.End);

    /// <inheritdoc/>
    private protected override double Jump(double b, in Step step, in Rows rows, IChoices choose)
    {
        var rented = ArrayPool<double>.Shared.Rent(rows.Count + Jumps.Symbols);
        var totals = rented.AsSpan(0, rows.Count);
        var rates = rented.AsSpan(rows.Count, Jumps.Symbols);
        var (time, end) = (Noise.Inverse(b), Noise.Inverse(Last));
        var speed = Noise.Rate(time);
        Totals(speed, step, rows, totals, rates);
        for (var jump = 0; jump < Math.Min(_jumps, rows.Count) && time > end; jump++)
        {
            var total = Numerics.Sum.Of(totals);
            time = total > 0 ? time - (Wait(choose) / total) : 0;
            if (time > end)
            {
                var chosen = choose.Pick(totals);
                Jump(chosen, step, rows, rates, choose);
                totals[chosen] = 0;
            }
        }

        ArrayPool<double>.Shared.Return(rented);
        return time > end ? Noise.Integral(time) : 0;
    }
}
