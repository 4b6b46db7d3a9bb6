using CsCheck;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Numerics;

public class LogarithmsTests
{
    // log(1 + x) = 2 artanh(x/(2 + x)), whose series has terms of one sign.
    private static double SlowLogOnePlus(double x)
    {
        var z = x / (2 + x);
        var sum = 0.0;
        for (var k = 61; k >= 1; k -= 2)
        {
            sum = (sum * z * z) + (1.0 / k);
        }

        return 2 * z * sum;
    }

    private static readonly Gen<double> Small = Gen.Select(Gen.Double[-17, -0.8], Gen.Bool, (power, negative) => (negative ? -1 : 1) * Math.Pow(10, power));

    [Fact]
    public void Log_of_one_plus_keeps_its_digits() =>
        Small.Sample(x => Relative(SlowLogOnePlus(x), Logarithms.OnePlus(x), 1e-15), iter: 2000);

    [Fact]
    public void Exp_minus_one_keeps_its_digits() =>
        Small.Sample(
            x =>
            {
                var (sum, term) = (0.0, 1.0);
                for (var k = 25; k >= 1; k--)
                {
                    sum = (term + sum) * x / k;
                }

                Relative(sum, Logarithms.ExpMinusOne(x), 1e-15);
            },
            iter: 2000);

    [Fact]
    public void The_gap_keeps_its_digits() =>
        Small.Where(x => Math.Abs(x) < 0.16).Sample(
            x =>
            {
                var sum = 0.0;
                for (var k = 40; k >= 2; k--)
                {
                    sum = (sum * -x) + (1.0 / k);
                }

                Relative(sum * x * x, Logarithms.Gap(x), 1e-14);
            },
            iter: 2000);

    [Fact]
    public void Far_from_zero_they_are_the_plain_ones() =>
        Gen.Double[0.5, 600].Sample(
            x =>
            {
                Relative(Math.Log(1 + x), Logarithms.OnePlus(x), 1e-15);
                Relative(Math.Exp(x) - 1, Logarithms.ExpMinusOne(x), 2e-13);
                Relative(Math.Exp(-x) - 1, Logarithms.ExpMinusOne(-x), 1e-15);
                Relative(x - Math.Log(1 + x), Logarithms.Gap(x), 1e-14);
            },
            iter: 1000);

    [Fact]
    public void Ends_are_exact()
    {
        Assert.Equal(0, Logarithms.OnePlus(0));
        Assert.Equal(double.NegativeInfinity, Logarithms.OnePlus(-1));
        Assert.Equal(double.PositiveInfinity, Logarithms.OnePlus(double.PositiveInfinity));
        Assert.True(double.IsNaN(Logarithms.OnePlus(-1.5)));
        Assert.Equal(0, Logarithms.ExpMinusOne(0));
        Assert.Equal(-1, Logarithms.ExpMinusOne(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, Logarithms.ExpMinusOne(1000));
        Assert.Equal(0, Logarithms.Gap(0));
        Assert.Equal(double.PositiveInfinity, Logarithms.Gap(-1));
        Assert.Equal(double.PositiveInfinity, Logarithms.Gap(double.PositiveInfinity));
        Assert.True(double.IsNaN(Logarithms.Gap(double.NaN)));
    }

    [Theory]
    [InlineData(-1e4)]
    [InlineData(0)]
    [InlineData(1e4)]
    [InlineData(1e300)]
    public void A_log_sum_moves_with_its_terms(double shift)
    {
        Relative(shift + Math.Log(3), Logarithms.SumExp([shift, shift, shift]), 1e-15);
        Relative(shift == 0 ? Math.Log(1 + Math.E) : shift + Math.Log(1 + Math.E), Logarithms.SumExp([shift, shift + 1]), 1e-15);
    }

    [Fact]
    public void A_log_sum_of_nothing_is_minus_infinity()
    {
        Assert.Equal(double.NegativeInfinity, Logarithms.SumExp([]));
        Assert.Equal(double.NegativeInfinity, Logarithms.SumExp([double.NegativeInfinity, double.NegativeInfinity]));
        Assert.Equal(double.PositiveInfinity, Logarithms.SumExp([1, double.PositiveInfinity]));
        Assert.Equal(5, Logarithms.SumExp([double.NegativeInfinity, 5]));
        Assert.True(double.IsNaN(Logarithms.SumExp([1, double.NaN])));
    }

    private static void Relative(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");
}
