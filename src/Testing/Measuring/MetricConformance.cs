namespace Unmask.Testing;

/// <summary>The contract of <see cref="IMetric"/>, a test for each sentence, on small cells.</summary>
/// <example><code>
/// public sealed class MyDistanceTests : MetricConformance
/// {
///     protected override IMetric Create(ICell cell) => new MyDistance(new MyDistanceOptions());
///
///     protected override IReadOnlyCollection&lt;string&gt; ZeroOnEqualLaws => Names;
/// }
/// </code></example>
public abstract class MetricConformance
{
    /// <summary>Creates the metric, a new instance at each call.</summary>
    /// <param name="cell">The cell it is to measure: where its constructor takes components, they are found there.</param>
    protected abstract IMetric Create(ICell cell);

    /// <summary>The names of the values it may report, below its label; empty is the metric's own value.</summary>
    protected virtual IReadOnlyCollection<string> Names => [""];

    /// <summary>Those of its values that are 0 where the generated law is the data law.</summary>
    protected virtual IReadOnlyCollection<string> ZeroOnEqualLaws => [];

    /// <summary>Those of its values that stay the same when the two laws change places.</summary>
    protected virtual IReadOnlyCollection<string> Symmetric => [];

    /// <summary>Those of its values for which a way round is never shorter: <c>d(p, r) ≤ d(p, q) + d(q, r)</c>.</summary>
    protected virtual IReadOnlyCollection<string> TriangleInequality => [];
}
