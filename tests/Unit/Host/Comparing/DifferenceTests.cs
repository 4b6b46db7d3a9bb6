using CsCheck;
using Unmask.Host.Comparing;
using Unmask.Host.Runs;
using Unmask.Numerics;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Comparing;

/// <summary>Errors of differences against their spread over many repetitions, and against plain formulas.</summary>
public class DifferenceTests
{
    private const int Samples = 200;

    /// <summary>Two means of samples that share most of their randomness; the true difference is 0.05.</summary>
    private static (MetricValue A, MetricValue B) Draw(ulong seed, double shared)
    {
        var values = new double[2, Samples];
        for (var i = 0; i < Samples; i++)
        {
            var random = new RandomStream(seed, StreamPurpose.Data, i);
            var common = random.NextDouble() - 0.5;
            values[0, i] = (shared * common) + (0.1 * (random.NextDouble() - 0.5));
            values[1, i] = 0.05 + (shared * common) + (0.1 * (random.NextDouble() - 0.5));
        }

        return (Mean([.. Enumerable.Range(0, Samples).Select(i => values[0, i])]), Mean([.. Enumerable.Range(0, Samples).Select(i => values[1, i])]));
    }

    private static MetricValue Mean(double[] values)
    {
        var groups = new SampleGroups(values.Length);
        foreach (var (i, value) in values.Index())
        {
            groups.Add(i, value);
        }

        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        return Example.Estimate("kl", mean, error, values.Length) with { Parts = groups.Means };
    }

    private static Measured Of(params MetricValue[] seeds) => new([.. seeds.Select((value, seed) => KeyValuePair.Create($"{seed}", value))]);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_paired_error_is_the_spread_of_the_difference_and_intervals_cover_it(int seeds)
    {
        const int repetitions = 1500;
        var (differences, errors, covered, apart) = (new List<double>(), new List<double>(), 0, new List<double>());
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var drawn = Enumerable.Range(0, seeds).Select(seed => Draw((ulong)((repetition * seeds) + seed + 1), 1)).ToList();
            var difference = Difference.Of(Of([.. drawn.Select(pair => pair.A)]), Of([.. drawn.Select(pair => pair.B)]));
            Assert.Equal((Pairing.Samples, (31.0 * seeds), seeds), (difference.Pairing, difference.Freedom!.Value, difference.Seeds));
            differences.Add(difference.Value);
            errors.Add(difference.Error!.Value);
            var other = new Compared(difference with { Value = difference.Value - 0.05 });
            covered += other.P > 0.05 ? 1 : 0;
            apart.Add(Math.Sqrt(drawn.Sum(pair => (pair.A.Error!.Value * pair.A.Error.Value) + (pair.B.Error!.Value * pair.B.Error.Value))) / seeds);
        }

        var mean = differences.Average();
        var spread = Math.Sqrt(differences.Sum(value => (value - mean) * (value - mean)) / (repetitions - 1));
        Assert.Equal(0.05, mean, 4 * spread / Math.Sqrt(repetitions));

        // The spread itself is known to 2 in a hundred.
        Assert.InRange(Math.Sqrt(errors.Average(error => error * error)) / spread, 0.93, 1.07);
        Assert.InRange(covered / (double)repetitions, 0.93, 0.97);

        // What is shared is most of it: errors as if independent are ten times as large.
        Assert.True(apart.Average() > 8 * spread);
    }

    [Fact]
    public void Over_seeds_the_error_is_that_of_differences() => Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1]).Array[2, 12].Sample(pairs =>
    {
        var difference = Difference.Of(
            Of([.. pairs.Select(pair => Example.Estimate("kl", pair.Item1, 0.1, 50))]), Of([.. pairs.Select(pair => Example.Estimate("kl", pair.Item2, 0.1, 50))]));
        var values = pairs.Select(pair => pair.Item2 - pair.Item1).ToList();
        Assert.Equal(Pairing.Seeds, difference.Pairing);
        Assert.Equal(values.Average(), difference.Value, 1e-12);
        Assert.Equal(Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Count - 1) / values.Count), difference.Error!.Value, 1e-12);
        Assert.Equal(values.Count - 1, difference.Freedom);
    });

    [Fact]
    public void Only_seeds_that_both_have_are_paired()
    {
        var a = new Measured([new("1", Example.Estimate("kl", 1, 0.1, 50)), new("2", Example.Estimate("kl", 2, 0.1, 50)), new("3", Example.Estimate("kl", 9, 0.1, 50))]);
        var b = new Measured([new("2", Example.Estimate("kl", 2.5, 0.1, 50)), new("1", Example.Estimate("kl", 1.7, 0.1, 50))]);
        var difference = Difference.Of(a, b);
        Assert.Equal((Pairing.Seeds, 2), (difference.Pairing, difference.Seeds));
        Assert.Equal(0.6, difference.Value, 1e-12);
        Assert.Equal(0.1, difference.Error!.Value, 1e-12);
    }

    [Fact]
    public void Without_what_is_shared_errors_are_added_in_quadrature()
    {
        // Welch and Satterthwaite by hand: (9 + 16)² / (81/99 + 256/9), of errors 3 and 4, 100 samples and 10 groups.
        var a = Of(Example.Estimate("kl", 10, 3, 100));
        var b = Of(Example.Estimate("kl", 11, 4, 100) with { Parts = new double[10] });
        var difference = Difference.Of(a, b);
        Assert.Equal((1.0, 5.0, Pairing.Independent), (difference.Value, difference.Error!.Value, difference.Pairing));
        Assert.Equal(625 / ((81 / 99.0) + (256 / 9.0)), difference.Freedom!.Value, 1e-9);

        // Other numbers of samples, or other seeds, are not paired.
        Assert.Equal(Pairing.Independent, Difference.Of(Of(Mean([1, 2, 3])), Of(Mean([1, 2, 3, 4]))).Pairing);
        Assert.Equal(Pairing.Independent, Difference.Of(new([new("1", Mean([1, 2, 3]))]), new([new("2", Mean([1, 2, 3]))])).Pairing);
        Assert.Equal(4.0, Difference.Of(Of(Example.Exact("kl", 10)), b).Error);
    }

    [Fact]
    public void Unrelated_samples_have_the_independent_error()
    {
        var ratios = Enumerable.Range(1, 300).Select(seed =>
        {
            var (a, b) = (Draw((ulong)seed, 1).A, Draw((ulong)(seed + 1000), 1).B);
            return Math.Pow(Difference.Of(Of(a), Of(b)).Error!.Value, 2) / Math.Pow(Difference.Of(Of(a with { Parts = null }), Of(b)).Error!.Value, 2);
        });
        Assert.InRange(ratios.Average(), 0.95, 1.05);
    }

    [Fact]
    public void Exact_and_infinite_values()
    {
        var exact = Difference.Of(Of(Example.Exact("kl", 0.25)), Of(Example.Exact("kl", 0.5)));
        Assert.Equal((0.25, null, Pairing.Exact), (exact.Value, exact.Error, exact.Pairing));
        Assert.Equal(Verdict.Worse, new Compared(exact).Verdict(Better.Smaller));
        Assert.Equal(Verdict.Better, new Compared(exact).Verdict(Better.Larger));
        Assert.Equal(Verdict.Differs, new Compared(exact).Verdict(Better.Neither));
        Assert.Null(new Compared(exact).P);
        Assert.Equal(Verdict.Equal, new Compared(Difference.Of(Of(Example.Exact("kl", 0.1 + 0.2)), Of(Example.Exact("kl", 0.3)))).Verdict(Better.Smaller));

        var infinite = Difference.Of(Of(Example.Exact("kl", 0.25)), Of(Example.Estimate("kl", double.PositiveInfinity, 0, 10)));
        Assert.Equal((double.PositiveInfinity, null), (infinite.Value, infinite.Error));
        Assert.Equal(Verdict.Worse, new Compared(infinite).Verdict(Better.Smaller));
        var both = Of(Example.Exact("kl", double.PositiveInfinity));
        Assert.Equal(Verdict.Equal, new Compared(Difference.Of(both, both)).Verdict(Better.Smaller));

        var nothing = Of(Example.Exact("kl", double.NaN));
        Assert.Equal(Verdict.Unknown, new Compared(Difference.Of(nothing, nothing)).Verdict(Better.Smaller));

        var without = Difference.Of(Of(Example.Exact("kl", 0.25)), Of(new MetricValue("kl", 0.5, null, "samples", 10, null, null)));
        Assert.Equal(Pairing.None, without.Pairing);
        Assert.Equal(Verdict.Unknown, new Compared(without).Verdict(Better.Smaller));
    }

    [Fact]
    public void Samples_that_are_all_the_same_are_equal_and_a_constant_shift_is_sure()
    {
        var (a, shifted) = (Mean([1, 2, 4, 8]), Mean([1.5, 2.5, 4.5, 8.5]));
        var same = new Compared(Difference.Of(Of(a), Of(a)));
        Assert.Equal((Verdict.Equal, 1.0), (same.Verdict(Better.Smaller), same.P));
        var shift = new Compared(Difference.Of(Of(a), Of(shifted))) { Adjusted = 0 };
        Assert.Equal((double.PositiveInfinity, 0.0, Verdict.Worse), (shift.Statistic, shift.P, shift.Verdict(Better.Smaller)));
    }

    [Theory]
    [InlineData(2.0395, 31, 0.05)]
    [InlineData(-2.7764, 4, 0.05)]
    [InlineData(3.1824, 3, 0.05)]
    [InlineData(12.7062, 1, 0.05)]
    [InlineData(1.95996, double.PositiveInfinity, 0.05)]
    [InlineData(2.744, 31, 0.01)]
    public void P_values_are_those_of_tables(double t, double freedom, double p) =>
        Assert.Equal(p, new Compared(new Difference(t, 1, Pairing.Samples, freedom, 1)).P!.Value, 1e-4);

    [Fact]
    public void Holm_is_the_step_down_procedure() => Gen.Double[0, 0.2].Array[1, 12].Sample(p =>
    {
        var adjusted = Compared.Holm(p);
        foreach (var level in new[] { 0.01, 0.05, 0.2, 0.5 })
        {
            // As Holm states it: reject in ascending order while p ≤ level / (m − i).
            var rejected = p.Index().OrderBy(each => each.Item).Index().TakeWhile(each => each.Item.Item <= level / (p.Length - each.Index)).Select(each => each.Item.Index).ToHashSet();
            Assert.Equal(rejected, [.. adjusted.Index().Where(each => each.Item <= level).Select(each => each.Index)]);
        }
    });
}
