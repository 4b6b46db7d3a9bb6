using CsCheck;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class GapAverageTests
{
    [Fact]
    public void Equals_the_average_over_all_sets() =>
        Gen.Select(Gen.Int[1, 8], Gen.Double[0, 1].Array[1000]).Sample(
            (length, values) =>
            {
                // f(i; last revealed before i, first revealed after i), 1-based, 0 and L+1 where there is none.
                double F(int i, int before, int after) => values[((i * 10) + before) * 10 + after];
                var (left, right, both) = (new double[length + 1], new double[length + 1], new double[length]);
                var none = Enumerable.Range(1, length).Sum(i => F(i, 0, length + 1));
                for (var i = 1; i <= length; i++)
                {
                    for (var m = 1; m <= length; m++)
                    {
                        left[m] += m < i ? F(i, m, length + 1) : 0;
                        right[m] += m > i ? F(i, 0, m) : 0;
                        for (var before = 1; before < i && m > i; before++)
                        {
                            both[m - before] += F(i, before, m);
                        }
                    }
                }

                var expected = new double[length];
                for (var w = 0; w < length; w++)
                {
                    expected[w] = Partitions.Subsets([.. Enumerable.Range(1, length)], w).Average(set =>
                        Enumerable.Range(1, length).Except(set).Average(i =>
                            F(i, set.LastOrDefault(m => m < i), set.Any(m => m > i) ? set.First(m => m > i) : length + 1)));
                }

                Close.To(expected, GapAverage.Of(length, none, left, right, both), relative: 1e-13);
            },
            iter: 60);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10_000)]
    public void The_average_of_one_is_one(int length)
    {
        var left = new double[length + 1];
        var right = new double[length + 1];
        var both = new double[length];
        for (var m = 1; m <= length; m++)
        {
            (left[m], right[m]) = (length - m, m - 1);
        }

        for (var g = 1; g < length; g++)
        {
            both[g] = (double)(length - g) * (g - 1);
        }

        foreach (var value in GapAverage.Of(length, length, left, right, both))
        {
            Close.To(1, value, relative: 1e-12);
        }
    }

    [Fact]
    public void An_infinite_value_counts_wherever_a_set_meets_it()
    {
        const int length = 2000;
        var (ends, both) = (new double[length + 1], new double[length]);
        both[1500] = double.PositiveInfinity; // two revealed at distance 1500, none between: at most 501 revealed
        var average = GapAverage.Of(length, 0, ends, ends, both);
        Assert.All(average[2..502], value => Assert.Equal(double.PositiveInfinity, value));
        Assert.All(average[502..].Concat(average[..2]), value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_information_curve_of_a_chain_comes_out_of_it()
    {
        // I(X_i; X_a, X_b) = I(i−a) + I(b−i) − I(b−a) by the Markov property.
        const int length = 50;
        var pairs = Chains.Potts(length, 3, 1.2);
        double I(int g) => pairs[g] / (length - g);
        var (left, right, both) = (new double[length + 1], new double[length + 1], new double[length]);
        for (var m = 1; m <= length; m++)
        {
            for (var i = 1; i <= length; i++)
            {
                left[m] += i > m ? I(i - m) : 0;
                right[m] += i < m ? I(m - i) : 0;
            }
        }

        for (var g = 2; g < length; g++)
        {
            for (var a = 1; a < g; a++)
            {
                both[g] += (length - g) * (I(a) + I(g - a) - I(g));
            }
        }

        Close.To(MarkovCurve.Of(1, pairs).Drops, GapAverage.Of(length, 0, left, right, both), relative: 1e-12);
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused()
    {
        Assert.Throws<ArgumentException>(() => GapAverage.Of(3, 0, [0, 0], [0, 0, 0, 0], [0, 0, 0]));
        Assert.Throws<ArgumentException>(() => GapAverage.Of(3, 0, [0, 0, 0], [0, 0, 0], [0, 0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GapAverage.Of(0, 0, [], [], []));
    }
}
