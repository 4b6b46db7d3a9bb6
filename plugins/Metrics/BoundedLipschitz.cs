using Unmask.Plugins.Metrics.Transport;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>
/// The bounded Lipschitz distance <c>sup |E_p ψ − E_q ψ|</c> over <c>|ψ| ≤ 1</c> with <c>|ψ(x) − ψ(y)| ≤ d(x, y)</c>, d the Hamming distance. K Table 2.
/// </summary>
/// <remarks>
/// A linear programme over ψ, its constraints on the edges of the Hamming graph; solved as its dual, a flow (<see cref="SequenceTransport.Bounded"/>), so it is the
/// W1 distance under <c>min(d, 2)</c>, and W1 itself up to two positions. Exact laws only; <c>bounded-lipschitz.gap</c> is how far the true value can lie above. Thread-safe.
/// </remarks>
[Plugin(
    "bounded-lipschitz",
    Summary = "Bounded Lipschitz distance over the Hamming graph, between exact laws",
    Equation = "sup |E_p ψ − E_q ψ| over |ψ| ≤ 1 and |ψ(x) − ψ(y)| ≤ Hamming(x, y); .gap: how far above the true value can lie",
    Notes = "Between up to some 250,000 sequences whose laws can be enumerated. Beyond that take w1 or mmd, which have estimates; w1 is at least as large.",
    Reference = "K Table 2")]
[Better(Better.Smaller, "")]
public sealed class BoundedLipschitz : IMetric, IIntegralMetric
{
    /// <summary>The largest value of a test function.</summary>
    private const double Largest = 1;

    /// <inheritdoc/>
    public double Constant(ICell cell) => MetricConstant.BoundedLipschitz;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        var shape = GeneratedSpace.Of(cell);
        if ((BothLaws.Check(cell) + SequenceTransport.Check(shape, Ground(shape), Largest)).Reason is { } reason)
        {
            problems.Add($"it is of exact laws only: {reason.TrimEnd('.')}. Try 'w1', which is at least as large, or 'mmd': both can be estimated from samples.");
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var (shape, p, q, method) = BothLaws.Of(cell, stop);
        var exact = SequenceTransport.Bounded(shape, p, q, Ground(shape), Largest, stop);
        results.Add("", exact.Cost, method);
        results.Add("gap", exact.Gap, method);
    }

    private static HammingGround Ground(Shape shape) => new(shape.States);
}
