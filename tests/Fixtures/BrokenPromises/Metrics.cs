using Unmask;

namespace Fixture;

/// <summary>Names its values as told, once for each name.</summary>
[Plugin("says")]
public sealed class Says(SaysOptions options) : IMetric
{
    public void Check(ICell cell, Problems problems)
    {
        if (options.Throws)
        {
            throw new InvalidOperationException("cannot say");
        }
    }

    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        foreach (var name in options.Names ?? [])
        {
            results.Add(name, 1, options.Method);
        }
    }
}

public sealed record SaysOptions(string[]? Names = null, string Method = "exact", bool Throws = false);
