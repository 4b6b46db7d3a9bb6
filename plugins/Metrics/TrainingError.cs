using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary><c>ε_train = Σ_t s_t [c(w_t) − h(w_t)]</c>, LC (7), in expectation over random sizes; nats per sequence.</summary>
/// <remarks>Thread-safe.</remarks>
[Plugin(
    "training-error",
    Summary = "The predictor's share of the error, sum of s_t (c - h)(w_t)",
    Equation = "Σ_t s_t (c − h)(w_t), w_t revealed before step t",
    Reference = "LC (7)")]
public sealed class TrainingError : IMetric
{
    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (SizeError.Check(cell).Reason is { } reason)
        {
            problems.Add(reason);
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var curve = cell.Derive<CrossEntropyCurve>(stop).Value;
        var error = ExpectedDivergence.TrainingError(curve, cell.Derive<SizeVisits>(stop).Value);
        results.Add("", error, SizeError.Method, note: double.IsInfinity(error) ? curve.Note : null);
    }
}
