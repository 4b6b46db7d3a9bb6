using CsCheck;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class MarkovCurveTests
{
    [Theory]
    [InlineData(8, 2, 0.5)]
    [InlineData(8, 2, 3)]
    [InlineData(6, 3, 1)]
    [InlineData(2, 4, 1)]
    public void A_Potts_chain_has_the_curve_of_its_table(int length, int states, double coupling) =>
        Check(Chains.PottsLaw(length, states, coupling), length, states, Chains.Potts(length, states, coupling));

    [Fact]
    public void A_chain_that_changes_along_the_way_has_the_curve_of_its_table() =>
        Gen.Select(Gen.Int[2, 8], Gen.Double[0.01, 1].Array[2], Gen.Double[0.001, 1].Array[28]).Sample(
            (length, initial, weights) =>
            {
                var moves = Enumerable.Range(0, length - 1).Select(i => new[,] { { weights[4 * i], weights[(4 * i) + 1] }, { weights[(4 * i) + 2], weights[(4 * i) + 3] } }).ToArray();
                foreach (var move in moves)
                {
                    (move[0, 0], move[0, 1]) = (move[0, 0] / (move[0, 0] + move[0, 1]), move[0, 1] / (move[0, 0] + move[0, 1]));
                    (move[1, 0], move[1, 1]) = (move[1, 0] / (move[1, 0] + move[1, 1]), move[1, 1] / (move[1, 0] + move[1, 1]));
                }

                var p = Laws.Chain([initial[0] / initial.Sum(), initial[1] / initial.Sum()], moves);
                Check(p, length, 2, Chains.Informations(p, length, 2));
            },
            iter: 40);

    [Theory]
    [InlineData(4, 1.0)]
    [InlineData(2, 6.0)]
    [InlineData(27, 0.1)]
    public void At_200_tokens_the_error_has_ten_digits(int states, double coupling)
    {
        const int length = 200;
        var informations = Chains.Potts(length, states, coupling);
        var curve = CrossEntropyCurve.Optimal(MarkovCurve.Of(Math.Log(states), informations));
        var exact = new ExactChain(informations);
        foreach (var steps in new[] { 1, 2, 7, 50, 100, 150, 198, 199 })
        {
            var sizes = Sizes.Balanced(length, steps);
            Close.To(exact.Error(sizes), ExpectedDivergence.Of(curve, SizeLaws.Visits(sizes)), absolute: 0);
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(8.0)]
    public void At_10000_tokens_the_curve_is_finite_monotone_and_right(double coupling)
    {
        const int length = 10_000;
        var informations = Chains.Potts(length, 4, coupling);
        var curve = MarkovCurve.Of(Math.Log(4), informations);
        for (var w = 1; w < length; w++)
        {
            Assert.True(curve.Drops[w] >= curve.Drops[w - 1]);
            Assert.InRange(curve[w], 0, Math.Log(4));
        }

        var exact = new ExactChain(informations);
        foreach (var w in new[] { 1, 2, 3, 100, 5_000, 9_998, 9_999 })
        {
            Close.To(ExactChain.ToDouble(exact.Drop(w)), curve.Drops[w], relative: 1e-13, absolute: 0);
        }

        // All but one token known: a position has two neighbours, or one at an end.
        var inner = (2 * informations[1] / (length - 1)) - (informations[2] / (length - 2));
        Close.To((((length - 2) * inner) + (2 * informations[1] / (length - 1))) / length, curve.Drops[^1], relative: 1e-12);
    }

    [Fact]
    public void Copies_of_one_token_are_a_step_at_once()
    {
        const int length = 1000;
        var curve = MarkovCurve.Of(1, [.. Enumerable.Range(0, length).Select(g => (double)(length - g))]);
        Assert.Equal(0, curve.Drops[0]);
        for (var w = 1; w < length; w++)
        {
            Close.To(1, curve.Drops[w], relative: 1e-12);
        }
    }

    [Fact]
    public void Short_or_independent_chains_are_flat()
    {
        Assert.Equal([0], MarkovCurve.Of(0.7, [0]).Drops.ToArray());
        Assert.Equal([0, 0, 0], MarkovCurve.Of(0.7, [double.NaN, 0, 0]).Drops.ToArray());
        Close.To([0, 0.15], MarkovCurve.Of(0.7, [0, 0.15]).Drops);
    }

    [Fact]
    public void What_is_no_information_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MarkovCurve.Of(1, []));
        Assert.Throws<ArgumentException>(() => MarkovCurve.Of(1, [0, -1e-9]));
        Assert.Throws<ArgumentException>(() => MarkovCurve.Of(1, [0, double.NaN]));
        Assert.Throws<ArgumentException>(() => MarkovCurve.Of(1, [0, double.PositiveInfinity]));
    }

    private static void Check(double[] p, int length, int states, double[] informations)
    {
        var curve = MarkovCurve.Of(Chains.MeanEntropy(p, length, states), informations);
        var oracle = Curves.Information(p, length, states);
        for (var w = 0; w < length; w++)
        {
            Close.To(oracle[w], curve[w]);
        }

        foreach (var sizes in Sizes.Compositions(length).Where(sizes => sizes.Length < length))
        {
            var known = 0;
            var error = -Laws.Entropy(p);
            foreach (var size in sizes)
            {
                error += size * oracle[known];
                known += size;
            }

            Close.To(error, ExpectedDivergence.Of(CrossEntropyCurve.Optimal(curve), SizeLaws.Visits(sizes)));
        }
    }
}
