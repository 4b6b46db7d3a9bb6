using Unmask;
using Unmask.Testing;

namespace Samples.Tests;

/// <summary>The contract of a metric of two values.</summary>
public sealed class KeptInformationTests : MetricConformance
{
    protected override IReadOnlyCollection<string> Names => ["", "changed"];

    protected override IMetric Create(ICell cell) => new KeptInformation(new KeptInformationOptions());
}
