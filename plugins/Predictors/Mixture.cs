using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Predictors;

/// <summary>Options of <see cref="Mixture"/>.</summary>
/// <param name="Weight">Weight of the uniform law.</param>
public sealed record MixtureOptions([Description("Weight of the uniform law, a fraction"), Range(0.0, 1.0)] double Weight);

/// <summary>Another predictor mixed with the uniform law, <c>(1 − weight)·inner + weight/S</c>.</summary>
[Plugin(
    "mixture",
    Summary = "Another predictor mixed with the uniform law: (1 - weight) inner + weight / S",
    Equation = "p̂_i = (1 − weight) inner_i + weight / S",
    Example = """{"weight": 0.1}""")]
public sealed class Mixture(MixtureOptions options, [Component("exact"), Description("the predictor that is changed")] IMaskPredictor inner)
    : DistortedPredictor(inner, new MixtureMap(options.Weight));

/// <summary><c>f(row)_v = (1 − weight)·row_v + weight/S</c>. Immutable, so thread-safe.</summary>
/// <param name="weight">In [0, 1].</param>
internal sealed class MixtureMap(double weight) : IRowMap
{
    /// <inheritdoc/>
    public bool IsIdentity => weight == 0;

    /// <inheritdoc/>
    public void Map(ReadOnlySpan<double> exact, Span<double> row)
    {
        var uniform = weight / exact.Length;
        for (var v = 0; v < exact.Length; v++)
        {
            row[v] = ((1 - weight) * exact[v]) + uniform;
        }
    }
}
