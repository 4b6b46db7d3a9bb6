using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Predictors;

/// <summary>Options of <see cref="Tempered"/>.</summary>
/// <param name="Temperature">Below 1 sharper, above 1 flatter.</param>
public sealed record TemperedOptions([Description("Temperature, above 0: below 1 sharper, above 1 flatter"), Range(1e-6, 1e6)] double Temperature);

/// <summary>Another predictor at a temperature, <c>∝ inner^{1/temperature}</c>; what is impossible stays so.</summary>
[Plugin(
    "tempered",
    Summary = "Another predictor at a temperature: proportional to inner^(1 / temperature)",
    Equation = "p̂_i ∝ inner_i^(1 / temperature)",
    Example = """{"temperature": 1.5}""")]
public sealed class Tempered(TemperedOptions options, [Component("exact"), Description("the predictor that is changed")] IMaskPredictor inner)
    : DistortedPredictor(inner, new TemperedMap(options.Temperature));

/// <summary><c>f(row)_v ∝ row_v^{1/τ}</c>, computed as <c>exp((log row_v − log max)/τ)</c>, so nothing overflows. Immutable, so thread-safe.</summary>
/// <param name="temperature">τ, above 0.</param>
internal sealed class TemperedMap(double temperature) : IRowMap
{
    /// <inheritdoc/>
    public bool IsIdentity => temperature == 1;

    /// <inheritdoc/>
    public void Map(ReadOnlySpan<double> exact, Span<double> row)
    {
        var largest = 0.0;
        foreach (var value in exact)
        {
            largest = Math.Max(largest, value);
        }

        var sum = 0.0;
        for (var v = 0; v < exact.Length; v++)
        {
            row[v] = exact[v] > 0 ? Math.Exp(Math.Log(exact[v] / largest) / temperature) : 0;
            sum += row[v];
        }

        for (var v = 0; v < row.Length; v++)
        {
            row[v] /= sum;
        }
    }
}
