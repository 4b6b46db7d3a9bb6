using System.Numerics;
using CsCheck;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class LiCaiBoundsTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void Every_bound_holds_for_every_step_curve_up_to_12_and_every_sizes()
    {
        foreach (var curve in StepCurves.All())
        {
            AllBoundsHold(curve, StepCurves.Compositions[curve.Length]);
        }
    }

    [Fact]
    public void Every_bound_holds_for_a_thousand_random_laws() =>
        RandomLaws.Tables(256, longest: 8).Sample(
            table => AllBoundsHold(SubsetEntropies.Curve(table.Law, CancellationToken.None), StepCurves.Compositions[table.Length]),
            iter: 1000);

    [Fact]
    public void Every_bound_holds_for_long_curves() =>
        RandomLaws.Decreasing(1, 200).SelectMany(c => RandomLaws.Composition(c.Length), (c, sizes) => (c, sizes)).Sample(
            (c, sizes) => AllBoundsHold(InformationCurve.FromValues(c), [sizes]), iter: 300);

    [Fact]
    public void Bounds_hold_with_the_training_error_of_a_bad_predictor() =>
        RandomLaws.Tables(64, shortest: 2, longest: 4).SelectMany(table => RandomLaws.Composition(table.Length), (table, sizes) => (table, sizes)).Sample(
            (table, sizes) =>
            {
                var predictor = Predictors.Marginal(table.P, table.Length, table.States);
                var information = SubsetEntropies.Curve(table.Law, CancellationToken.None);
                var error = Divergences.Expected(table.P, table.Length, table.States, sizes, predictor);
                var training = Divergences.TrainingError(table.P, table.Length, table.States, sizes, predictor);
                Assert.True(error <= LiCaiBounds.Sharpest(information, sizes.Max()) + training + Rounding);
            },
            iter: 60);

    [Fact]
    public void Corollary_1_holds_with_constant_1_for_balanced_sizes()
    {
        foreach (var curve in StepCurves.All())
        {
            for (var steps = 1; steps <= curve.Length; steps++)
            {
                Assert.True(StepCurves.Error(curve, Sizes.Balanced(curve.Length, steps)) <= LiCaiBounds.Corollary1(curve, steps) + Rounding);
            }
        }
    }

    [Fact]
    public void The_worst_case_holds_for_balanced_sizes() =>
        RandomLaws.Tables(256, longest: 8).Sample(
            table =>
            {
                var curve = SubsetEntropies.Curve(table.Law, CancellationToken.None);
                for (var steps = 1; steps <= table.Length; steps++)
                {
                    Assert.True(StepCurves.Error(curve, Sizes.Balanced(table.Length, steps)) <= LiCaiBounds.WorstCase(table.Law.Shape, steps) + Rounding);
                }
            },
            iter: 100);

    [Fact]
    public void Copies_of_one_token_meet_the_sharper_theorem_1_with_the_largest_block_first()
    {
        for (var length = 1; length <= 12; length++)
        {
            var copies = StepCurves.Of(length, 1);
            foreach (var sizes in StepCurves.Compositions[length].Where(sizes => sizes[0] == sizes.Max()))
            {
                Assert.Equal(LiCaiBounds.Sharp(copies, sizes[0]), StepCurves.Error(copies, sizes));
                if (BitOperations.IsPow2(sizes[0]))
                {
                    Assert.Equal(LiCaiBounds.Theorem1(copies, sizes[0]), StepCurves.Error(copies, sizes));
                }
            }
        }
    }

    [Fact]
    public void A_schedule_that_steps_where_an_MDS_code_does_has_no_error()
    {
        var parity = StepCurves.Of(3, 2);
        Assert.Equal(0, StepCurves.Error(parity, [2, 1]));
        Assert.Equal(1, LiCaiBounds.Form13(parity, 2));

        // The [4,2,3] code over three symbols: (a, b, a+b, a+2b).
        var p = new double[81];
        for (var a = 0; a < 3; a++)
        {
            for (var b = 0; b < 3; b++)
            {
                p[Laws.Index([a, b, (a + b) % 3, (a + (2 * b)) % 3], 3)] = 1 / 9.0;
            }
        }

        var code = SubsetEntropies.Curve(new DataLaw(new Shape(4, 3), p), CancellationToken.None);
        Close.To(0, Divergences.Expected(p, 4, 3, [2, 2], Predictors.Exact(p, 4, 3)));
        Close.To(0, StepCurves.Error(code, [2, 2]));
        Assert.True(LiCaiBounds.Form13(code, 2) / 16 > 0.1);
    }

    [Fact]
    public void Parity_of_four_bits_breaks_34_as_printed_and_meets_the_corrected_bound()
    {
        var parity = StepCurves.Of(4, 3);
        var error = StepCurves.Error(parity, [2, 2]);
        Assert.Equal(1, error);
        Assert.Equal(1, LiCaiBounds.Theorem2Upper(parity, 2));
        var printed = 2 * parity.Drops[4 - 2]; // the same sum one index off: W_{j−1} for W_j
        Assert.Equal(0, printed);
    }

    [Fact]
    public void One_large_step_at_the_end_is_not_negligible_for_parity() =>
        Assert.Equal(1, StepCurves.Error(StepCurves.Of(4, 3), Sizes.OneLarge(4, 2)));

    [Fact]
    public void The_error_of_a_random_offset_is_its_closed_form_and_at_least_half_of_U()
    {
        foreach (var curve in StepCurves.All())
        {
            OffsetIdentity(curve);
        }

        RandomLaws.Decreasing(1, 60).Sample(c => OffsetIdentity(InformationCurve.FromValues(c)), iter: 50);

        static void OffsetIdentity(InformationCurve curve)
        {
            for (var largest = 1; largest <= curve.Length; largest++)
            {
                var (closed, upper) = (LiCaiBounds.RandomOffset(curve, largest), LiCaiBounds.Sharpest(curve, largest));
                Close.To(closed, StepCurves.Random(curve, SizeLaws.Offset(largest)));
                Assert.InRange(closed, (upper / 2) - Rounding, upper + Rounding);
            }
        }
    }

    [Fact]
    public void Random_halving_is_above_its_lower_bounds()
    {
        foreach (var curve in StepCurves.All())
        {
            LowerBounds(curve);
        }

        RandomLaws.Decreasing(2, 60).Sample(c => LowerBounds(InformationCurve.FromValues(c)), iter: 50);
        RandomLaws.Tables(256, shortest: 2, longest: 8).Sample(table => LowerBounds(SubsetEntropies.Curve(table.Law, CancellationToken.None)), iter: 100);

        static void LowerBounds(InformationCurve curve)
        {
            for (var largest = 2; largest <= curve.Length; largest += 2)
            {
                var error = StepCurves.Random(curve, SizeLaws.Halving(largest));
                Assert.True(error >= LiCaiBounds.Theorem2Lower(curve, largest) - Rounding, $"(27): {error} at {largest} of {curve.Length}");
                if (BitOperations.IsPow2(largest))
                {
                    Assert.True(error >= (LiCaiBounds.Form13(curve, largest) / 16) - Rounding, $"(13): {error} at {largest} of {curve.Length}");
                }
            }
        }
    }

    [Fact]
    public void Values_are_those_of_the_formulas()
    {
        var curve = new InformationCurve(2, [0, 0.1, 0.3, 0.4, 0.6, 0.7]);
        Close.To(7 * 0.7, LiCaiBounds.Theorem1(curve, 5));
        Close.To(3 * 0.7, LiCaiBounds.Theorem1(curve, 4));
        Close.To(6 * 0.7 / 3, LiCaiBounds.Corollary1(curve, 3));
        Close.To(4 * 0.7, LiCaiBounds.Sharp(curve, 5));
        Close.To(0.7 + 0.6 + 0.4 + 0.3, LiCaiBounds.Sharpest(curve, 5));
        Close.To((2 * 0.6) + 0.7, LiCaiBounds.Theorem2Upper(curve, 4));
        Close.To((4 * 0.3) + (2 * 0.6) + 0.7, LiCaiBounds.Theorem2Upper(curve, 5));
        Close.To(0.5 * 0.6, LiCaiBounds.Theorem2Lower(curve, 4));
        Close.To((4 * 0.3) + (2 * 0.6) + 0.7, LiCaiBounds.Form13(curve, 4));
        Close.To((0.75 * 0.7) + (0.5 * 0.6) + (0.25 * 0.4), LiCaiBounds.RandomOffset(curve, 4));
        Close.To(Math.Sqrt(1 / 8.0) * Math.Log(5), LiCaiBounds.Feng(2, 8, 5));
        Assert.Equal(0, LiCaiBounds.Feng(1, 8, 5));
        Close.To(6 * Math.Log(3) / 2, LiCaiBounds.WorstCase(new Shape(6, 3), 2));
        Assert.Equal(0, LiCaiBounds.Sharpest(curve, 1));
        Assert.Equal(0, LiCaiBounds.Theorem1(curve, 1));
    }

    [Fact]
    public void Sizes_out_of_range_are_refused()
    {
        var curve = StepCurves.Of(6, 2);
        foreach (var size in new[] { -1, 0, 7 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => LiCaiBounds.Theorem1(curve, size));
            Assert.Throws<ArgumentOutOfRangeException>(() => LiCaiBounds.Corollary1(curve, size));
            Assert.Throws<ArgumentOutOfRangeException>(() => LiCaiBounds.Sharp(curve, size));
            Assert.Throws<ArgumentOutOfRangeException>(() => LiCaiBounds.Sharpest(curve, size));
            Assert.Throws<ArgumentOutOfRangeException>(() => LiCaiBounds.Theorem2Upper(curve, size));
            Assert.Throws<ArgumentOutOfRangeException>(() => LiCaiBounds.Theorem2Lower(curve, size));
            Assert.Throws<ArgumentOutOfRangeException>(() => LiCaiBounds.Form13(curve, size));
            Assert.Throws<ArgumentOutOfRangeException>(() => LiCaiBounds.RandomOffset(curve, size));
        }

        Assert.Throws<ArgumentException>(() => LiCaiBounds.Theorem2Lower(curve, 3));
        Assert.Throws<ArgumentException>(() => LiCaiBounds.Form13(curve, 6));
    }

    private static void AllBoundsHold(InformationCurve curve, IEnumerable<int[]> schedules)
    {
        foreach (var sizes in schedules)
        {
            var largest = sizes.Max();
            var error = StepCurves.Error(curve, sizes);
            var sharpest = LiCaiBounds.Sharpest(curve, largest);
            var sharp = LiCaiBounds.Sharp(curve, largest);
            var theorem2 = LiCaiBounds.Theorem2Upper(curve, largest);
            Assert.True(error <= sharpest + Rounding, $"U: {error} > {sharpest} for {string.Join(' ', sizes)}");
            Assert.True(sharpest <= sharp + Rounding && sharpest <= theorem2 + Rounding, $"{sharpest}, {sharp}, {theorem2} for {string.Join(' ', sizes)}");
            Assert.True(sharp <= LiCaiBounds.Theorem1(curve, largest) + Rounding);
        }
    }
}
