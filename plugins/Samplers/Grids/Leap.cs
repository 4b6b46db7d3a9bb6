namespace Unmask.Plugins.Samplers;

/// <summary>What a move of a sampler on a grid of times is.</summary>
internal enum LeapKind
{
    /// <summary>A step, or the first stage of one that has two.</summary>
    First,

    /// <summary>The second stage of a step.</summary>
    Second,

    /// <summary>A Gibbs move at the earlier time; no time passes.</summary>
    Correction,
}

/// <summary>One step on a grid of times, from the later time to the earlier.</summary>
/// <param name="From">The later time, at which the score is read.</param>
/// <param name="To">The earlier time.</param>
/// <param name="Start"><c>B</c> at the later time.</param>
/// <param name="End"><c>B</c> at the earlier time.</param>
/// <param name="Rate"><c>β</c> at the later time.</param>
/// <param name="Kind">A whole step, or which part of one.</param>
internal readonly record struct Leap(double From, double To, double Start, double End, double Rate, LeapKind Kind = LeapKind.First)
{
    /// <summary>Reads a noise schedule at two times.</summary>
    public static Leap Of(INoiseSchedule noise, double from, double to, LeapKind kind = LeapKind.First) =>
        new(from, to, noise.Integral(from), noise.Integral(to), noise.Rate(from), kind);

    /// <summary>How much time passes, <c>h = From − To</c>.</summary>
    public double Length => From - To;

    /// <summary>How much noise is taken away, <c>Δ = B(From) − B(To)</c>.</summary>
    public double Noise => Start - End;
}
