using Unmask.Numerics;

namespace Unmask.Plugins.Processes.Noise;

/// <summary><c>B(t) = −ln cos((π/2)(1 − epsilon) t)</c> on [0, 1]: survival falls as a quarter of a cosine.</summary>
/// <remarks>With epsilon 0, <c>B(1) = β(1) = ∞</c>: every token is masked at the end. Thread-safe.</remarks>
[Plugin(
    "cosine",
    Summary = "Survival falls as a quarter of a cosine",
    Equation = "B(t) = −ln cos((π/2) (1 − epsilon) t)",
    Reference = "arXiv 2202.04200, 2406.04329")]
public sealed class Cosine(EpsilonOptions options) : INoiseSchedule
{
    private const double Quarter = Math.PI / 2;

    /// <inheritdoc/>
    public double End => 1;

    /// <inheritdoc/>
    public double Rate(double t)
    {
        // tan(πu/2) = cos(π(1−u)/2) / sin(π(1−u)/2), which keeps its digits towards the end.
        var (u, left) = options.At(t);
        return Quarter * (1 - options.Epsilon) * (u < 0.5 ? Math.Tan(Quarter * u) : Math.Cos(Quarter * left) / Math.Sin(Quarter * left));
    }

    /// <inheritdoc/>
    public double Integral(double t)
    {
        // −ln cos x = −½ ln(1 − sin² x); and cos(πu/2) = sin(π(1−u)/2).
        var (u, left) = options.At(t);
        var sine = Math.Sin(Quarter * u);
        return u < 0.5 ? -0.5 * Logarithms.OnePlus(-sine * sine) : -Math.Log(Math.Sin(Quarter * left));
    }

    /// <inheritdoc/>
    public double Inverse(double b) =>
        options.Time(Math.Atan(Math.Sqrt(Logarithms.ExpMinusOne(2 * NoiseRange.Integral(b, Integral(1))))) / Quarter);
}
