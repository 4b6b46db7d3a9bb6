using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Processes.Noise;

/// <summary>Options of <see cref="Constant"/>.</summary>
/// <param name="Rate">The rate, per unit of time.</param>
/// <param name="End">The time of noise.</param>
public sealed record ConstantOptions(
    [Range(1e-9, 1e9)][Description("the rate, per unit of time")] double Rate,
    [Range(1e-9, 1e9)][Description("the time at which noise is reached")] double End = 1);

/// <summary><c>β(t) = rate</c>, <c>B(t) = rate·t</c>. Thread-safe.</summary>
[Plugin(
    "constant",
    Summary = "The same rate at all times",
    Equation = "B(t) = rate t",
    Reference = "K section 2",
    Example = """{"rate": 5}""")]
public sealed class Constant(ConstantOptions options) : INoiseSchedule
{
    /// <inheritdoc/>
    public double End => options.End;

    /// <inheritdoc/>
    public double Rate(double t)
    {
        NoiseRange.Time(t, End);
        return options.Rate;
    }

    /// <inheritdoc/>
    public double Integral(double t) => options.Rate * NoiseRange.Time(t, End);

    /// <inheritdoc/>
    public double Inverse(double b) => Math.Min(NoiseRange.Integral(b, Integral(End)) / options.Rate, End);
}
