namespace Unmask;

/// <summary>Times at which a sampler of a continuous-time chain stops to look, <c>t_0 = 0 &lt; t_1 &lt; … &lt; t_N = End</c>.</summary>
/// <remarks>An option of such samplers, not a section of a pipeline. Thread-safe.</remarks>
[Section("grid")]
public interface ITimeGrid : ICapable
{
    /// <summary>The times; the sampler starts at the last and ends at the first. Called once for each number of steps.</summary>
    /// <param name="noise">The noise schedule.</param>
    /// <param name="times">Receives them, ascending, the first 0 and the last <see cref="INoiseSchedule.End"/>; shape [N + 1].</param>
    /// <param name="stop">Cancels a long computation.</param>
    void Times(INoiseSchedule noise, Span<double> times, CancellationToken stop);
}
