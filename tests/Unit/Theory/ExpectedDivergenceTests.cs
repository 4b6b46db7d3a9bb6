using CsCheck;
using Unmask.Numerics;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class ExpectedDivergenceTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void Equals_the_average_over_all_mask_sequences() =>
        RandomLaws.Tables(128, longest: 5).SelectMany(table => RandomLaws.Composition(table.Length), (table, sizes) => (table, sizes)).Sample(
            (table, sizes) =>
            {
                var predictor = Predictors.Exact(table.P, table.Length, table.States);
                var curve = CrossEntropyCurve.Optimal(SubsetEntropies.Curve(table.Law, Never));
                Close.To(Divergences.Expected(table.P, table.Length, table.States, sizes, predictor), ExpectedDivergence.Of(curve, SizeLaws.Visits(sizes)));
            },
            iter: 60);

    [Theory]
    [InlineData(6, 4, new[] { 2, 2, 2 })]
    [InlineData(6, 4, new[] { 1, 5 })]
    [InlineData(4, 8, new[] { 3, 1 })]
    public void So_it_does_for_a_table_of_4096(int length, int states, int[] sizes)
    {
        var random = new RandomStream(11, StreamPurpose.Data, sizes.Length);
        var p = new double[4096];
        for (var x = 0; x < p.Length; x++)
        {
            p[x] = Math.Pow(random.NextDouble(), 3);
        }

        var total = p.Sum();
        p = Array.ConvertAll(p, value => value / total);
        var curve = CrossEntropyCurve.Optimal(SubsetEntropies.Curve(new DataLaw(new Shape(length, states), p), Never));
        Close.To(Divergences.Expected(p, length, states, sizes, Predictors.Exact(p, length, states)), ExpectedDivergence.Of(curve, SizeLaws.Visits(sizes)));
    }

    [Fact]
    public void An_imperfect_predictor_adds_its_training_error() =>
        RandomLaws.Tables(64, shortest: 2, longest: 4)
            .SelectMany(table => Gen.Select(RandomLaws.Composition(table.Length), Gen.Int[0, 2]), (table, choice) => (table, choice.Item1, choice.Item2))
            .Sample(
                (table, sizes, kind) =>
                {
                    var (p, length, states) = (table.P, table.Length, table.States);
                    var exact = Predictors.Exact(p, length, states);
                    var predictor = kind switch
                    {
                        0 => Predictors.Mixture(exact, 0.2),
                        1 => Predictors.Marginal(p, length, states),
                        _ => Predictors.Tempered(exact, 1.7),
                    };
                    var information = SubsetEntropies.Curve(table.Law, Never);
                    var c = Curves.CrossEntropy(p, length, states, predictor);
                    var curve = new CrossEntropyCurve(information, [.. c.Select((value, w) => value - information[w])]);
                    var visits = SizeLaws.Visits(sizes);

                    var error = ExpectedDivergence.Of(curve, visits);
                    Close.To(Divergences.Expected(p, length, states, sizes, predictor), error);
                    Close.To(Divergences.TrainingError(p, length, states, sizes, predictor), ExpectedDivergence.TrainingError(curve, visits));
                    Close.To(Divergences.Loss(p, length, states, sizes, predictor), ExpectedDivergence.EvidenceBound(curve, visits));
                    Close.To(error, ExpectedDivergence.EvidenceBound(curve, visits) - Laws.Entropy(p), absolute: 1e-12);
                    Close.To(
                        error, // LC (17): the optimal predictor's error and ε_train add up
                        ExpectedDivergence.Of(CrossEntropyCurve.Optimal(information), visits) + ExpectedDivergence.TrainingError(curve, visits));
                },
                iter: 60);

    [Fact]
    public void The_output_law_is_nearer_than_the_average() =>
        RandomLaws.Tables(32, shortest: 2, longest: 4).SelectMany(table => RandomLaws.Composition(table.Length), (table, sizes) => (table, sizes)).Sample(
            (table, sizes) =>
            {
                var curve = CrossEntropyCurve.Optimal(SubsetEntropies.Curve(table.Law, Never));
                var output = Divergences.Output(table.Length, table.States, sizes, Predictors.Exact(table.P, table.Length, table.States));
                Assert.InRange(Laws.Divergence(table.P, output), -1e-12, ExpectedDivergence.Of(curve, SizeLaws.Visits(sizes)) + 1e-12);
            },
            iter: 60);

    [Fact]
    public void Steps_add_up_and_are_those_of_a_certain_schedule()
    {
        var information = new InformationCurve(1, [0, 0.1, 0.25, 0.3, 0.3, 0.5]);
        var curve = new CrossEntropyCurve(information, [0, 0.01, 0.02, 0.03, 0.04, 0.05]);
        var steps = ExpectedDivergence.Steps(curve, SizeLaws.Visits([2, 3, 1]));
        Close.To([0.1, 0.05 + 0.05 + (3 * 0.02), 0.05], steps);
        Close.To(ExpectedDivergence.Of(curve, SizeLaws.Visits([2, 3, 1])), steps.Sum());
    }

    [Fact]
    public void Random_sizes_are_averaged_step_by_step()
    {
        var curve = CrossEntropyCurve.Optimal(new InformationCurve(1, [0, 0.1, 0.25, 0.3, 0.3, 0.5, 0.6]));
        var expected = new double[7];
        foreach (var (sizes, probability) in Sizes.RandomHalving(7, 4))
        {
            var steps = ExpectedDivergence.Steps(curve, SizeLaws.Visits(sizes));
            for (var t = 0; t < steps.Length; t++)
            {
                expected[t] += probability * steps[t];
            }
        }

        var actual = ExpectedDivergence.Steps(curve, SizeRecursion.Visits(SizeLaws.Halving(4), 7, Never));
        Close.To(expected.AsSpan(0, actual.Length), actual);
    }

    [Fact]
    public void Random_halving_and_offset_equal_their_enumeration() =>
        RandomLaws.Tables(64, shortest: 4, longest: 5).Where(table => table.States < 4).Sample(
            table =>
            {
                var (p, length, states) = (table.P, table.Length, table.States);
                var exact = Predictors.Exact(p, length, states);
                var curve = CrossEntropyCurve.Optimal(SubsetEntropies.Curve(table.Law, Never));
                Close.To(
                    Divergences.Expected(p, length, states, Sizes.RandomHalving(length, 4), exact),
                    ExpectedDivergence.Of(curve, SizeRecursion.Visits(SizeLaws.Halving(4), length, Never)));
                Close.To(
                    Divergences.Expected(p, length, states, Sizes.RandomOffset(length, 3), exact),
                    ExpectedDivergence.Of(curve, SizeRecursion.Visits(SizeLaws.Offset(3), length, Never)));
            },
            iter: 15);

    [Fact]
    public void Refining_a_schedule_never_increases_the_error() =>
        RandomLaws.Decreasing(2, 40).SelectMany(c => RandomLaws.Composition(c.Length), (c, sizes) => (c, sizes)).Sample(
            (c, sizes) =>
            {
                var curve = CrossEntropyCurve.Optimal(InformationCurve.FromValues(c));
                var error = ExpectedDivergence.Of(curve, SizeLaws.Visits(sizes));
                Assert.True(error >= 0);
                for (var t = 0; t < sizes.Length; t++)
                {
                    if (sizes[t] > 1)
                    {
                        int[] refined = [.. sizes[..t], 1, sizes[t] - 1, .. sizes[(t + 1)..]];
                        Assert.True(ExpectedDivergence.Of(curve, SizeLaws.Visits(refined)) <= error + 1e-13);
                    }
                }
            },
            iter: 200);

    [Fact]
    public void Small_errors_of_long_curves_keep_their_digits()
    {
        // h falls by 2^-30 a token from a height of about 1e6: every sum of two tokens adds 2^-30, exactly.
        const int length = 1 << 16;
        var drops = Enumerable.Range(0, length).Select(w => w * Math.ScaleB(1, -30)).ToArray();
        var curve = CrossEntropyCurve.Optimal(new InformationCurve(1e6, drops));
        var error = ExpectedDivergence.Of(curve, SizeLaws.Visits([.. Enumerable.Repeat(2, length / 2)]));
        Close.To(length / 2 * Math.ScaleB(1, -30), error, relative: 1e-15, absolute: 0);
    }

    [Fact]
    public void An_impossible_token_makes_the_error_infinite_only_where_it_is_met()
    {
        var curve = new CrossEntropyCurve(new InformationCurve(1, [0, 0.5, 0.7]), [0, double.PositiveInfinity, 0]);
        Assert.Equal(double.PositiveInfinity, ExpectedDivergence.Of(curve, SizeLaws.Visits([1, 2])));
        Assert.Equal(double.PositiveInfinity, ExpectedDivergence.TrainingError(curve, SizeLaws.Visits([1, 1, 1])));
        Close.To(0.5, ExpectedDivergence.Of(curve, SizeLaws.Visits([2, 1])));
        Assert.Equal([0, double.PositiveInfinity], ExpectedDivergence.Steps(curve, SizeLaws.Visits([1, 2])));
    }

    [Fact]
    public void Sizes_of_another_length_are_refused()
    {
        var curve = CrossEntropyCurve.Optimal(new InformationCurve(1, [0, 0.5]));
        Assert.Throws<ArgumentException>(() => ExpectedDivergence.Of(curve, SizeLaws.Visits([1, 2])));
        Assert.Throws<ArgumentException>(() => ExpectedDivergence.Steps(curve, SizeLaws.Visits([1])));
        Assert.Throws<ArgumentException>(() => ExpectedDivergence.TrainingError(curve, SizeLaws.Visits([1])));
        Assert.Throws<ArgumentException>(() => ExpectedDivergence.EvidenceBound(curve, SizeLaws.Visits([1])));
    }
}
