using Unmask.Numerics;

namespace Unmask.Plugins.Processes.Noise;

/// <summary><c>B(t) = −ln(1 − (1 − epsilon) t)</c> on [0, 1]: the mask probability is <c>(1 − epsilon) t</c>.</summary>
/// <remarks>With epsilon 0, <c>B(1) = β(1) = ∞</c>: every token is masked at the end. Thread-safe.</remarks>
[Plugin(
    "log-linear",
    Summary = "The mask probability grows evenly with time",
    Equation = "B(t) = −ln(1 − (1 − epsilon) t), so that 1 − exp(−B(t)) = (1 − epsilon) t",
    Reference = "arXiv 2310.16834, 2406.07524")]
public sealed class LogLinear(EpsilonOptions options) : INoiseSchedule
{
    /// <inheritdoc/>
    public double End => 1;

    /// <inheritdoc/>
    public double Rate(double t) => (1 - options.Epsilon) / options.At(t).Left;

    /// <inheritdoc/>
    public double Integral(double t)
    {
        var (u, left) = options.At(t);
        return u < 0.5 ? -Logarithms.OnePlus(-u) : -Math.Log(left);
    }

    /// <inheritdoc/>
    public double Inverse(double b) => options.Time(-Logarithms.ExpMinusOne(-NoiseRange.Integral(b, Integral(1))));
}
