using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>How losses are computed.</summary>
public enum LossMethod
{
    /// <summary>Over all states, or where these are too many, from samples.</summary>
    Auto,

    /// <summary>Over all states; refused if these are too many.</summary>
    Exact,

    /// <summary>From data sequences noised at random times, even where they can be had exactly.</summary>
    Samples,
}

/// <summary>Options of <see cref="Losses"/>.</summary>
/// <param name="Method">How they are computed.</param>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record LossesOptions(
    [Description("how they are computed; auto: over all states, or where these are too many, from samples")] LossMethod Method = LossMethod.Auto,
    [Range(2, 1e15)][Description("data sequences drawn for an estimate; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// How far a score is from the exact one, over all of time: <c>losses.score-entropy</c> L_SE K (9), <c>.score-entropy-conditioned</c> L_SE^m T 2.7,
/// <c>.weighted-score-matching</c> L_WSM K (8), <c>.weighted-ratio</c> L_WRSM K (36), <c>.cubic</c> L_3 K (25), what it is trained on,
/// <c>.denoising-score-entropy</c> L_SE + H(X_0|X_T) and <c>.implicit-score-matching</c> L_WSM − ½ ∫ E Σ Q s² dt, and the least and the largest ratio of the score to the exact one on the support, <c>.least-ratio</c> and <c>.largest-ratio</c>.
/// </summary>
/// <remarks>
/// By quadrature of sums over all states, to about 1e-10; ratios are over its nodes. Where there are too many states, from data sequences noised at random times, against the exact score
/// where the data law gives it at any length (<see cref="ExactDenoising"/>); where it does not, only what it is trained on. A loss that diverges is Infinity, with the reason. Thread-safe.
/// </remarks>
[Plugin(
    "losses",
    Summary = "Losses of a score against the exact one, over all of time",
    Equation = "score-entropy = ∫ E_{p_t} Σ_y Q_t(y, x) (s log(s/s̃) + s̃ − s) dt",
    Reference = "K (8), (9), (25), (36); T 2.3, T 2.7")]
[Better(Better.Smaller, "score-entropy", "score-entropy-conditioned", "weighted-score-matching", "weighted-ratio", "cubic", "denoising-score-entropy", "implicit-score-matching")]
public sealed class Losses(LossesOptions options) : IMetric
{
    private const string ByLaw = "law";
    private const string BySamples = "samples";

    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        var refusal = options.Method switch
        {
            LossMethod.Exact => cell.Check<ScoreLosses>(ByLaw).Reason,
            LossMethod.Samples => cell.Check<DenoisingLoss>().Reason,
            _ => cell.Check<DenoisingLoss>().Possible ? null : cell.Check<ScoreLosses>().Reason,
        };
        if (refusal is not null)
        {
            problems.Add(options.Method == LossMethod.Auto ? refusal : $"{refusal.TrimEnd('.')}. Try \"method\": \"auto\".");
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        if (cell.Check<ScoreLosses>(Method()).Possible)
        {
            var (losses, method) = cell.Derive<ScoreLosses>(stop, Method());
            Add("score-entropy", losses.ScoreEntropy, method, losses.Samples);
            Add("score-entropy-conditioned", losses.Conditioned, method, losses.Samples);
            Add("weighted-score-matching", losses.WeightedScoreMatching, method, losses.Samples);
            Add("weighted-ratio", losses.WeightedRatio, method, losses.Samples);
            Add("cubic", losses.Cubic, method, losses.Samples);
            Add("denoising-score-entropy", losses.Denoising, method, losses.Samples);
            Add("implicit-score-matching", losses.Implicit, method, losses.Samples);
            AddBand(results, losses, method);
        }
        else
        {
            var (denoising, method) = cell.Derive<DenoisingLoss>(stop);
            Add("denoising-score-entropy", denoising.Loss, method, denoising.Samples);
            Add("implicit-score-matching", denoising.Implicit, method, denoising.Samples);
        }

        void Add(string name, Loss? loss, string method, long? samples)
        {
            if (loss is { } known)
            {
                results.Add(name, new Estimated(known.Value, known.StandardError) { Parts = known.Parts }, method, samples, note: known.Reason);
            }
        }
    }

    private string? Method() => options.Method switch { LossMethod.Exact => ByLaw, LossMethod.Samples => BySamples, _ => null };

    /// <summary>The band of ratios, if there were any.</summary>
    private static void AddBand(IResults results, ScoreLosses losses, string method)
    {
        if (double.IsFinite(losses.LeastRatio))
        {
            var note = losses.Samples is null ? null : "of the sequences drawn; others may lie beyond";
            results.Add("least-ratio", losses.LeastRatio, method, samples: losses.Samples, note: note);
            results.Add("largest-ratio", losses.LargestRatio, method, samples: losses.Samples, note: losses.InBand ? note : "not within [1/2, 3/2], for which K states Theorem 5.1");
        }
    }
}
