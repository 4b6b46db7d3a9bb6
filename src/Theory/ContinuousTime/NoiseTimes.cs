namespace Unmask.Theory;

/// <summary>The noise as a change of time: <c>B(t) = ∫_0^t β</c> and back.</summary>
/// <param name="End">The time T at which the noise ends, above 0.</param>
/// <param name="Integral">B(t), from 0 at t = 0, never decreasing; may be infinite at the end.</param>
/// <param name="Inverse">A time t with <c>B(t) = b</c>, for b from 0 to B(T).</param>
public sealed record NoiseTimes(double End, Func<double, double> Integral, Func<double, double> Inverse);
