using CsCheck;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

public class PathInformationTests
{
    private static readonly Gen<((RandomLaws.Table Table, Chains.Kind Kind, Chains.Wave Wave, double Total) Case, double Early, double Part)> Steps =
        Gen.Select(Chains.All(9, Enum.GetValues<Chains.Kind>()), Gen.Double[0, 2], Gen.Double[0.01, 2]);

    [Fact]
    public void A_step_costs_the_total_correlation_of_the_state_before_it() => Steps.Sample(
        one =>
        {
            var ((table, kind, _, _), early, part) = one;
            var (oracle, late) = (Chains.Oracle(kind, table.Law.Shape), early + part);
            var start = oracle.Law(Chains.Embedded(kind, table.Law), early);
            var reached = Enumerable.Range(0, start.Length).Select(y => oracle.Law([.. Enumerable.Range(0, start.Length).Select(z => z == y ? 1.0 : 0)], part)).ToArray();
            var cost = 0.0;
            for (var x = 0; x < start.Length; x++)
            {
                // p(x_s | x_t = x) by Bayes' rule from full matrices.
                double[] joint = [.. start.Select((p, y) => p * reached[y][x])];
                var mass = joint.Sum();
                if (mass > 0)
                {
                    double[] posterior = [.. joint.Select(value => value / mass)];
                    var marginals = Enumerable.Range(0, table.Law.Shape.Length).Sum(i => Laws.Entropy(Laws.Marginal(posterior, table.Law.Shape.Length, oracle.Symbols, [i])));
                    cost += mass * (marginals - Laws.Entropy(posterior));
                }
            }

            Assert.Equal(cost, Of(table, kind).StepCost(late, early), 1e-9);
        },
        iter: 60);

    [Fact]
    public void The_masked_process_needs_the_curve_only() => RandomLaws.Tables(81, longest: 4).Sample(
        table =>
        {
            var law = table.Law;
            var curve = new MaskedInformation(InformationCurve.FromValues(Curves.Information(law.Probabilities, law.Shape.Length, law.Shape.States)));
            var space = Of(table, Chains.Kind.Masked);
            foreach (var (late, early) in new[] { (0.1, 0.0), (2, 0.3), (9, 1.5), (30, 0) })
            {
                Assert.Equal(space.StepCost(late, early), curve.StepCost(late, early), 1e-10);
                Assert.Equal(space.Produced(late), curve.Produced(late), 1e-10);
                Assert.Equal(space.Moved(late), curve.Moved(late), 1e-4);
            }

            Assert.Equal(Laws.Entropy(law.Probabilities), curve.Produced(50), 1e-10);
        },
        iter: 40);

    [Fact]
    public void Without_a_mask_what_is_produced_is_the_fall_of_the_divergence_and_what_moves_is_more_than_the_distance() => RandomLaws.Tables(27, longest: 3).Sample(
        table =>
        {
            var oracle = Chains.Oracle(Chains.Kind.Uniform, table.Law.Shape);
            var (space, data) = (Of(table, Chains.Kind.Uniform), table.Law.Probabilities);
            var moved = 0.0;
            foreach (var b in new[] { 0.2, 1, 3 })
            {
                var law = oracle.Law(data, b);
                Assert.Equal(Laws.Entropy(law) - Laws.Entropy(data), space.Produced(b), 1e-10);
                Assert.True(space.Moved(b) >= moved && space.Moved(b) >= (law.Zip(data, (p, q) => Math.Abs(p - q)).Sum() / 2) - 1e-4);
                moved = space.Moved(b);
            }
        },
        iter: 40);

    [Fact]
    public void Equal_parts_are_equal_and_least_costs_are_least()
    {
        var table = RandomLaws.Tables(81, longest: 4).Single(one => one.Law.Shape is { Length: 3, States: 3 }, "7_Dka3qrDVy1");
        foreach (var kind in new[] { Chains.Kind.Masked, Chains.Kind.Uniform })
        {
            var space = Of(table, kind);
            var levels = new double[6];
            foreach (var grown in new Func<double, double>[] { space.Produced, space.Moved })
            {
                GridSearch.EqualParts(Total, levels, grown);
                for (var k = 1; k < levels.Length; k++)
                {
                    Assert.Equal(grown(Total) / 5, grown(levels[k]) - grown(levels[k - 1]), 1e-9);
                }
            }

            foreach (var steps in new[] { 1, 2, 4 })
            {
                levels = new double[steps + 1];
                var least = GridSearch.LeastCost(Total, levels, space.StepCost, default);
                Assert.Equal((0, Total), (levels[0], levels[^1]));
                Assert.Equal(Cost(levels), least, 1e-12);
                Gen.Double[0, Total].Array[steps - 1].Sample(inner => Assert.True(Cost([0, .. inner.Order(), Total]) >= least - 1e-9), iter: 100);
            }

            double Cost(double[] at) => at.Skip(1).Zip(at).Sum(step => space.StepCost(step.First, step.Second));
        }
    }

    private const double Total = 6;

    private static PathInformation Of(RandomLaws.Table table, Chains.Kind kind) => new(new ForwardLaw(Chains.Process(kind), table.Law), 30);
}
