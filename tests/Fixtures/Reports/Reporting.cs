using Unmask;

namespace Fixture;

/// <summary>A metric that needs nothing and tells what it sees of the world around it.</summary>
public abstract class Reporting : IMetric
{
    public void Check(ICell cell, Problems problems)
    {
    }

    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        foreach (var (name, value) in Facts())
        {
            results.Add(name, value, "seen");
        }
    }

    protected abstract IEnumerable<(string Name, double Value)> Facts();
}
