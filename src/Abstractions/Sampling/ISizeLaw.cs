namespace Unmask;

/// <summary>A schedule that chooses only how many positions a step reveals; which ones is uniform (LC section 2).</summary>
/// <remarks>
/// <para>A plugin that implements only this is a schedule. Its error is a Riemann sum over the cross-entropy curve (T 1.6),
/// exact at any length, expectation over random sizes included; nothing is enumerated.</para>
/// <para>Contract: the law sums to 1 within 1e-9; sizes are between 1 and what is left; the same step and number left have the same
/// law, whatever was asked before. As a capability of a sampler that <see cref="ISampler.Idles"/> it may sum to less: the rest is the
/// probability that nothing is revealed, and the largest size may be 0. Thread-safe; allocates nothing once warm.</para>
/// </remarks>
[Section("schedule")]
public interface ISizeLaw : ICapable
{
    /// <summary>Writes the law of this step's size.</summary>
    /// <param name="step">The step in reveal order, 0-based.</param>
    /// <param name="left">How many positions are still masked, at least 1.</param>
    /// <param name="law">Receives <c>law[k−1] = P(size = k)</c>; shape [left], to be written up to the returned length.</param>
    /// <returns>The largest possible size, so of positive probability: all of <c>law[0 … returned−1]</c> was written.</returns>
    int Sizes(int step, int left, Span<double> law);
}
