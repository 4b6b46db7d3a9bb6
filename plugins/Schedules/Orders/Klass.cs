using System.Buffers;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Runtime.InteropServices;
using Unmask.Numerics;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="Klass"/>.</summary>
/// <param name="Confidence">The top probability from which a position is sure.</param>
/// <param name="Stability">Below which divergence from the row of the step before a row is stable.</param>
/// <param name="History">For how many steps it has to be.</param>
public sealed record KlassOptions(
    [Range(0.0, 1.0)][Description("top probability from which a position is revealed, if its row is stable")] double Confidence = 0.9,
    [Range(0.0, double.MaxValue)][Description("a row is stable while it diverges from that of the step before by less than this, nats")] double Stability = 0.01,
    [Range(1, int.MaxValue)][Description("steps in a row for which it has to be stable")] int History = 2);

/// <summary>
/// KL-adaptive stability sampling: every position whose top probability reaches a threshold and whose row p_t kept
/// <c>KL(p_t ‖ p_{t−1}) &lt; stability</c> in each of the last steps; where there is none, the one of the highest top probability.
/// </summary>
/// <remarks>
/// <para>The confidence is reached within 1e-9; ties within 1e-9 go to the lowest index. The first step has no row to compare with, so
/// steps 0 … history − 1 reveal one position each. Where no position qualifies the authors take their fixed quota of the most confident ones, which is
/// one where they allow as many steps as there are tokens; here it is one.</para>
/// <para>Memory: the row of the step before at each masked position, and for how many steps it has been stable, <c>(2 S + 1) L</c> integers
/// a sequence; at most 2^26 numbers L·S. The number of steps depends on the tokens; <c>nfe</c> is its expectation. Depends on revealed
/// tokens only, so replay applies (T 1.8). Thread-safe.</para>
/// </remarks>
[Plugin(
    "klass",
    Summary = "All positions that are sure and whose row has been stable for some steps, at least one",
    Equation = "D = {i : max_v p_t(v) ≥ confidence and KL(p_s ‖ p_{s−1}) < stability for the last history steps s}, p_t = p̂_i(· | revealed at t), or the argmax of max_v p_t(v)",
    Notes = "The confidence is reached within 1e-9. " + OrderNotes.Ties + OrderNotes.Replays + " Where no position qualifies, the authors reveal a fixed quota of the most confident ones; here it is one.",
    Reference = "T 1.8; arXiv 2511.05664",
    Example = """{"confidence": 0.9, "stability": 0.01, "history": 2}""")]
public sealed class Klass(KlassOptions options, Shape shape) : ISchedule, IValidates
{
    private const long MostNumbers = 1 << 26;

    /// <inheritdoc/>
    public Observes Observes => Observes.Rows;

    /// <inheritdoc/>
    public int Memory => checked(((2 * shape.States) + 1) * shape.Length);

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        var numbers = shape.Length * shape.States;
        var previous = MemoryMarshal.Cast<int, double>(step.Memory[..(2 * numbers)]);
        var stable = step.Memory[(2 * numbers)..];
        var scores = ArrayPool<double>.Shared.Rent(rows.Count);
        var any = false;
        for (var k = 0; k < rows.Count; k++)
        {
            var i = rows.At[k] - step.First;
            var before = Row(previous, i);
            stable[i] = step.Index > 0 && Entropies.Divergence(rows[k], before) < options.Stability ? Math.Min(stable[i] + 1, options.History) : 0;
            rows[k].CopyTo(before);
            scores[k] = -TopProbability.TopOf(rows[k]);
            if (stable[i] == options.History && -scores[k] >= options.Confidence - RevealExtensions.Tie)
            {
                Take(rows.At[k], i, previous, stable, choose);
                any = true;
            }
        }

        if (!any)
        {
            var surest = rows.At[RevealExtensions.TakeLowest(scores.AsSpan(0, rows.Count))];
            Take(surest, surest - step.First, previous, stable, choose);
        }

        ArrayPool<double>.Shared.Return(scores);
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        var numbers = (long)shape.Length * shape.States;
        if (numbers > MostNumbers)
        {
            problems.Add($"the rows of the step before are remembered, L·S = {shape.Length}·{shape.States} = {numbers} numbers a sequence; at most {MostNumbers} are. Try 'threshold', which remembers nothing, or 'klass' within 'blocks', which remembers those of a block.");
        }
    }

    /// <summary>Reveals a position and forgets its row, so that sequences that agree from here on have one memory.</summary>
    private void Take(int position, int i, Span<double> previous, Span<int> stable, IChoices choose)
    {
        choose.Reveal(position);
        Row(previous, i).Clear();
        stable[i] = 0;
    }

    private Span<double> Row(Span<double> rows, int i) => rows.Slice(i * shape.States, shape.States);
}
