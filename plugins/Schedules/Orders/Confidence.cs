using System.Buffers;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="Confidence"/>: exactly one of steps and perStep.</summary>
/// <param name="Steps">The number of steps T, with balanced sizes.</param>
/// <param name="PerStep">A fixed number of positions a step.</param>
/// <param name="Temperature">The scale of the Gumbel noise on the confidence; 0 for none.</param>
/// <param name="Annealed">Whether it falls linearly to 0 over the steps.</param>
public sealed record ConfidenceOptions(
    [Range(1, int.MaxValue)][Description("number of steps T with balanced sizes; or give perStep")] int? Steps = null,
    [Range(1, int.MaxValue)][Description("positions revealed by each step; or give steps")] int? PerStep = null,
    [Range(0.0, double.MaxValue)][Description("scale of the Gumbel noise on the confidence, nats; 0 for none")] double Temperature = 0,
    [Description("whether the temperature falls linearly to 0 over the steps")] bool Annealed = false)
{
    /// <summary>How many positions a step reveals.</summary>
    internal OrderOptions Sizes { get; } = new(Steps, PerStep);
}

/// <summary>
/// MaskGIT's order: a candidate <c>v_i</c> is drawn at every masked position from the row tokens are drawn from, and those of the highest
/// <c>log p̂_i(v_i) + τ g_i</c> are kept, p̂ as confidence is read from it, g_i standard Gumbel noise.
/// </summary>
/// <remarks>
/// <para>The set that is kept is then a Plackett–Luce one with the scores <c>log p̂_i(v_i) / τ</c>; for τ = 0 it is certain, ties within 1e-9
/// nats to the lowest index. Annealed, <c>τ_t = τ (1 − (t + 1)/T)</c> at step t = 0 … T − 1, with <c>T = ⌈L / perStep⌉</c> where steps are not
/// given: MaskGIT's rule. Its sizes follow a cosine; here they are balanced or fixed.</para>
/// <para>Candidates that are not kept are discarded, and which are depends on them: replay does not apply (T 1.8). A step that
/// reveals all that is left discards none, and lets the host draw the tokens. Enumeration follows <c>S^m</c> candidates of m masked positions.</para>
/// <para>Thread-safe; keeps nothing between calls; allocates nothing once warm.</para>
/// </remarks>
[Plugin(
    "confidence",
    Summary = "MaskGIT: a candidate is drawn everywhere, the most probable ones are kept",
    Equation = "v_i ~ p̂_i; D = the positions of highest log p̂_i(v_i) + τ g_i, g_i Gumbel; annealed: τ = temperature (1 − (t + 1) / T) at step t = 0 … T − 1",
    Notes = OrderNotes.Ties + "The choice depends on candidates that are drawn and discarded, so replay does not apply (T 1.8) and there is no order-averaged kl: take kl.marginal or tv, exact on a small law or from samples, or the order top-probability, which looks at the most probable symbol instead of a drawn one.",
    Reference = "arXiv 2202.04200",
    Example = """{"steps": 8, "temperature": 4.5, "annealed": true}""")]
public sealed class Confidence(ConfidenceOptions options) : ISchedule, IValidates
{
    /// <summary>Beyond any ratio of probabilities: keeps scores finite where a candidate is impossible by what is read.</summary>
    private const double Lowest = -1e300;

    /// <inheritdoc/>
    public Observes Observes => Observes.Rows;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        var count = options.Sizes.Count(step);
        if (count == rows.Count)
        {
            foreach (var position in rows.At)
            {
                choose.Reveal(position);
            }

            return;
        }

        var memory = ArrayPool<int>.Shared.Rent((2 * rows.Count) + count);
        var scores = ArrayPool<double>.Shared.Rent(rows.Count);
        var candidates = memory.AsSpan(0, rows.Count);
        var kept = memory.AsSpan(2 * rows.Count, count);
        for (var k = 0; k < rows.Count; k++)
        {
            candidates[k] = choose.Pick(rows.Drawn(k));
            scores[k] = Math.Log(rows[k][candidates[k]]);
        }

        if (Temperature(step) is > 0 and var temperature)
        {
            Draw(scores.AsSpan(0, rows.Count), temperature, memory.AsSpan(rows.Count, rows.Count), kept, choose);
        }
        else
        {
            TakeHighest(scores.AsSpan(0, rows.Count), kept);
        }

        foreach (var k in kept)
        {
            choose.Write(rows.At[k], candidates[k]);
        }

        ArrayPool<double>.Shared.Return(scores);
        ArrayPool<int>.Shared.Return(memory);
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => options.Sizes.Validate(shape, problems);

    private double Temperature(in Step step)
    {
        if (!options.Annealed)
        {
            return options.Temperature;
        }

        var steps = options.Steps ?? ((step.Shape.Length + options.PerStep!.Value - 1) / options.PerStep.Value);
        return options.Temperature * (1 - ((step.Index + 1.0) / steps));
    }

    private static void Draw(Span<double> scores, double temperature, Span<int> every, Span<int> kept, IChoices choose)
    {
        for (var k = 0; k < scores.Length; k++)
        {
            every[k] = k;
            scores[k] = Math.Max(scores[k] / temperature, Lowest);
        }

        choose.Subset(every, scores, kept);
    }

    private static void TakeHighest(Span<double> scores, Span<int> kept)
    {
        foreach (ref var score in scores)
        {
            score = -score;
        }

        foreach (ref var k in kept)
        {
            k = RevealExtensions.TakeLowest(scores);
        }
    }
}
