using CsCheck;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class OptimalScheduleTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void Equals_the_best_of_all_sizes_for_curves_that_fall() =>
        RandomLaws.Decreasing(1, 11).Sample(c => BestOfAll(c, "lagrangian"), iter: 200);

    [Fact]
    public void Equals_the_best_of_all_sizes_for_any_curve() =>
        Gen.Double[0, 1].Array[3, 11].Where(c => c.Zip(c.Skip(1)).Any(pair => pair.Second > pair.First)).Sample(c => BestOfAll(c, "layers"), iter: 200);

    [Fact]
    public void Equals_the_best_of_all_sizes_where_almost_all_tie() =>
        Gen.Int[0, 2].Array[1, 11].Sample(
            steps =>
            {
                var c = new double[steps.Length];
                for (var w = 1; w < c.Length; w++)
                {
                    c[w] = c[w - 1] - (steps[w] / 2);
                }

                BestOfAll(c, "lagrangian");
                BestOfAll([.. c.Select((value, w) => value - w)], "lagrangian");
            },
            iter: 200);

    [Fact]
    public void A_curve_that_rises_everywhere_is_best_left_in_one_step()
    {
        double[] c = [0, 1, 2, 3, 4, 4.5];
        Assert.Equal("layers", OptimalSchedule.Method(c));
        Assert.Equal([6], OptimalSchedule.ForSteps(c, 1, Never));
        Assert.Equal([5, 1], OptimalSchedule.ForSteps(c, 2, Never));
        Assert.Equal(1, OptimalSchedule.StepsFor(c, 0, Never));
        Assert.Null(OptimalSchedule.StepsFor(c, -0.5, Never));
    }

    [Fact]
    public void Both_methods_agree_at_every_number_of_steps()
    {
        const int length = 1000;
        var information = MarkovCurve.Of(Math.Log(4), Chains.Potts(length, 4, 1));
        var curve = CrossEntropyCurve.Optimal(information);
        var errors = OptimalSchedule.AllErrors(curve, length, Never);
        for (var steps = 1; steps <= length; steps += steps < 20 || steps > length - 20 ? 1 : 37)
        {
            var sizes = OptimalSchedule.ForSteps(curve, steps, Never);
            Assert.Equal((steps, length), (sizes.Length, sizes.Sum()));
            Close.To(errors[steps - 1], ExpectedDivergence.Of(curve, SizeLaws.Visits(sizes)), relative: 1e-11, absolute: 0);
        }

        for (var steps = 2; steps < length; steps++)
        {
            Assert.True(errors[steps] <= errors[steps - 1]);
            Assert.True(errors[steps - 1] - errors[steps] <= (errors[steps - 2] - errors[steps - 1]) * (1 + 1e-9) + 1e-12, $"not convex at {steps}");
        }

        Assert.Equal(0, errors[^1]);
    }

    [Fact]
    public void A_tilt_that_makes_a_curve_rise_once_changes_the_method_and_hardly_the_error()
    {
        const int length = 300;
        var c = MarkovCurve.Of(1, Chains.Potts(length, 3, 1)).Drops.ToArray().Select(drop => -drop).ToArray();
        var rising = (double[])c.Clone();
        rising[200] += 1e-3;
        Assert.Equal("layers", OptimalSchedule.Method(rising));
        var falling = OptimalSchedule.AllErrors(c, length, Never);
        var other = OptimalSchedule.AllErrors(rising, length, Never);
        for (var steps = 1; steps <= length; steps += 23)
        {
            Assert.InRange(other[steps - 1], falling[steps - 1] - 1e-9, falling[steps - 1] + (1e-3 * length));
            var sizes = OptimalSchedule.ForSteps(rising, steps, Never);
            Assert.Equal((steps, length), (sizes.Length, sizes.Sum()));
            Close.To(other[steps - 1], Cost(rising, sizes), absolute: 1e-11);
        }
    }

    [Fact]
    public void A_curve_that_is_flat_up_to_rounding_counts_as_flat()
    {
        // The marginal predictor: c(w) = h(0), so the excess is the drop; here with the noise of another computation.
        const int length = 2000;
        var information = MarkovCurve.Of(Math.Log(4), Chains.Potts(length, 4, 1));
        double[] excess = [.. information.Drops.ToArray().Select((drop, w) => drop * (1 + (w % 3 * 1e-15)))];
        var curve = new CrossEntropyCurve(information, excess);
        Assert.Equal("lagrangian", OptimalSchedule.Method(curve));
        var sizes = OptimalSchedule.ForSteps(curve, 700, Never);
        Assert.Equal((700, length), (sizes.Length, sizes.Sum()));
        Close.To(information.TotalCorrelation, ExpectedDivergence.Of(curve, SizeLaws.Visits(sizes)));
        Assert.Equal("layers", OptimalSchedule.Method(new CrossEntropyCurve(information, [.. excess.Select((value, w) => value * (1 + (w * 1e-6)))])));
    }

    [Fact]
    public void The_fewest_steps_for_an_error_are_the_first_that_reach_it() =>
        Gen.Select(Gen.Bool, RandomLaws.Decreasing(2, 60), Gen.Double[0, 1.1], Gen.Double[0, 0.3].Array[60]).Sample(
            (optimal, c, fraction, excess) =>
            {
                var curve = new CrossEntropyCurve(InformationCurve.FromValues(c), [.. c.Select((_, w) => optimal ? 0 : excess[w])]);
                var errors = OptimalSchedule.AllErrors(curve, c.Length, Never);
                var target = (fraction * (errors[0] + 0.01)) - 0.005;
                var first = Array.FindIndex(errors, error => error <= target);
                if (errors.All(error => Math.Abs(error - target) > 1e-12))
                {
                    Assert.Equal(first < 0 ? null : first + 1, OptimalSchedule.StepsFor(curve, target, Never));
                }
            },
            iter: 300);

    [Fact]
    public void A_target_that_is_met_exactly_is_met()
    {
        double[] c = [7, 6, 4, 4, 3, 1];
        var errors = OptimalSchedule.AllErrors(c, 6, Never);
        for (var steps = 1; steps <= 6; steps++)
        {
            var first = Array.FindIndex(errors, error => error <= errors[steps - 1]) + 1;
            Assert.Equal(first, OptimalSchedule.StepsFor(c, errors[steps - 1], Never));
        }
    }

    [Fact]
    public void Step_curves_need_two_steps()
    {
        for (var k = 1; k < 12; k++)
        {
            double[] c = [.. Enumerable.Range(0, 12).Select(w => w < k ? 1.0 : 0)];
            Assert.Equal([k, 12 - k], OptimalSchedule.ForSteps(c, 2, Never));
            Assert.Equal(0, StepCurves.Error(StepCurves.Of(12, k), OptimalSchedule.ForSteps(c, 7, Never)));
        }
    }

    [Fact]
    public void The_large_T_limit_is_approached()
    {
        const int length = 100_000;
        double[] c = [.. Enumerable.Range(0, length).Select(w => Math.Exp(-4.0 * w / length))];
        var curve = CrossEntropyCurve.Optimal(InformationCurve.FromValues(c));
        foreach (var steps in new[] { 50, 200, 800 })
        {
            var error = ExpectedDivergence.Of(curve, SizeLaws.Visits(OptimalSchedule.ForSteps(curve, steps, Never)));
            Close.To(error, OptimalSchedule.LargeSteps(c, steps), relative: 1.0 / steps);
        }
    }

    [Fact]
    public void A_million_tokens_are_solved_for_one_T()
    {
        const int length = 1_000_000;
        double[] c = [.. Enumerable.Range(0, length).Select(w => Math.Exp(-4.0 * w / length) / (1 + (1e-4 * w)))];
        var curve = CrossEntropyCurve.Optimal(InformationCurve.FromValues(c));
        foreach (var steps in new[] { 1000, 700_000 })
        {
            var sizes = OptimalSchedule.ForSteps(curve, steps, Never);
            Assert.Equal((steps, length), (sizes.Length, sizes.Sum()));
            var error = ExpectedDivergence.Of(curve, SizeLaws.Visits(sizes));
            Assert.True(error < ExpectedDivergence.Of(curve, SizeLaws.Visits(Sizes.Balanced(length, steps))));

            // No boundary can be moved by one to advantage.
            var known = 0;
            for (var t = 0; t + 1 < steps; known += sizes[t++])
            {
                var end = known + sizes[t];
                double Pair(int boundary) => ((boundary - known) * (c[known] - c[boundary])) - ((end + sizes[t + 1] - known) * (c[known] - c[boundary]));
                if (t % 97 == 0 && sizes[t] > 1 && sizes[t + 1] > 1)
                {
                    Assert.True(Pair(end) <= Math.Min(Pair(end - 1), Pair(end + 1)) + 1e-9);
                }
            }
        }
    }

    [Fact]
    public void The_error_of_ten_thousand_tokens_keeps_its_digits()
    {
        const int length = 10_000;
        var informations = Chains.Potts(length, 4, 1);
        var curve = CrossEntropyCurve.Optimal(MarkovCurve.Of(Math.Log(4), informations));
        var errors = OptimalSchedule.AllErrors(curve, 100, Never);
        foreach (var steps in new[] { 1, 2, 10, 99, 100 })
        {
            Close.To(errors[steps - 1], ExpectedDivergence.Of(curve, SizeLaws.Visits(OptimalSchedule.ForSteps(curve, steps, Never))), relative: 1e-11, absolute: 0);
        }
    }

    [Fact]
    public void What_has_no_optimum_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OptimalSchedule.ForSteps([1, 0], 0, Never));
        Assert.Throws<ArgumentOutOfRangeException>(() => OptimalSchedule.ForSteps([1, 0], 3, Never));
        Assert.Throws<ArgumentException>(() => OptimalSchedule.ForSteps([], 1, Never));
        var infinite = Assert.Throws<ArgumentException>(() => OptimalSchedule.ForSteps([1, double.PositiveInfinity], 1, Never));
        Assert.Contains("c(1)", infinite.Message);
        Assert.Throws<ArgumentException>(() => OptimalSchedule.LargeSteps([0, 1], 1));
        Assert.Throws<ArgumentException>(() => OptimalSchedule.StepsFor([1, 0], double.NaN, Never));
        Assert.Throws<OperationCanceledException>(() => OptimalSchedule.ForSteps([3, 1, 0.5, 0.2], 2, new CancellationToken(true)));
        Assert.Throws<OperationCanceledException>(() => OptimalSchedule.AllErrors([3, 1, 0.5, 0.2], 2, new CancellationToken(true)));
    }

    private static double Cost(double[] c, int[] sizes)
    {
        var (known, cost) = (0, 0.0);
        foreach (var size in sizes)
        {
            cost += size * c[known];
            known += size;
        }

        return cost;
    }

    private static void BestOfAll(double[] c, string method)
    {
        Assert.Equal(method, OptimalSchedule.Method(c));
        var errors = OptimalSchedule.AllErrors(c, c.Length, Never);
        for (var steps = 1; steps <= c.Length; steps++)
        {
            var best = StepCurves.Compositions[c.Length].Where(sizes => sizes.Length == steps).Min(sizes => Cost(c, sizes));
            var sizes = OptimalSchedule.ForSteps(c, steps, Never);
            Assert.Equal((steps, c.Length), (sizes.Length, sizes.Sum()));
            Assert.All(sizes, size => Assert.True(size > 0));
            Close.To(best, Cost(c, sizes));
            Close.To(best, errors[steps - 1]);
        }
    }
}
