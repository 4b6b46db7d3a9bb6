using CsCheck;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Numerics;

public class CategoricalTests
{
    [Fact]
    public void Inverts_the_cumulative_sum_whatever_the_length() =>
        Gen.Select(Gen.Int[0, 8].Array[1, 300], Gen.Double[0, 1]).Where(t => t.Item1.Sum() > 0).Sample(
            (weights, u) =>
            {
                // Small integers: every partial sum is exact, so the answer is too.
                var symbol = Categorical.Draw(Array.ConvertAll(weights, weight => (double)weight), u);
                var below = weights.Take(symbol).Sum();
                Assert.True(weights[symbol] > 0);
                Assert.InRange(u * weights.Sum(), below, below + weights[symbol]);
            },
            iter: 2000);

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Never_gives_an_impossible_symbol_at_the_ends(int length)
    {
        for (var only = 0; only < length; only++)
        {
            var p = new double[length];
            p[only] = 0.1;
            Assert.Equal(only, Categorical.Draw(p, 0));
            Assert.Equal(only, Categorical.Draw(p, 0.5));
            Assert.Equal(only, Categorical.Draw(p, Math.BitDecrement(1.0)));
        }
    }

    [Fact]
    public void Rounding_at_the_end_stays_on_a_possible_symbol() =>
        Gen.Select(Gen.Double[0, 1].Array[2, 200], Gen.Int[0, 100], (values, zeros) => (double[])[.. values, .. new double[zeros]]).Where(p => p.Sum() > 0).Sample(
            p => Assert.True(p[Categorical.Draw(p, Math.BitDecrement(1.0))] > 0), iter: 2000);

    [Fact]
    public void Frequencies_are_the_probabilities()
    {
        double[] p = [0.5, 0, 0.3, 0.2];
        const int draws = 200_000;
        var counts = new int[4];
        var random = new RandomStream(5, StreamPurpose.Tokens, 0);
        for (var n = 0; n < draws; n++)
        {
            counts[Categorical.Draw(p, random.NextDouble())]++;
        }

        Assert.Equal(0, counts[1]);
        var chi = new[] { 0, 2, 3 }.Sum(v => Math.Pow(counts[v] - (draws * p[v]), 2) / (draws * p[v]));
        Assert.InRange(chi, 0, 20);
    }

    [Fact]
    public void A_rare_symbol_is_drawn_as_often_as_it_should()
    {
        // 32-bit uniforms could not reach 2^-40 at all.
        var p = new[] { Math.ScaleB(1, -40), 1 - Math.ScaleB(1, -40) };
        Assert.Equal(0, Categorical.Draw(p, Math.ScaleB(1, -41)));
        Assert.Equal(1, Categorical.Draw(p, Math.ScaleB(3, -41)));
    }

    [Fact]
    public void Scale_does_not_matter_and_what_is_no_law_is_refused()
    {
        Assert.Equal(1, Categorical.Draw([1e-300, 3e-300], 0.5));
        Assert.Throws<ArgumentException>(() => Categorical.Draw([], 0.5));
        Assert.Throws<ArgumentException>(() => Categorical.Draw([0, 0], 0.5));
        Assert.Throws<ArgumentException>(() => Categorical.Draw([0.5, -0.1], 0.5));
        Assert.Throws<ArgumentException>(() => Categorical.Draw([0.5, double.NaN], 0.5));
        Assert.Throws<ArgumentException>(() => Categorical.Draw([0.5, double.PositiveInfinity], 0.5));
    }

    [Fact]
    public void Drawing_allocates_nothing()
    {
        var p = new double[1000];
        Array.Fill(p, 0.001);
        Categorical.Draw(p, 0.3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 1000; n++)
        {
            Categorical.Draw(p, n / 1000.0);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
