using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Processes.Noise;

/// <summary>How far a schedule on [0, 1] stops from infinite noise.</summary>
/// <param name="Epsilon">The part of time that is left out at the end.</param>
public sealed record EpsilonOptions(
    [Range(0.0, 0.999)][Description("how far the end is from infinite noise; with 0 nothing survives at the end, B(1) = Infinity")] double Epsilon = 0.001)
{
    /// <summary>The time of the full schedule, <c>u = (1 − epsilon) t</c>, and <c>1 − u</c> without cancellation.</summary>
    internal (double U, double Left) At(double t) => ((1 - Epsilon) * NoiseRange.Time(t, 1), 1 - t + (Epsilon * t));

    /// <summary>The time t of a time u of the full schedule.</summary>
    internal double Time(double u) => Math.Min(u / (1 - Epsilon), 1);
}
