namespace Unmask.Plugins.Grids;

/// <summary>Times between which equal noise is added: <c>B(t_k) = B(End)·k/N</c>.</summary>
/// <remarks>Thread-safe; allocates nothing.</remarks>
[Plugin("equal-noise", Summary = "Times even in the integrated rate B", Equation = "B(t_k) = B(End)·k/N")]
public sealed class EqualNoise(INoiseSchedule? noise) : ITimeGrid, IValidates
{
    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => FiniteNoise.Validate(noise, problems);

    /// <inheritdoc/>
    public void Times(INoiseSchedule noise, Span<double> times, CancellationToken stop)
    {
        var (steps, total) = (times.Length - 1, FiniteNoise.Total(noise));
        for (var k = 0; k < steps; k++)
        {
            times[k] = noise.Inverse(total * k / steps);
        }

        times[steps] = noise.End;
    }
}
