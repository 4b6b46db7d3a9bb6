using CsCheck;
using Unmask.Numerics;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class SubsetEntropiesTests
{
    [Fact]
    public void The_curve_is_that_of_the_definition() =>
        RandomLaws.Tables(300, longest: 7).Sample(
            table =>
            {
                var curve = SubsetEntropies.Curve(table.Law, CancellationToken.None);
                var oracle = Curves.Information(table.P, table.Length, table.States);
                for (var w = 0; w < table.Length; w++)
                {
                    Close.To(oracle[w], curve[w]);
                }
            },
            iter: 100);

    [Theory]
    [InlineData(12, 2)]
    [InlineData(6, 4)]
    [InlineData(4, 8)]
    [InlineData(2, 64)]
    public void So_it_is_for_a_table_of_4096(int length, int states)
    {
        var random = new RandomStream(7, StreamPurpose.Data, length);
        var p = new double[4096];
        for (var x = 0; x < p.Length; x++)
        {
            p[x] = -Math.Log(1 - random.NextDouble());
        }

        var total = p.Sum();
        p = Array.ConvertAll(p, value => value / total);
        var curve = SubsetEntropies.Curve(new DataLaw(new Shape(length, states), p), CancellationToken.None);
        var oracle = Curves.Information(p, length, states);
        for (var w = 0; w < length; w++)
        {
            Close.To(oracle[w], curve[w]);
            Close.To(oracle[0] - oracle[w], curve.Drops[w], absolute: 1e-13);
        }
    }

    [Fact]
    public void The_entropy_is_the_sum_of_the_curve_and_h_never_increases() =>
        RandomLaws.Tables(1024).Sample(
            table =>
            {
                var curve = SubsetEntropies.Curve(table.Law, CancellationToken.None);
                Close.To(Laws.Entropy(table.P), curve.Entropy);
                for (var w = 1; w < table.Length; w++)
                {
                    Assert.True(curve.Drops[w] >= curve.Drops[w - 1]);
                }

                var all = Enumerable.Range(0, table.Length).ToArray();
                var information = all.Sum(i =>
                    Laws.Entropy(Laws.Marginal(table.P, table.Length, table.States, [i]))
                    + Laws.Entropy(Laws.Marginal(table.P, table.Length, table.States, [.. all.Where(j => j != i)]))
                    - Laws.Entropy(table.P));
                Close.To(information, curve.SumInformation, absolute: 1e-12);
            },
            iter: 200);

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-7)]
    [InlineData(1e-10)]
    public void A_tiny_dependence_keeps_its_digits(double tilt)
    {
        // Two fair bits that agree with probability (1 + tilt)/2, and a third by itself: I = tilt²/2 + tilt⁴/12 + …
        double[] p = [(1 + tilt) / 8, (1 + tilt) / 8, (1 - tilt) / 8, (1 - tilt) / 8, (1 - tilt) / 8, (1 - tilt) / 8, (1 + tilt) / 8, (1 + tilt) / 8];
        var curve = SubsetEntropies.Curve(new DataLaw(new Shape(3, 2), p), CancellationToken.None);
        var information = (tilt * tilt / 2) + (Math.Pow(tilt, 4) / 12);
        Close.To(information, curve.TotalCorrelation, relative: 1e-5, absolute: 0);
        Close.To(information / 3, curve.Drops[1], relative: 1e-5, absolute: 0);
        Close.To(information * 2 / 3, curve.Drops[2], relative: 1e-5, absolute: 0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void Parity_of_L_bits_is_a_step_at_the_end(int length)
    {
        var p = Enumerable.Range(0, 1 << length).Select(x => int.PopCount(x) % 2 == 0 ? 2.0 / (1 << length) : 0).ToArray();
        var curve = SubsetEntropies.Curve(new DataLaw(new Shape(length, 2), p), CancellationToken.None);
        for (var w = 0; w < length; w++)
        {
            Close.To(w < length - 1 ? Math.Log(2) : 0, curve[w]);
        }
    }

    [Fact]
    public void A_law_is_divided_by_its_sum_and_one_token_has_one_value()
    {
        var curve = SubsetEntropies.Curve(new DataLaw(new Shape(1, 2), [3, 1]), CancellationToken.None);
        Close.To(Laws.Entropy([0.75, 0.25]), curve[0]);
        Assert.Equal(0, curve.TotalCorrelation);
    }

    [Fact]
    public void What_is_no_law_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SubsetEntropies.Curve(new DataLaw(new Shape(2, 2), [1, 0]), CancellationToken.None));
        Assert.Throws<ArgumentException>(() => SubsetEntropies.Curve(new DataLaw(new Shape(1, 2), [1.5, -0.5]), CancellationToken.None));
        Assert.Throws<ArgumentException>(() => SubsetEntropies.Curve(new DataLaw(new Shape(1, 2), [double.NaN, 1]), CancellationToken.None));
        Assert.Throws<ArgumentException>(() => SubsetEntropies.Curve(new DataLaw(new Shape(1, 2), [0, 0]), CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => SubsetEntropies.Curve(new DataLaw(new Shape(1, 2), [1, 0]), new CancellationToken(true)));
    }
}
