namespace Unmask;

/// <summary>How fast a forward process runs: a rate <c>β(t) ≥ 0</c> on <c>0 ≤ t ≤ End</c>, t = 0 data, t = End noise (K section 2).</summary>
/// <remarks>
/// <para>A process sees time only through <c>B(t) = ∫_0^t β</c>. What is derived from it is in <see cref="NoiseExtensions"/>.</para>
/// <para>Contract: <c>B(0) = 0</c>, B never falls, <c>B(End) &gt; 0</c>. B is finite before the end; at it, B and the rate may be infinite:
/// nothing survives then.</para>
/// <para>Thread-safe; allocates nothing.</para>
/// </remarks>
[Section("noise")]
public interface INoiseSchedule : ICapable
{
    /// <summary>The time at which noise is reached, above 0 and finite; 1 in most papers.</summary>
    double End { get; }

    /// <summary>The rate <c>β(t)</c>; where it jumps, that of the time after.</summary>
    /// <param name="t">The time, 0 to <see cref="End"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="t"/> is no such time.</exception>
    double Rate(double t);

    /// <summary>The integrated rate <c>B(t)</c>.</summary>
    /// <param name="t">The time, 0 to <see cref="End"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="t"/> is no such time.</exception>
    double Integral(double t);

    /// <summary>The first time at which the integrated rate is b.</summary>
    /// <param name="b">0 to <c>B(End)</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="b"/> is not reached.</exception>
    double Inverse(double b);
}
