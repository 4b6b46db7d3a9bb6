using Unmask.Numerics;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// The bound of a process that draws tokens anew, in closed form. Masked: <c>h = 1/(e^b − 1)</c>, the rate itself, with the integral <c>log(1 − e^{−b})</c>.
/// Without a mask: <c>h = 1/(1 − e^{−b})</c>, with the integral <c>log(e^b − 1)</c>.
/// </summary>
/// <remarks>
/// Without a mask, given the data symbol a ≠ x_i: <c>Σ_v π_x k(v|a)/k(x|a) = 1/(1 − e^{−b})</c>, v = x_i included; given a = x_i it is less.
/// </remarks>
internal sealed class ClosedBound(bool hasMask) : RateBound
{
    /// <inheritdoc/>
    public override double Density(double b) => hasMask ? 1 / Logarithms.ExpMinusOne(b) : -1 / Logarithms.ExpMinusOne(-b);

    /// <inheritdoc/>
    public override double Next(double b, double factor, double wait)
    {
        if (hasMask)
        {
            return -LogOneMinusExp(LogOneMinusExp(-b) - (wait / factor));
        }

        var clock = b + LogOneMinusExp(-b) - (wait / factor);
        return clock > 0 ? clock + Logarithms.OnePlus(Math.Exp(-clock)) : Logarithms.OnePlus(Math.Exp(clock));
    }

    /// <summary><c>log(1 − e^x)</c> of x ≤ 0; its own inverse.</summary>
    private static double LogOneMinusExp(double x) => x > -0.7 ? Math.Log(-Logarithms.ExpMinusOne(x)) : Logarithms.OnePlus(-Math.Exp(x));
}
