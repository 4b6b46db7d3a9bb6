using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;

namespace Unmask.Plugins.Processes.Noise;

/// <summary>Options of <see cref="Geometric"/>.</summary>
/// <param name="Minimum">The scale of the noise at time 0.</param>
/// <param name="Maximum">The scale at time 1.</param>
public sealed record GeometricOptions(
    [Range(1e-9, 1e9)][Description("the scale of the noise at time 0")] double Minimum,
    [Range(1e-9, 1e9)][Description("its scale at time 1, above the minimum: B(1) is the difference")] double Maximum);

/// <summary><c>B(t) = minimum·((maximum/minimum)^t − 1)</c> on [0, 1]: the scale of the noise grows by the same factor in equal times. Thread-safe.</summary>
[Plugin(
    "geometric",
    Summary = "Noise whose scale grows by the same factor in equal times",
    Equation = "B(t) = minimum ((maximum / minimum)^t − 1)",
    Reference = "arXiv 2310.16834",
    Example = """{"minimum": 0.001, "maximum": 10}""")]
public sealed class Geometric(GeometricOptions options) : INoiseSchedule, IValidates
{
    private readonly double _growth = Math.Log(options.Maximum / options.Minimum);

    /// <inheritdoc/>
    public double End => 1;

    /// <inheritdoc/>
    public double Rate(double t) => options.Minimum * _growth * Math.Exp(_growth * NoiseRange.Time(t, 1));

    /// <inheritdoc/>
    public double Integral(double t) => options.Minimum * Logarithms.ExpMinusOne(_growth * NoiseRange.Time(t, 1));

    /// <inheritdoc/>
    public double Inverse(double b) => Math.Min(Logarithms.OnePlus(NoiseRange.Integral(b, Integral(1)) / options.Minimum) / _growth, 1);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (options.Maximum <= options.Minimum)
        {
            problems.Add("maximum", $"got {options.Maximum}; expected more than the minimum, {options.Minimum}.");
        }
    }
}
