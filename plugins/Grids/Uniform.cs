namespace Unmask.Plugins.Grids;

/// <summary>Times even in t: <c>t_k = End·k/N</c>.</summary>
/// <remarks>Thread-safe; allocates nothing.</remarks>
[Plugin("uniform", Summary = "Times even in t", Equation = "t_k = End·k/N")]
public sealed class Uniform : ITimeGrid
{
    /// <inheritdoc/>
    public void Times(INoiseSchedule noise, Span<double> times, CancellationToken stop)
    {
        var steps = times.Length - 1;
        for (var k = 0; k <= steps; k++)
        {
            times[k] = k == steps ? noise.End : noise.End * k / steps;
        }
    }
}
