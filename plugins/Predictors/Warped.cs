using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Predictors;

/// <summary>Which rows schedules read confidence from.</summary>
public enum ConfidenceRows
{
    /// <summary>The warped ones, which tokens are drawn from.</summary>
    After,

    /// <summary>The inner predictor's.</summary>
    Before,
}

/// <summary>Options of <see cref="Warped"/>.</summary>
/// <param name="Temperature">Below 1 sharper, above 1 flatter.</param>
/// <param name="TopK">How many of the most probable symbols are kept.</param>
/// <param name="TopP">The share of probability that the symbols kept have to reach.</param>
/// <param name="Confidence">Which rows schedules read.</param>
public sealed record WarpedOptions(
    [Range(1e-6, 1e6)][Description("temperature, above 0: below 1 sharper, above 1 flatter; applied first")] double Temperature = 1,
    [Range(1, int.MaxValue)][Description("how many of the most probable symbols are kept, all if absent; applied second")] int? TopK = null,
    [Range(0.0, 1.0, MinimumIsExclusive = true)][Description("share of the probability so far that the most probable symbols kept have to reach; applied last")] double TopP = 1,
    [Description("which rows schedules read confidence from: after warping, which tokens are drawn from, or before")] ConfidenceRows Confidence = ConfidenceRows.After);

/// <summary>
/// Another predictor with temperature, top-k and top-p, the field's logits warpers: <c>q ∝ inner^{1/temperature}</c>, then the topK most probable symbols,
/// then of these the smallest set of most probable ones whose share reaches topP, normalised.
/// </summary>
/// <remarks>
/// <para>Ties go to the lower symbol: probabilities within a factor <c>1 ± 1e-9</c> of the last one kept count as equal to it.</para>
/// <para>Errors and curves are of the rows that tokens are drawn from. One that cuts a possible symbol makes <c>kl</c> infinite; <c>tv</c>
/// and <c>law</c> stay finite. With <c>confidence: before</c> it is an <see cref="IObservedRows"/>: schedules read what they would read
/// of <c>inner</c>. Thread-safe; allocates nothing of its own once warm.</para>
/// </remarks>
[Plugin(
    "warped",
    Summary = "Another predictor with temperature, then top-k, then top-p",
    Equation = "q ∝ inner^(1 / temperature); p̂_i ∝ q on the shortest start of its topK most probable symbols that holds topP of their probability, 0 elsewhere",
    Notes = "Ties go to the lower symbol. Schedules read confidence from p̂ (after, the default, as in Dream, and in MaskGIT, which warps nothing), or from inner (before, as in LLaDA, which draws at a temperature and takes confidence from the untempered softmax). Cutting a possible symbol makes kl infinite; tv and law stay finite.",
    Reference = "arXiv 1904.09751 (top-p); where confidence is read: arXiv 2202.04200, 2502.09992, 2508.15487",
    Example = """{"temperature": 0.8, "topP": 0.9}""")]
public sealed class Warped(WarpedOptions options, [Component("exact"), Description("the predictor that is changed")] IMaskPredictor inner)
    : DistortedPredictor(inner, new WarpMap(options.Temperature, options.TopK, options.TopP), options.Confidence == ConfidenceRows.Before);
