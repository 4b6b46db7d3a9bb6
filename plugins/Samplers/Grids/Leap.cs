namespace Unmask.Plugins.Samplers;

/// <summary>One step on a grid of times, from the later time to the earlier.</summary>
/// <param name="From">The later time, at which the score is read.</param>
/// <param name="To">The earlier time.</param>
/// <param name="Start"><c>B</c> at the later time.</param>
/// <param name="End"><c>B</c> at the earlier time.</param>
/// <param name="Rate"><c>β</c> at the later time.</param>
internal readonly record struct Leap(double From, double To, double Start, double End, double Rate)
{
    /// <summary>Reads a noise schedule at two times.</summary>
    public static Leap Of(INoiseSchedule noise, double from, double to) => new(from, to, noise.Integral(from), noise.Integral(to), noise.Rate(from));

    /// <summary>How much time passes, <c>h = From − To</c>.</summary>
    public double Length => From - To;

    /// <summary>How much noise is taken away, <c>Δ = B(From) − B(To)</c>.</summary>
    public double Noise => Start - End;
}
