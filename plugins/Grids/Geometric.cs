using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Grids;

/// <summary>Options of <see cref="Geometric"/>.</summary>
/// <param name="First">The first time above 0, as a part of the end.</param>
public sealed record GeometricOptions(
    [Range(1e-300, 1.0, MaximumIsExclusive = true)][Description("the first time above 0, as a part of the noise's end; the times grow from it by one factor")] double First = 0.01);

/// <summary>Times that are ever closer toward the data: <c>t_0 = 0</c>, <c>t_k = End·first^((N−k)/(N−1))</c>.</summary>
/// <remarks>Reverse rates grow like 1/t there under the masked process. Thread-safe; allocates nothing.</remarks>
[Plugin(
    "geometric",
    Summary = "Times ever closer toward the data, by one factor",
    Equation = "t_k = End·first^((N−k)/(N−1)), t_0 = 0",
    Example = """{"first": 0.01}""")]
public sealed class Geometric(GeometricOptions options) : ITimeGrid
{
    /// <inheritdoc/>
    public void Times(INoiseSchedule noise, Span<double> times, CancellationToken stop)
    {
        var steps = times.Length - 1;
        times[0] = 0;
        for (var k = 1; k < steps; k++)
        {
            times[k] = noise.End * Math.Pow(options.First, (double)(steps - k) / (steps - 1));
        }

        times[steps] = noise.End;
    }
}
