using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="Elbo"/>.</summary>
/// <param name="Method">How it is computed.</param>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record ElboOptions(
    [Description("how it is computed; auto: from the exact curve, else by replay, else from an estimated curve")] CurveMethod Method = CurveMethod.Auto,
    [Range(2, 1e15)][Description("data sequences drawn where there is no exact value; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// The evidence bound on the negative log-likelihood (T 1.12): <c>elbo.nats-per-token</c> = <c>(1/L) Σ_t s_t c(w_t)</c>,
/// <c>elbo.bits-per-token</c>, and <c>elbo.perplexity</c> = exp of the first.
/// </summary>
/// <remarks>
/// <para>For schedules that look at tokens, or predictors without a curve, <c>(E_ω KL(p ‖ p_Y|ω) + H(X))/L</c>, which is the same number,
/// with the divergence's standard error carried along (delta method for the perplexity).</para>
/// <para>For data whose entropy is not known, a schedule of sizes and an estimated curve, <c>(1/L) Σ_t s_t c(w_t)</c> itself (T 1.13), which
/// needs no entropy: data that can only be sampled has it too. For a schedule that chooses positions there, <c>−log p_Y|ω(x)</c> of replayed
/// sequences. Thread-safe.</para>
/// </remarks>
[Plugin(
    "elbo",
    Summary = "Evidence bound on the negative log-likelihood, per token, and its perplexity",
    Equation = "nats-per-token = (kl + H) / L, perplexity = exp(nats-per-token)",
    Reference = "T 1.12")]
public sealed class Elbo(ElboOptions options) : IMetric
{
    private const string Divergence = "divergence";
    private const string Replayed = "replayed";

    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (Sampling.Needs(cell).Reason is { } missing)
        {
            problems.Add(missing);
        }
        else if (Way(cell, out var reason) is null)
        {
            problems.Add("method", $"cannot be computed here: {reason}.");
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var length = cell.Shape.Length;
        switch (Way(cell, out _))
        {
            case SizeError.Method:
                var curve = cell.Derive<CrossEntropyCurve>(stop).Value;
                var bound = ExpectedDivergence.EvidenceBound(curve, cell.Derive<SizeVisits>(stop).Value);
                Add(results, bound / length, null, SizeError.Method, null, double.IsInfinity(bound) ? curve.Note : null);
                break;
            case SizeError.Sampled:
                var (estimate, sampled) = cell.Derive<EstimatedCurve>(stop);
                var (value, error) = EstimatedDivergence.EvidenceBound(estimate, cell.Derive<SizeVisits>(stop).Value);
                Add(results, value / length, error / length, sampled, estimate.Samples, double.IsInfinity(value) ? estimate.Mean.Note : null);
                break;
            case Replayed:
                var (replayed, by) = cell.Derive<EvidenceBound>(stop);
                Add(results, replayed.Total / length, replayed.StandardError / length, by, replayed.Samples, replayed.Note);
                break;
            default:
                var (kl, method) = cell.Derive<OrderedDivergence>(stop);
                var entropy = cell.Derive<InformationCurve>(stop).Value.Entropy;
                Add(results, (kl.Total + entropy) / length, kl.StandardError / length, method, kl.Samples, kl.Note);
                break;
        }
    }

    /// <summary>How it is computed, or null with the reasons why it cannot be.</summary>
    private string? Way(ICell cell, out string reason)
    {
        var exact = SizeError.Check(cell);
        var divergence = cell.Check<OrderedDivergence>() + cell.Check<InformationCurve>();
        var estimate = SizeError.Check(cell, CurveMethod.Samples);
        reason = "";
        if (exact.Possible && options.Method != CurveMethod.Samples)
        {
            return SizeError.Method;
        }

        if (divergence.Possible && options.Method == CurveMethod.Auto)
        {
            return Divergence;
        }

        if (estimate.Possible && options.Method != CurveMethod.Exact)
        {
            return SizeError.Sampled;
        }

        var replay = cell.Check<EvidenceBound>();
        if (replay.Possible && options.Method == CurveMethod.Auto)
        {
            return Replayed;
        }

        var reasons = options.Method switch
        {
            CurveMethod.Exact => [exact.Reason],
            CurveMethod.Samples => [estimate.Reason],
            _ => new[] { divergence.Reason, estimate.Reason, replay.Reason },
        };
        reason = string.Join("; ", reasons.Select(each => each?.TrimEnd('.')).Distinct());
        return null;
    }

    private static void Add(IResults results, double nats, double? error, string method, long? samples, string? note)
    {
        var bits = Math.Log(2);
        results.Add("nats-per-token", nats, method, error, samples, note: note);
        results.Add("bits-per-token", nats / bits, method, error / bits, samples, note: note);
        results.Add("perplexity", Math.Exp(nats), method, error * Math.Exp(nats), samples, note: note);
    }
}
