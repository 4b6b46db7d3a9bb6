using Unmask;
using Unmask.Testing;

namespace MyPlugins.Tests;

/// <summary>The contract of a metric, and what makes this one a distance; inherited tests do the rest.</summary>
public sealed class PluginNameTests : MetricConformance
{
    protected override IReadOnlyCollection<string> ZeroOnEqualLaws => Names;

    protected override IReadOnlyCollection<string> Symmetric => Names;

    protected override IReadOnlyCollection<string> TriangleInequality => Names;

    protected override IMetric Create(ICell cell) => new PluginName(new PluginNameOptions());
}
