using System.ComponentModel;
using Unmask;

namespace MyPlugins;

/// <summary>Options of <see cref="PluginName"/>.</summary>
/// <param name="Squared">Whether to report the square.</param>
public sealed record PluginNameOptions([Description("Report the squared distance")] bool Squared = false);

/// <summary>The Hellinger distance of the data and the generated law, <c>H = sqrt(½ Σ_x (√p(x) − √q(x))²)</c>, between 0 and 1.</summary>
/// <remarks>
/// Exact, where both laws can be enumerated. <c>H² ≤ tv ≤ √2 H</c>; unlike a divergence it is finite whatever cannot be generated.
/// Thread-safe.
/// </remarks>
[Plugin(
    "plugin-name",
    Summary = "Hellinger distance between data and generated law",
    Equation = "H = sqrt(1/2 sum_x (sqrt p(x) - sqrt q(x))²)")]
[Better(Better.Smaller)]
public sealed class PluginName(PluginNameOptions options) : IMetric
{
    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if ((cell.Check<DataLaw>() + cell.Check<GeneratedLaw>()).Reason is { } reason)
        {
            problems.Add(reason);
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var p = cell.Derive<DataLaw>(stop).Value.Probabilities;
        var (generated, method) = cell.Derive<GeneratedLaw>(stop);
        var sum = 0.0;
        for (var x = 0; x < p.Length; x++)
        {
            var difference = Math.Sqrt(p[x]) - Math.Sqrt(generated.Probabilities[x]);
            sum += difference * difference;
        }

        results.Add("", options.Squared ? sum / 2 : Math.Sqrt(sum / 2), method);
    }
}
