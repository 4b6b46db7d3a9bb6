using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="Threshold"/>.</summary>
/// <param name="Probability">The top probability from which a position is revealed.</param>
public sealed record ThresholdOptions(
    [Range(0.0, 1.0)][Description("top probability from which a position is revealed")] double Probability);

/// <summary>
/// Every position whose top probability <c>max_v p̂_i(v|revealed tokens)</c> is at least a threshold, within 1e-9; where there is none, the
/// one of the highest, ties within 1e-9 to the lowest index.
/// </summary>
/// <remarks>
/// The number of steps depends on the tokens; <c>nfe</c> is its expectation. Depends on revealed tokens only, so replay applies
/// (T 1.8). Thread-safe; keeps nothing between calls.
/// </remarks>
[Plugin(
    "threshold",
    Summary = "All positions whose top probability reaches a threshold, at least one",
    Equation = "D = {i : max_v p̂_i(v | revealed) ≥ probability}, or the argmax of it",
    Notes = "The threshold is reached within 1e-9. " + OrderNotes.Ties + OrderNotes.Replays,
    Reference = "T 1.8; arXiv 2505.22618",
    Example = """{"probability": 0.9}""")]
public sealed class Threshold(ThresholdOptions options) : ISchedule
{
    /// <inheritdoc/>
    public Observes Observes => Observes.Rows;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        var any = false;
        for (var k = 0; k < rows.Count; k++)
        {
            if (TopProbability.TopOf(rows[k]) >= options.Probability - RevealExtensions.Tie)
            {
                choose.Reveal(rows.At[k]);
                any = true;
            }
        }

        if (!any)
        {
            choose.RevealLowest(rows, 1, row => -TopProbability.TopOf(row));
        }
    }
}
