using Unmask.Numerics;

namespace Unmask;

/// <summary>What a noise schedule means for one token of the masked process, without cancellation. Pure functions.</summary>
public static class NoiseExtensions
{
    /// <summary>The probability that a token is still itself at time t, <c>e^{−B(t)}</c>.</summary>
    public static double Survival(this INoiseSchedule noise, double t) => Math.Exp(-noise.Integral(t));

    /// <summary>The probability that a token is masked at time t, <c>1 − e^{−B(t)}</c>.</summary>
    public static double MaskProbability(this INoiseSchedule noise, double t) => -Logarithms.ExpMinusOne(-noise.Integral(t));

    /// <summary>
    /// The probability that a token masked at time t was itself at an earlier time s: the reverse process reveals it in between,
    /// <c>(e^{−B(s)} − e^{−B(t)}) / (1 − e^{−B(t)}) = e^{−B(s)} (1 − e^{−(B(t) − B(s))}) / (1 − e^{−B(t)})</c>.
    /// </summary>
    /// <param name="noise">The schedule.</param>
    /// <param name="s">The earlier time, at most t.</param>
    /// <param name="t">The later time; 1 is returned where nothing is masked by then.</param>
    public static double RevealProbability(this INoiseSchedule noise, double s, double t)
    {
        var (early, late) = (noise.Integral(s), noise.Integral(t));
        return late == 0 ? 1 : early == late ? 0 : Math.Exp(-early) * Logarithms.ExpMinusOne(early - late) / Logarithms.ExpMinusOne(-late);
    }
}
