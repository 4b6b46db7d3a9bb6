namespace Unmask.Testing;

/// <summary>Noise at a constant rate, <c>B(t) = rate · t</c>. Immutable, so thread-safe.</summary>
/// <param name="rate">β, above 0.</param>
/// <param name="end">The time at which it ends, above 0.</param>
public sealed class ConstantNoise(double rate = 3, double end = 1) : INoiseSchedule
{
    /// <inheritdoc/>
    public double End => end;

    /// <inheritdoc/>
    public double Rate(double t) => rate;

    /// <inheritdoc/>
    public double Integral(double t) => rate * t;

    /// <inheritdoc/>
    public double Inverse(double b) => b / rate;
}
