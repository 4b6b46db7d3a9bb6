using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Processes.Noise;

/// <summary>Options of <see cref="Linear"/>.</summary>
/// <param name="Minimum">The rate at time 0.</param>
/// <param name="Maximum">The rate at the end.</param>
/// <param name="End">The time of noise.</param>
public sealed record LinearOptions(
    [Range(0.0, 1e9)][Description("the rate at time 0")] double Minimum,
    [Range(1e-9, 1e9)][Description("the rate at the end, at least the minimum")] double Maximum,
    [Range(1e-9, 1e9)][Description("the time at which noise is reached")] double End = 1);

/// <summary>
/// <c>β(t) = minimum + (maximum − minimum) t/end</c>, <c>B(t) = minimum·t + (maximum − minimum) t²/(2 end)</c>. Thread-safe.
/// </summary>
[Plugin(
    "linear",
    Summary = "A rate that grows evenly from a minimum to a maximum",
    Equation = "B(t) = minimum t + (maximum − minimum) t² / (2 end)",
    Reference = "arXiv 2107.03006",
    Example = """{"minimum": 0.1, "maximum": 20}""")]
public sealed class Linear(LinearOptions options) : INoiseSchedule, IValidates
{
    private readonly double _half = (options.Maximum - options.Minimum) / (2 * options.End);

    /// <inheritdoc/>
    public double End => options.End;

    /// <inheritdoc/>
    public double Rate(double t) => options.Minimum + (2 * _half * NoiseRange.Time(t, End));

    /// <inheritdoc/>
    public double Integral(double t) => NoiseRange.Time(t, End) * (options.Minimum + (_half * t));

    /// <inheritdoc/>
    public double Inverse(double b)
    {
        // The root of half·t² + minimum·t = b in the form that does not subtract.
        var root = Math.Sqrt((options.Minimum * options.Minimum) + (4 * _half * NoiseRange.Integral(b, Integral(End))));
        return b == 0 ? 0 : Math.Min(2 * b / (options.Minimum + root), End);
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (options.Maximum < options.Minimum)
        {
            problems.Add("maximum", $"got {options.Maximum}; expected at least the minimum, {options.Minimum}.");
        }
    }
}
