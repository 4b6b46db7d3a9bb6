namespace Unmask.Numerics;

/// <summary>Logarithms and exponentials that keep their digits. Pure functions.</summary>
public static class Logarithms
{
    /// <summary><c>log(1 + x)</c> with full relative precision near 0; <c>−∞</c> at −1. (<see cref="double.LogP1"/> loses it.)</summary>
    public static double OnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) || u == 0 ? Math.Log(u) : Math.Log(u) * (x / (u - 1));
    }

    /// <summary><c>e^x − 1</c> with full relative precision near 0. (<see cref="double.ExpM1"/> loses it.)</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) < 1e-5)
        {
            return x * (1 + (x / 2 * (1 + (x / 3))));
        }

        var u = Math.Exp(x);
        if (u - 1 == -1 || double.IsInfinity(u))
        {
            return u - 1;
        }

        return (u - 1) * (x / Math.Log(u));
    }

    /// <summary><c>x − log(1 + x) ≥ 0</c> for <c>x ≥ −1</c>, with full relative precision near 0, where it is <c>x²/2</c>.</summary>
    public static double Gap(double x)
    {
        if (Math.Abs(x) > 0.05)
        {
            return double.IsPositiveInfinity(x) ? x : x - OnePlus(x);
        }

        // Σ_{k≥2} (−x)^k / k; the 13th term is below 1e-17 of the first.
        var sum = 0.0;
        for (var k = 14; k >= 2; k--)
        {
            sum = (sum * -x) + (1.0 / k);
        }

        return sum * x * x;
    }

    /// <summary><c>log Σ exp(x_v)</c>, stable for any magnitude; <c>−∞</c> for an empty row or one of <c>−∞</c> only.</summary>
    public static double SumExp(ReadOnlySpan<double> x)
    {
        var max = double.NegativeInfinity;
        foreach (var value in x)
        {
            max = Math.Max(max, value);
        }

        if (double.IsInfinity(max) || double.IsNaN(max))
        {
            return max;
        }

        var sum = 0.0;
        foreach (var value in x)
        {
            sum += Math.Exp(value - max);
        }

        return max + Math.Log(sum);
    }
}
