using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="Elbo"/>.</summary>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record ElboOptions(
    [Range(2, 1e15)][Description("sequences replayed where there is no exact value; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// The evidence bound on the negative log-likelihood (T 1.12): <c>elbo.nats-per-token</c> = <c>(1/L) Σ_t s_t c(w_t)</c>,
/// <c>elbo.bits-per-token</c>, and <c>elbo.perplexity</c> = exp of the first.
/// </summary>
/// <remarks>
/// For schedules that look at tokens, or predictors without a curve, <c>(E_ω KL(p ‖ p_Y|ω) + H(X))/L</c>, which is the same number, with
/// the divergence's standard error carried along (delta method for the perplexity). Thread-safe.
/// </remarks>
[Plugin(
    "elbo",
    Summary = "Evidence bound on the negative log-likelihood, per token, and its perplexity",
    Equation = "nats-per-token = (kl + H) / L, perplexity = exp(nats-per-token)",
    Reference = "T 1.12")]
public sealed class Elbo(ElboOptions options) : IMetric
{
    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (Sampling.Needs(cell).Reason is { } missing)
        {
            problems.Add(missing);
        }
        else if (!SizeError.Check(cell).Possible && (cell.Check<OrderedDivergence>() + cell.Check<InformationCurve>()).Reason is { } reason)
        {
            problems.Add(reason);
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        if (SizeError.Check(cell).Possible)
        {
            var curve = cell.Derive<CrossEntropyCurve>(stop).Value;
            var bound = ExpectedDivergence.EvidenceBound(curve, cell.Derive<SizeVisits>(stop).Value);
            Add(results, bound / cell.Shape.Length, null, SizeError.Method, null, double.IsInfinity(bound) ? curve.Note : null);
            return;
        }

        var (kl, method) = cell.Derive<OrderedDivergence>(stop);
        var entropy = cell.Derive<InformationCurve>(stop).Value.Entropy;
        Add(results, (kl.Total + entropy) / cell.Shape.Length, kl.StandardError / cell.Shape.Length, method, kl.Samples, kl.Note);
    }

    private static void Add(IResults results, double nats, double? error, string method, long? samples, string? note)
    {
        var bits = Math.Log(2);
        results.Add("nats-per-token", nats, method, error, samples, note: note);
        results.Add("bits-per-token", nats / bits, method, error / bits, samples, note: note);
        results.Add("perplexity", Math.Exp(nats), method, error * Math.Exp(nats), samples, note: note);
    }
}
