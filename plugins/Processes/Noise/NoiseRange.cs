namespace Unmask.Plugins.Processes.Noise;

/// <summary>What a noise schedule may be asked.</summary>
internal static class NoiseRange
{
    /// <summary>The time itself, if it is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double Time(double t, double end) => t >= 0 && t <= end
        ? t
        : throw new ArgumentOutOfRangeException(nameof(t), t, $"Got the time {t}; expected 0 to {end}.");

    /// <summary>The integrated rate itself, if it is reached.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double Integral(double b, double most) => b >= 0 && b <= most
        ? b
        : throw new ArgumentOutOfRangeException(nameof(b), b, $"Got an integrated rate of {b}; expected 0 to {most}.");
}
