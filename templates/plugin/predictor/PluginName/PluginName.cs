using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;

namespace MyPlugins;

/// <summary>Options of <see cref="PluginName"/>.</summary>
/// <param name="Spacing">The distance between neighbouring values of a logit.</param>
public sealed record PluginNameOptions(
    [Range(0.0, 10.0, MinimumIsExclusive = true), Description("Distance between neighbouring values of a logit, nats")] double Spacing = 0.25);

/// <summary>Another predictor with its logits in low precision: <c>p̂ ∝ exp(spacing · round(log p / spacing))</c>.</summary>
/// <remarks>
/// What is impossible stays impossible. Each row is distorted by itself, so on top of the exact conditionals the predictor is an
/// <see cref="IRowMap"/>, and its error is exact at any length. Thread-safe; allocates nothing.
/// </remarks>
[Plugin(
    "plugin-name",
    Summary = "Another predictor with its logits rounded to multiples of a spacing",
    Equation = "p̂_i ∝ exp(spacing · round(log inner_i / spacing))")]
public sealed class PluginName(PluginNameOptions options, [Component("exact")] IMaskPredictor inner) : IMaskPredictor, IRowMap
{
    /// <inheritdoc/>
    /// <remarks>A row map is a map of the exact conditionals: offered only where the predictor inside gives those.</remarks>
    public T? Find<T>() where T : class =>
        typeof(T) == typeof(IRowMap) && inner.Find<IRowMap>() is not { IsIdentity: true } ? null : this as T;

    /// <inheritdoc/>
    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        inner.Predict(query, rows, stop);
        for (var k = 0; k < query.Rows; k++)
        {
            var row = rows.Slice(k * query.Shape.States, query.Shape.States);
            Map(row, row);
        }
    }

    /// <inheritdoc/>
    public void Map(ReadOnlySpan<double> exact, Span<double> row)
    {
        var total = 0.0;
        for (var v = 0; v < exact.Length; v++)
        {
            row[v] = Math.Exp(options.Spacing * Math.Round(Math.Log(exact[v]) / options.Spacing));
            total += row[v];
        }

        for (var v = 0; v < row.Length; v++)
        {
            row[v] /= total;
        }
    }
}
