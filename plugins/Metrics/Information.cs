using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="Information"/>.</summary>
/// <param name="Method">Where the curves come from.</param>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record InformationOptions(
    [Description("where the curves come from; auto: the exact ones, else estimates")] CurveMethod Method = CurveMethod.Auto,
    [Range(2, 1e15)][Description("data sequences an estimated curve is made from; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// What the data's dependence amounts to, from its information curve h (T 1.2, T 1.6, T 1.12), nats: <c>information.entropy</c> =
/// <c>H(X) = Σ_w h(w)</c>, <c>.sum</c> = <c>Σ_i I(X_i; X_{−i})</c>, <c>.total-correlation</c> = <c>Σ_w [h(0) − h(w)]</c>,
/// <c>.dual-total-correlation</c> = <c>Σ_w [h(w) − h(L−1)]</c>, <c>.curve</c> = <c>h(w)</c>, and where there is a predictor,
/// <c>.cross-entropy</c> = <c>c(w)</c>.
/// </summary>
/// <remarks>
/// Where there is no exact curve, estimates along random orders (T 1.13), each with its standard error: h for a law with conditionals, c
/// for any law and predictor. What is known exactly is not estimated, so with the method <c>samples</c> an exact h stays. Thread-safe.
/// </remarks>
[Plugin(
    "information",
    Summary = "Entropy, information curve and correlations of the data; the predictor's cross-entropy curve",
    Equation = "h(w) = average over |W| = w, i not in W of H(X_i | X_W); H = Σ_w h(w); Σ_i I = Σ_i I(X_i; all others)",
    Reference = "T 1.6, T 1.12, T 1.13")]
public sealed class Information(InformationOptions options) : IMetric
{
    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (cell.Check<InformationCurve>().Reason is not { } exact)
        {
            return;
        }

        if (options.Method == CurveMethod.Exact)
        {
            problems.Add("method", $"'exact' cannot be computed here: {exact.TrimEnd('.')}. Try the method 'samples'.");
        }
        else if (cell.Check<EstimatedCurve>().Reason is { } samples)
        {
            problems.Add($"{exact.TrimEnd('.')}; from samples: {samples.TrimEnd('.')}.");
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        if (cell.Check<InformationCurve>().Possible)
        {
            AddExact(cell.Derive<InformationCurve>(stop), results);
        }
        else if (cell.Derive<EstimatedCurve>(stop) is { Value.Separates: true } estimate)
        {
            AddEstimated(estimate, results);
        }

        if (cell.Find<IMaskPredictor>() is null)
        {
            return;
        }

        if (options.Method != CurveMethod.Samples && cell.Check<CrossEntropyCurve>().Possible)
        {
            var (cross, method) = cell.Derive<CrossEntropyCurve>(stop);
            for (var w = 0; w < cross.Length; w++)
            {
                results.Add("cross-entropy", cross[w], method, index: w, note: double.IsInfinity(cross[w]) ? cross.Note : null);
            }
        }
        else if (options.Method != CurveMethod.Exact && cell.Check<EstimatedCurve>().Possible)
        {
            var (curve, method) = cell.Derive<EstimatedCurve>(stop);
            for (var w = 0; w < curve.Length; w++)
            {
                var (value, error) = curve.CrossEntropy(w);
                results.Add("cross-entropy", value, method, error, curve.Samples, w, double.IsInfinity(value) ? curve.Mean.Note : null);
            }
        }
    }

    private static void AddExact(Derived<InformationCurve> exact, IResults results)
    {
        var (curve, method) = exact;
        results.Add("entropy", curve.Entropy, method);
        results.Add("sum", curve.SumInformation, method);
        results.Add("total-correlation", curve.TotalCorrelation, method);
        results.Add("dual-total-correlation", curve.DualTotalCorrelation, method);
        for (var w = 0; w < curve.Length; w++)
        {
            results.Add("curve", curve[w], method, index: w);
        }
    }

    private static void AddEstimated(Derived<EstimatedCurve> estimate, IResults results)
    {
        var (curve, method) = estimate;
        var (mean, length) = (curve.Mean.Information, curve.Length);
        Add("entropy", mean.Entropy, _ => 1);
        Add("sum", mean.SumInformation, w => length * (At(w, 0) - At(w, length - 1)));
        Add("total-correlation", mean.TotalCorrelation, w => (length * At(w, 0)) - 1);
        Add("dual-total-correlation", mean.DualTotalCorrelation, w => 1 - (length * At(w, length - 1)));
        for (var w = 0; w < length; w++)
        {
            var (value, error) = curve.Information(w);
            results.Add("curve", value, method, error, curve.Samples, w);
        }

        static int At(int w, int there) => w == there ? 1 : 0;

        void Add(string name, double value, Func<int, double> weight) => results.Add(
            name, curve.Linear(value, [.. Enumerable.Range(0, length).Select(weight)], null), method, curve.Samples);
    }
}
