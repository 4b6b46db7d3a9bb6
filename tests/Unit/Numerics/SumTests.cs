using System.Numerics;
using CsCheck;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Numerics;

public class SumTests
{
    [Fact]
    public void Keeps_what_a_plain_sum_loses()
    {
        Assert.Equal(2, Sum.Of([1, 1e100, 1, -1e100]));
        Assert.Equal(1e-20, Sum.Of([1, 1e-20, -1]));
        Assert.Equal(0, Sum.Of([]));
    }

    [Fact]
    public void Agrees_with_exact_integers_to_the_last_digits() =>
        Gen.Long[-1L << 52, 1L << 52].Array[0, 200].Sample(
            terms =>
            {
                var exact = terms.Aggregate(BigInteger.Zero, (sum, term) => sum + term);
                var size = terms.Sum(term => Math.Abs((double)term));
                Assert.InRange(Sum.Of(Array.ConvertAll(terms, term => (double)term)) - (double)exact, -1e-15 * Math.Abs((double)exact) - 1e-29 * size, 1e-15 * Math.Abs((double)exact) + 1e-29 * size);
            },
            iter: 500);

    [Fact]
    public void The_error_does_not_grow_with_the_number_of_terms()
    {
        var sum = new Sum();
        for (var i = 0; i < 1_000_000; i++)
        {
            sum.Add(0.1);
        }

        Assert.Equal(100_000.00000000001, sum.Value, 1e-10);
    }

    [Fact]
    public void Infinities_stay_and_undefined_sums_are_NaN()
    {
        Assert.Equal(double.PositiveInfinity, Sum.Of([1, double.PositiveInfinity, -5]));
        Assert.Equal(double.NegativeInfinity, Sum.Of([double.NegativeInfinity, 1e308, 1e308]));
        Assert.Equal(double.PositiveInfinity, Sum.Of([double.MaxValue, double.MaxValue]));
        Assert.True(double.IsNaN(Sum.Of([double.PositiveInfinity, double.NegativeInfinity])));
        Assert.True(double.IsNaN(Sum.Of([1, double.NaN, 1])));
    }
}
