using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="TrainingError"/>.</summary>
/// <param name="Method">Where the curve comes from.</param>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record TrainingErrorOptions(
    [Description("where the curve comes from; auto: the exact one, else an estimate")] CurveMethod Method = CurveMethod.Auto,
    [Range(2, 1e15)][Description("data sequences an estimated curve is made from; the sampler's number if absent")] long? Samples = null);

/// <summary><c>ε_train = Σ_t s_t [c(w_t) − h(w_t)]</c>, LC (7), in expectation over random sizes; nats per sequence.</summary>
/// <remarks>Where there is no exact curve, an estimate along random orders (T 1.13), with its standard error. Thread-safe.</remarks>
[Plugin(
    "training-error",
    Summary = "The predictor's share of the error, sum of s_t (c - h)(w_t)",
    Equation = "Σ_t s_t (c − h)(w_t), w_t revealed before step t",
    Reference = "LC (7), T 1.13")]
[Better(Better.Smaller)]
public sealed class TrainingError(TrainingErrorOptions options) : IMetric
{
    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        var feasible = SizeError.Check(cell, options.Method);
        if ((SizeError.IsExact(cell, options.Method) ? feasible : feasible + SizeError.Separates(cell)).Reason is { } reason)
        {
            problems.Add(reason);
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var visits = cell.Derive<SizeVisits>(stop).Value;
        if (SizeError.IsExact(cell, options.Method))
        {
            var curve = cell.Derive<CrossEntropyCurve>(stop).Value;
            var error = ExpectedDivergence.TrainingError(curve, visits);
            results.Add("", error, SizeError.Method, note: double.IsInfinity(error) ? curve.Note : null);
            return;
        }

        var (estimate, method) = cell.Derive<EstimatedCurve>(stop);
        var value = EstimatedDivergence.TrainingError(estimate, visits);
        results.Add("", value, method, estimate.Samples, note: double.IsInfinity(value.Value) ? estimate.Mean.Note : null);
    }
}
