using Unmask.Host.Runs;
using Unmask.Numerics;

namespace Unmask.Host.Comparing;

/// <summary>One value of one comparand at one place: of one seed, or of several.</summary>
/// <param name="Seeds">The value of each seed, at least one.</param>
internal sealed record Measured(IReadOnlyList<KeyValuePair<string, MetricValue>> Seeds)
{
    /// <summary>True if nothing was sampled.</summary>
    public bool IsExact => Seeds.All(seed => seed.Value is { Samples: null, Error: null } && seed.Value.Value.Equals(Seeds[0].Value.Value));

    /// <summary>The value, or its mean over seeds.</summary>
    public double Value => IsExact ? Seeds[0].Value.Value : Sum.Of([.. Seeds.Select(seed => seed.Value.Value)]) / Seeds.Count;

    /// <summary>Its standard error: of its samples, or over seeds where there are several; null where it is exact, or has none.</summary>
    public double? Error => IsExact || !double.IsFinite(Value) ? null : Seeds.Count == 1 ? Seeds[0].Value.Error : OverSeeds([.. Seeds.Select(seed => seed.Value.Value)]);

    /// <summary>The degrees of freedom of <see cref="Error"/>.</summary>
    public double Freedom => Seeds.Count > 1 ? Seeds.Count - 1
        : Seeds[0].Value is { Parts: { Count: < SampleGroups.Most } parts } ? parts.Count - 1 : Math.Max(1, (Seeds[0].Value.Samples ?? 2) - 1);

    /// <summary>The standard error of a mean over seeds, <c>√(Σ(x − x̄)²/(N − 1)/N)</c>.</summary>
    public static double OverSeeds(double[] values)
    {
        var mean = Sum.Of(values) / values.Length;
        return Math.Sqrt(Sum.Of(Array.ConvertAll(values, value => (value - mean) * (value - mean))) / (values.Length - 1) / values.Length);
    }
}
