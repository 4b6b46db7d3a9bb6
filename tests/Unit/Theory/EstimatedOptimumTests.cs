using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

/// <summary>Sizes chosen on estimated curves: groups of a known curve with noise that is shared by neighbours, as along an order.</summary>
public class EstimatedOptimumTests
{
    private const int Length = 12;

    private static readonly double[] _true = [.. Enumerable.Range(0, Length).Select(w => 1 / (1.0 + w))];

    [Fact]
    public void Regrets_enclose_the_true_one_and_their_errors_are_honest()
    {
        var balanced = SizeVisits.Of([4, 4, 4]);
        var truth = Cost([4, 4, 4]) - Compositions(3).Min(Cost);
        var (other, seen, scores) = (0.0, 0.0, 0.0);
        const int seeds = 300;
        for (var seed = 0; seed < seeds; seed++)
        {
            var curve = Noisy(_true, 0.6, seed);
            var optimum = new EstimatedOptimum(curve);
            var regret = optimum.Regret(balanced, 3, CancellationToken.None);
            var flattered = EstimatedDivergence.Difference(curve, balanced, SizeVisits.Of(optimum.ForSteps(3, CancellationToken.None)));
            Assert.InRange(truth, regret.Value - (4 * regret.StandardError!.Value), flattered.Value + (4 * flattered.StandardError!.Value));
            other += regret.Value / seeds;
            seen += flattered.Value / seeds;

            // What each half chooses, by listing all sizes on its nearest curve that never increases.
            var targets = new[] { 0, 1 }.Average(half => Cost([4, 4, 4]) - Cost(Compositions(3).MinBy(sizes => Cost(sizes, Chooser(curve.Half(half), optimum.Method)))!));
            scores += Math.Pow((regret.Value - targets) / regret.StandardError.Value, 2) / seeds;
        }

        Assert.True(other < truth && truth < seen, $"{other} on others, {truth} in truth, {seen} on those chosen on");
        Assert.InRange(Math.Sqrt(scores), 0.85, 1.2);
    }

    [Fact]
    public void The_error_of_the_chosen_sizes_is_flattered_and_that_of_halves_is_not()
    {
        var least = Compositions(3).Min(Cost) - _true.Sum();
        var (flattered, honest) = (0.0, 0.0);
        for (var seed = 0; seed < 200; seed++)
        {
            var curve = Noisy(_true, 0.6, seed);
            var optimum = new EstimatedOptimum(curve);
            flattered += EstimatedDivergence.Above(curve, SizeVisits.Of(optimum.ForSteps(3, CancellationToken.None))).Value / 200;
            honest += optimum.Error(3, CancellationToken.None).Value / 200;
        }

        Assert.True(flattered < least && least < honest, $"{flattered}, {least} in truth, {honest}");
    }

    [Fact]
    public void A_rise_within_the_noise_is_levelled()
    {
        var optimum = new EstimatedOptimum(Noisy(_true, 0.6, 1));
        Assert.Equal("isotonic", optimum.Method);
        Assert.All(Enumerable.Range(1, Length - 1), w => Assert.True(optimum.Chooser[w] <= optimum.Chooser[w - 1]));
        var best = Compositions(4).Min(sizes => Cost(sizes, optimum.Chooser));
        Assert.Equal(best, Cost(optimum.ForSteps(4, CancellationToken.None), optimum.Chooser), 1e-12);
    }

    [Fact]
    public void A_rise_beyond_the_noise_is_kept_and_solved_by_layers()
    {
        var risen = _true.Select((c, w) => w is 6 or 7 ? c + 0.4 : c).ToArray();
        var curve = Noisy(risen, 0.02, 1);
        var optimum = new EstimatedOptimum(curve);
        Assert.Equal("layers", optimum.Method);
        var values = Enumerable.Range(0, Length).Select(w => curve.Mean[w]).ToArray();
        Assert.Equal(Compositions(4).Min(sizes => Cost(sizes, values)), Cost(optimum.ForSteps(4, CancellationToken.None), values), 1e-12);
    }

    [Fact]
    public void Without_noise_it_is_the_exact_optimum()
    {
        var optimum = new EstimatedOptimum(Noisy(_true, 0, 1));
        Assert.Equal("lagrangian", optimum.Method);
        var (error, deviation) = optimum.Error(3, CancellationToken.None);
        Assert.Equal(Compositions(3).Min(Cost) - _true.Sum(), error, 1e-12);
        Assert.Equal(0, deviation!.Value, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(3)]
    public void The_fewest_steps_for_an_error_are_the_fewest_on_the_curve_chosen_on(double error)
    {
        var optimum = new EstimatedOptimum(Noisy(_true, 0.6, 1));
        double Least(int steps) => Compositions(steps).Min(sizes => Cost(sizes, optimum.Chooser)) - optimum.Chooser.Sum();
        var steps = optimum.StepsFor(error, CancellationToken.None)!.Value;
        Assert.True(Least(steps) <= error + 1e-9);
        Assert.All(Enumerable.Range(1, steps - 1), fewer => Assert.True(Least(fewer) > error));
    }

    [Fact]
    public void Fewer_than_four_groups_have_no_halves() =>
        Assert.Throws<ArgumentException>(() => new EstimatedOptimum(new EstimatedCurve([.. Enumerable.Range(0, 3).Select(_ => new CurveGroup(1, [1, 0.5], [0, 0], null))])));

    /// <summary>64 groups of 4 sequences; the noise of a group is a random walk along the curve.</summary>
    private static EstimatedCurve Noisy(double[] curve, double noise, int seed) => new([.. Enumerable.Range(0, 64).Select(group =>
    {
        var stream = new RandomStream((ulong)seed, StreamPurpose.Data, group);
        var (walk, sums) = (0.0, new double[curve.Length]);
        for (var w = 0; w < sums.Length; w++)
        {
            walk += (noise / 2) * (stream.NextDouble() + stream.NextDouble() + stream.NextDouble() - 1.5);
            sums[w] = 4 * (curve[w] + walk);
        }

        return new CurveGroup(4, sums, null, null);
    })]);

    private static double[] Chooser(EstimatedCurve half, string method)
    {
        var values = Enumerable.Range(0, Length).Select(w => half.Mean[w]).ToArray();
        return method == "isotonic" ? IsotonicRegression.NonIncreasing(values) : values;
    }

    private static double Cost(int[] sizes) => Cost(sizes, _true);

    private static double Cost(int[] sizes, double[] curve)
    {
        var (cost, revealed) = (0.0, 0);
        foreach (var size in sizes)
        {
            cost += size * curve[revealed];
            revealed += size;
        }

        return cost;
    }

    private static List<int[]> Compositions(int steps) => Compositions(Length, steps).ToList();

    private static IEnumerable<int[]> Compositions(int length, int steps) => steps == 1
        ? [[length]]
        : Enumerable.Range(1, length - steps + 1).SelectMany(first => Compositions(length - first, steps - 1).Select(rest => (int[])[first, .. rest]));
}
