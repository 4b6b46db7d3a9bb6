using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Metrics;

/// <summary>How <see cref="Kl"/> is computed.</summary>
public enum KlMethod
{
    /// <summary>The cheapest exact method, else replay, or samples of a sampler that has one law; <c>kl.marginal</c> by law, or by condition beside an exact <c>kl</c> where that is cheap.</summary>
    Auto,

    /// <summary>By enumeration of every choice and token.</summary>
    Law,

    /// <summary>The cheapest exact method; refused if there is none.</summary>
    Exact,

    /// <summary>From the exact cross-entropy curve, for schedules of sizes (T 1.6).</summary>
    Curve,

    /// <summary>From a cross-entropy curve that is estimated, for schedules of sizes (T 1.13).</summary>
    CurveSamples,

    /// <summary>Unbiased, from replayed data sequences (T 1.8).</summary>
    Replay,

    /// <summary>The output law's divergence alone, unbiased, from the exact probabilities of data sequences under it.</summary>
    Condition,

    /// <summary>The output law's divergence alone, from frequencies of generated sequences.</summary>
    Samples,
}

/// <summary>Options of <see cref="Kl"/>.</summary>
/// <param name="Method">How it is computed.</param>
/// <param name="Samples">How many sequences <c>curveSamples</c>, <c>replay</c>, <c>condition</c> and <c>samples</c> draw.</param>
public sealed record KlOptions(
    [Description("how it is computed; auto: the cheapest exact method, else replay")] KlMethod Method = KlMethod.Auto,
    [Range(2, 1e15)][Description("sequences drawn by curveSamples, replay, condition and samples; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// <c>kl</c> = <c>E_ω KL(p_X0 ‖ p_Y0|ω)</c>, averaged over orders and sizes (LC (15), T 1.6, T 1.8), <c>kl.step</c> what each step
/// adds to it, and <c>kl.marginal</c> = <c>KL(p_X0 ‖ E_ω p_Y0|ω) ≤ kl</c>, the divergence of the output law. Nats.
/// </summary>
/// <remarks>
/// <c>kl.marginal</c> is exact where both laws are enumerated. Elsewhere the method <c>condition</c> estimates it without bias, as
/// <c>E_{x~p}[log p(x) − log p_Y(x)]</c> with each <c>p_Y(x)</c> exact, and <c>samples</c> from frequencies, with bias; <c>auto</c> conditions
/// where that is cheap and <c>kl</c> itself is exact or refused, and else leaves it out. Of an order without randomness it is <c>kl</c>. Thread-safe.
/// </remarks>
[Plugin(
    "kl",
    Summary = "Divergence of the data from what is generated, order-averaged; .marginal of the output law",
    Equation = "kl = E_ω KL(p_data ‖ p_ω), ω the order and sizes; kl.marginal = KL(p_data ‖ E_ω p_ω)",
    Reference = "LC (15), T 1.6, T 1.8")]
[Better(Better.Smaller)]
public sealed class Kl(KlOptions options) : IMetric
{
    private static readonly string[] Exact = ["curve", "law"];

    /// <summary>The most elementary operations that <c>auto</c> spends on an estimate of <c>kl.marginal</c>: some seconds.</summary>
    private const double MarginalCost = 1e10;

    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (Sampling.Needs(cell).Reason is { } missing)
        {
            problems.Add(missing);
            return;
        }

        var (feasible, advice) = options.Method switch
        {
            KlMethod.Auto when OutputDivergence.Check(cell).Possible || Estimates(cell) || Conditions(cell) => (Feasibility.Costs(0), ""),
            KlMethod.Auto when HasOneLaw(cell) => (OneLaw(cell), " Try a smaller space, or metrics from samples such as 'tv' of positions."),
            KlMethod.Condition => (cell.Check<MarginalDivergence>("condition"), " Try the method 'replay' or 'samples'."),
            KlMethod.Auto => (cell.Check<OrderedDivergence>(), " Try a smaller space, or metrics from samples such as 'tv' of positions."),
            KlMethod.Law or KlMethod.Exact when HasOneLaw(cell) => (OutputDivergence.Check(cell), " Try the method 'samples'."),
            KlMethod.Exact => (CheckExact(cell), " Try the method 'replay'."),
            KlMethod.Samples => (CheckSamples(cell), " Try the method 'replay', which needs no frequencies."),
            _ => (cell.Check<OrderedDivergence>(Derivation(options.Method)), " Try the method 'auto'."),
        };
        if (feasible.Reason is { } reason)
        {
            problems.Add("method", $"'{Name(options.Method)}' cannot be computed here: {reason.TrimEnd('.')}.{advice}");
        }
    }

    /// <inheritdoc/>
    public SampleRequest? Samples(ICell cell) =>
        Estimates(cell) ? new SampleRequest(cell.Samples, () => new WindowTally(GeneratedSpace.Of(cell), cell.Shape.Length)) : null;

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        if (seen is WindowTally tally)
        {
            AddEstimate(cell, tally, results, stop);
            return;
        }

        if (options.Method == KlMethod.Condition)
        {
            AddConditioned(cell, results, stop);
            return;
        }

        var method = options.Method switch { KlMethod.Auto => null, KlMethod.Exact => Cheapest(cell), _ => Derivation(options.Method) };
        var kl = cell.Check<OrderedDivergence>(method).Possible ? cell.Derive<OrderedDivergence>(stop, method) : (Derived<OrderedDivergence>?)null;
        if (kl is { } ordered)
        {
            AddOrdered(ordered, results);
        }

        if (options.Method is KlMethod.Replay or KlMethod.CurveSamples)
        {
            return;
        }

        try
        {
            var (value, by, note) = OutputDivergence.Of(cell, stop);
            if (HasOneLaw(cell))
            {
                results.Add("", value, by, note: note);
            }

            results.Add("marginal", value, by, note: note);
        }
        catch (OutOfReachException) when (kl is not null || (options.Method == KlMethod.Auto && Conditions(cell)))
        {
            if (options.Method == KlMethod.Auto && kl is null or { Value.StandardError: null } && Conditions(cell))
            {
                AddConditioned(cell, results, stop);
            }
        }
    }

    /// <summary>Whether frequencies of generated sequences are what it is measured from: of a sampler of one law <c>auto</c> has no other way beyond enumeration.</summary>
    private bool Estimates(ICell cell) => options.Method == KlMethod.Samples
        || (options.Method == KlMethod.Auto && HasOneLaw(cell) && !OutputDivergence.Check(cell).Possible && CheckSamples(cell).Possible);

    private static Feasibility OneLaw(ICell cell) =>
        Feasibility.No(Sampling.Neither(OutputDivergence.Check(cell).Reason ?? "", CheckSamples(cell).Reason ?? ""));

    /// <summary>A sampler that revises and takes no schedule, as on a grid of times: nothing is averaged over orders, so <c>kl</c> is that of its law.</summary>
    private static bool HasOneLaw(ICell cell) => cell.Find<ISampler>() is { Revises: true } && cell.Find<ISchedule>() is null;

    private static bool Conditions(ICell cell) => cell.Check<MarginalDivergence>("condition").Cost <= MarginalCost;

    private static void AddConditioned(ICell cell, IResults results, CancellationToken stop)
    {
        var (marginal, method) = cell.Derive<MarginalDivergence>(stop, "condition");
        results.Add("marginal", new Estimated(marginal.Total, marginal.StandardError) { Parts = marginal.Parts }, method, marginal.Samples, note: marginal.Note);
    }

    private static void AddOrdered(Derived<OrderedDivergence> kl, IResults results)
    {
        var (total, steps, error, samples, note) = kl.Value;
        note ??= double.IsPositiveInfinity(total) ? "a possible token is given probability 0" : null;
        results.Add("", new Estimated(total, error) { Parts = kl.Value.Parts }, kl.Method, samples, note: note);
        for (var t = 0; t < steps?.Length; t++)
        {
            results.Add("step", steps[t], kl.Method, samples: samples, index: t);
        }
    }

    private static void AddEstimate(ICell cell, WindowTally tally, IResults results, CancellationToken stop)
    {
        var p = DataWindows.Law(cell, 0, cell.Shape.Length, stop);
        var q = new double[p.Length];
        tally.Frequencies(0, q);
        var (value, error, note) = Estimate.Divergence(p, q, tally.Count, GeneratedSpace.Of(cell));
        if (HasOneLaw(cell))
        {
            results.Add("", value, "samples", error, tally.Count, note: note);
        }

        results.Add("marginal", value, "samples", error, tally.Count, note: note);
    }

    private static Feasibility CheckSamples(ICell cell) => Sampling.Check(cell) + DataWindows.Check(cell, cell.Shape.Length);

    private static Feasibility CheckExact(ICell cell) =>
        Cheapest(cell) is { } method
            ? cell.Check<OrderedDivergence>(method)
            : Feasibility.No($"there is no exact method: {string.Join("; ", Exact.Select(name => $"{name}: {cell.Check<OrderedDivergence>(name).Reason?.TrimEnd('.')}"))}");

    private static string? Cheapest(ICell cell) =>
        Exact.Where(name => cell.Check<OrderedDivergence>(name).Possible).MinBy(name => cell.Check<OrderedDivergence>(name).Cost);

    /// <summary>The method's name among the ways to derive the divergence, as written in results.</summary>
    private static string Derivation(KlMethod method) => method == KlMethod.CurveSamples ? "samples" : Name(method);

    private static string Name(KlMethod method) => method switch
    {
        KlMethod.Auto => "auto",
        KlMethod.Law => "law",
        KlMethod.Exact => "exact",
        KlMethod.Curve => "curve",
        KlMethod.CurveSamples => "curveSamples",
        KlMethod.Replay => "replay",
        KlMethod.Condition => "condition",
        _ => "samples",
    };
}
