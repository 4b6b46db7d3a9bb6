using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="Elbo"/>.</summary>
/// <param name="Method">How it is computed.</param>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record ElboOptions(
    [Description("how it is computed; auto: from the exact curve, else from the divergence, else from an estimated curve, else by replay")] CurveMethod Method = CurveMethod.Auto,
    [Range(2, 1e15)][Description("data sequences drawn where there is no exact value; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// The evidence bound on the negative log-likelihood (T 1.12): <c>elbo.nats-per-token</c> = <c>(1/L) Σ_t s_t c(w_t)</c>,
/// <c>elbo.bits-per-token</c>, and <c>elbo.perplexity</c> = exp of the first.
/// </summary>
/// <remarks>
/// <para>For schedules that look at tokens, or predictors without a curve, <c>(E_ω KL(p ‖ p_Y|ω) + H(X))/L</c>, which is the same number,
/// with the divergence's standard error carried along (delta method for the perplexity).</para>
/// <para>For data whose entropy is not known it is estimated by itself: for a schedule of sizes from an estimated curve (T 1.13), for any other
/// by replay, the mean of <c>−log p_Y|ω(x)</c> (T 1.8). So data that can only be sampled has it too. Thread-safe.</para>
/// </remarks>
[Plugin(
    "elbo",
    Summary = "Evidence bound on the negative log-likelihood, per token, and its perplexity",
    Equation = "nats-per-token = (kl + H) / L, perplexity = exp(nats-per-token)",
    Reference = "T 1.12")]
[Better(Better.Smaller)]
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
        else if (Ways(cell).ToList() is var ways && !ways.Exists(way => way.Feasible.Possible))
        {
            problems.Add("method", $"cannot be computed here: {string.Join("; ", ways.Select(way => way.Feasible.Reason?.TrimEnd('.')).Distinct())}.");
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var (length, bits) = (cell.Shape.Length, Math.Log(2));
        var (total, method, samples, note) = Ways(cell).First(way => way.Feasible.Possible).Compute(stop);
        var nats = total.To(total.Value / length, total.StandardError / length, 1.0 / length);
        var perplexity = Math.Exp(nats.Value);
        results.Add("nats-per-token", nats, method, samples, note: note);
        results.Add("bits-per-token", nats.To(nats.Value / bits, nats.StandardError / bits, 1 / bits), method, samples, note: note);
        results.Add("perplexity", nats.To(perplexity, nats.StandardError * perplexity, perplexity), method, samples, note: note);
    }

    /// <summary>The ways to compute it that the method allows, the preferred ones first.</summary>
    private IEnumerable<(Feasibility Feasible, Func<CancellationToken, Bound> Compute)> Ways(ICell cell)
    {
        if (options.Method != CurveMethod.Samples)
        {
            yield return (SizeError.Check(cell), stop => FromCurve(cell, stop));
        }

        if (options.Method == CurveMethod.Auto)
        {
            yield return (cell.Check<OrderedDivergence>() + cell.Check<InformationCurve>(), stop => FromDivergence(cell, stop));
        }

        if (options.Method != CurveMethod.Exact)
        {
            yield return (SizeError.Check(cell, CurveMethod.Samples), stop => FromEstimate(cell, stop));
        }

        if (options.Method == CurveMethod.Auto)
        {
            yield return (cell.Check<EvidenceBound>(), stop => FromReplay(cell, stop));
        }
    }

    private static Bound FromCurve(ICell cell, CancellationToken stop)
    {
        var curve = cell.Derive<CrossEntropyCurve>(stop).Value;
        var bound = ExpectedDivergence.EvidenceBound(curve, cell.Derive<SizeVisits>(stop).Value);
        return new Bound(new(bound, null), SizeError.Method, null, double.IsInfinity(bound) ? curve.Note : null);
    }

    private static Bound FromDivergence(ICell cell, CancellationToken stop)
    {
        var (kl, method) = cell.Derive<OrderedDivergence>(stop);
        var total = new Estimated(kl.Total, kl.StandardError) { Parts = kl.Parts };
        return new Bound(total.To(kl.Total + cell.Derive<InformationCurve>(stop).Value.Entropy, kl.StandardError, 1), method, kl.Samples, kl.Note);
    }

    private static Bound FromEstimate(ICell cell, CancellationToken stop)
    {
        var (curve, method) = cell.Derive<EstimatedCurve>(stop);
        var bound = EstimatedDivergence.EvidenceBound(curve, cell.Derive<SizeVisits>(stop).Value);
        return new Bound(bound, method, curve.Samples, double.IsInfinity(bound.Value) ? curve.Mean.Note : null);
    }

    private static Bound FromReplay(ICell cell, CancellationToken stop)
    {
        var (bound, method) = cell.Derive<EvidenceBound>(stop);
        return new Bound(new(bound.Total, bound.StandardError) { Parts = bound.Parts }, method, bound.Samples, bound.Note);
    }

    /// <summary>Nats per sequence, as it is reported.</summary>
    private readonly record struct Bound(Estimated Total, string Method, long? Samples, string? Note);
}
