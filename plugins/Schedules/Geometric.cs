using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>Of what <see cref="Geometric"/> reveals a fraction.</summary>
public enum FractionOf
{
    /// <summary>Of what is left: large steps first.</summary>
    Left,

    /// <summary>Of what is revealed: small steps first.</summary>
    Revealed,
}

/// <summary>Options of <see cref="Geometric"/>.</summary>
/// <param name="Ratio">The fraction c.</param>
/// <param name="Of">Of what.</param>
public sealed record GeometricOptions(
    [Range(1e-9, 1e9)][Description("the fraction c revealed by a step: the error is at most c times TC, or DTC")] double Ratio,
    [Description("of what is left (error at most c TC), or of what is revealed (error at most c DTC)")] FractionOf Of = FractionOf.Left);

/// <summary>
/// Each step reveals a fraction c of what is left, <c>s = 1 + ⌊c (left − 1)⌋</c>, so that <c>KL ≤ c TC + ε_train</c>; or of what is revealed,
/// <c>s = 1 + ⌊c (revealed + 1)⌋</c>, so that <c>KL ≤ c DTC + ε_train</c> (T 1.14).
/// </summary>
/// <remarks>
/// <para>So an error ε needs one number of the data only: <c>c = ε/TC</c> or <c>ε/DTC</c>, in about <c>log(L)/c</c> steps. Schedules with this
/// property are in arXiv 2511.04647, geometric ones in arXiv 2510.25544; this form and its bound are T 1.14's.</para>
/// <para>Thread-safe; keeps nothing between calls.</para>
/// </remarks>
[Plugin(
    "geometric",
    Summary = "A fraction of what is left, or of what is revealed: needs only TC or DTC",
    Equation = "s = 1 + ⌊c (left − 1)⌋ with kl ≤ c TC + ε_train, or s = 1 + ⌊c (revealed + 1)⌋ with kl ≤ c DTC + ε_train",
    Reference = "T 1.14; arXiv 2511.04647, 2510.25544",
    Example = """{"ratio": 0.25}""")]
public sealed class Geometric(GeometricOptions options, Shape shape) : ISizeLaw
{
    /// <inheritdoc/>
    public int Sizes(int step, int left, Span<double> law)
    {
        var share = options.Ratio * (options.Of == FractionOf.Left ? left - 1 : shape.Length - left + 1);
        return CertainSize.Write(1 + (int)Math.Min(share, left - 1), left, law);
    }
}
