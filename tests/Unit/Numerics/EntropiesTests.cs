using CsCheck;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Numerics;

public class EntropiesTests
{
    [Fact]
    public void Entropy_and_cross_entropy_are_the_sums()
    {
        Assert.Equal(Math.Log(4), Entropies.Entropy([0.25, 0.25, 0.25, 0.25]), 1e-15);
        Assert.Equal(0, Entropies.Entropy([0, 1, 0]));
        Assert.Equal((-0.25 * Math.Log(0.5)) - (0.75 * Math.Log(0.1)), Entropies.CrossEntropy([0.25, 0.75, 0], [0.5, 0.1, 0.4]), 1e-15);
        Assert.Equal(double.PositiveInfinity, Entropies.CrossEntropy([0.5, 0.5], [1, 0]));
        Assert.Equal(0, Entropies.CrossEntropy([1, 0], [1, 0]));
    }

    [Fact]
    public void Divergence_is_cross_entropy_less_entropy() =>
        Gen.Select(Gen.Double[1e-9, 1].Array[6], Gen.Double[1e-9, 1].Array[6]).Sample(
            (p, q) =>
            {
                p = Array.ConvertAll(p, value => value / p.Sum());
                q = Array.ConvertAll(q, value => value / q.Sum());
                var divergence = Entropies.Divergence(p, q);
                Assert.Equal(Entropies.CrossEntropy(p, q) - Entropies.Entropy(p), divergence, 1e-14);
                Assert.True(divergence >= 0);
                Assert.Equal(0, Entropies.Divergence(p, p));
            },
            iter: 500);

    [Fact]
    public void A_small_divergence_keeps_its_digits()
    {
        foreach (var tilt in new[] { 1e-3, 1e-6, 1e-9, 1e-12 })
        {
            // p = ½ ± tilt/2 against ½: tilt²/2 + tilt⁴/12 + …; the entries hold tilt to about 1e-16/tilt.
            var divergence = Entropies.Divergence([(1 + tilt) / 2, (1 - tilt) / 2], [0.5, 0.5]);
            Assert.Equal(1, divergence / ((tilt * tilt / 2) + (Math.Pow(tilt, 4) / 12)), Math.Max(1e-13, 1e-15 / tilt));
        }
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-9)]
    [InlineData(1e-15)]
    [InlineData(1e-300)]
    public void Unlikely_predictions_keep_their_digits(double q)
    {
        // Near q/p = 0 the ratio, not the ratio less one, carries the digits.
        var expected = (0.25 * Math.Log(0.25 / q)) + (0.75 * Math.Log(0.75 / (1 - q)));
        Assert.Equal(1, Entropies.Divergence([0.25, 0.75], [q, 1 - q]) / expected, 1e-15);
    }

    [Fact]
    public void Unlikely_symbols_cost_what_they_weigh_even_where_the_ratio_overflows()
    {
        Assert.Equal(Math.Log(2), Entropies.Divergence([double.Epsilon, 1], [0.5, 0.5]), 1e-15);
        Assert.Equal(Math.Log(2), Entropies.Divergence([0, 1], [0.5, 0.5]), 1e-15);
    }

    [Fact]
    public void An_impossible_prediction_is_infinite_and_NaN_is_never_hidden()
    {
        Assert.Equal(double.PositiveInfinity, Entropies.Divergence([0.5, 0.5], [0, 1]));
        Assert.True(double.IsNaN(Entropies.Divergence([double.NaN, 1], [0.5, 0.5])));
        Assert.True(double.IsNaN(Entropies.Divergence([0.5, 0.5], [double.NaN, 0.5])));
        Assert.True(double.IsNaN(Entropies.Entropy([double.NaN, 1])));
        Assert.True(double.IsNaN(Entropies.CrossEntropy([double.NaN, 1], [0.5, 0.5])));
    }

    [Fact]
    public void Rows_of_different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Entropies.Divergence([1], [0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => Entropies.CrossEntropy([1], [0.5, 0.5]));
    }
}
