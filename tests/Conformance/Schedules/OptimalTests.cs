using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Schedules;

/// <summary>The optimal sizes against every composition of the length.</summary>
public class OptimalTests
{
    [Fact]
    public void No_composition_of_T_parts_has_a_smaller_error() =>
        (from setting in Setting.Random from steps in Gen.Int[1, 8] select (setting, steps)).Sample(
            x =>
            {
                var setting = x.setting;
                var steps = Math.Min(x.steps, setting.Length);
                var least = Errors(setting).Where(pair => pair.Sizes.Length == steps).Min(pair => pair.Error);
                var measured = Installed.Measure(setting.Pipeline($$"""{ "kind": "optimal", "steps": {{steps}} }""", """ "kl": {}, "nfe": {} """));
                Assert.Equal(least, measured["kl"], 1e-10);
                Assert.Equal(steps, measured["nfe"]);
            },
            iter: 40);

    [Fact]
    public void As_few_steps_are_taken_as_reach_the_error() =>
        (from setting in Setting.Random from share in Gen.Double[0.05, 0.95] select (setting, share)).Sample(
            x =>
            {
                var errors = Errors(x.setting);
                var (low, high) = (errors.Min(pair => pair.Error), errors.Max(pair => pair.Error));
                var target = low + (x.share * (high - low)) + 1e-9;
                var fewest = errors.Where(pair => pair.Error <= target).Min(pair => pair.Sizes.Length);
                var measured = Installed.Measure(x.setting.Pipeline($$"""{ "kind": "optimal", "error": {{Setting.Text(target)}} }""", """ "kl": {}, "nfe": {} """));
                Assert.Equal(fewest, measured["nfe"]);
                Assert.True(measured["kl"] <= target + 1e-12);
            },
            iter: 40);

    [Fact]
    public void An_error_out_of_reach_fails_the_cell_with_the_least_one()
    {
        var pipeline = $$"""
            { "data": {{Installed.Potts(5)}}, "predictor": { "kind": "mixture", "weight": 0.5 },
              "schedule": { "kind": "optimal", "error": 1e-6 }, "metrics": { "kl": {} } }
            """;
        var experiment = Installed.Compose(pipeline);
        var failure = experiment.Measure(experiment.Pipeline.Cells[0], TestContext.Current.CancellationToken).Failure!;
        Assert.StartsWith("schedule/optimal (", failure.Plugin, StringComparison.Ordinal);
        Assert.Contains("1E-06", failure.Message, StringComparison.Ordinal);
        Assert.Contains("one position a step still leaves", failure.Message, StringComparison.Ordinal);
    }

    private static List<(int[] Sizes, double Error)> Errors(Setting setting)
    {
        var curve = Curves.CrossEntropy(setting.Law, setting.Length, setting.States, setting.Predictor);
        var entropy = Laws.Entropy(setting.Law);
        return [.. Sizes.Compositions(setting.Length).Select(sizes =>
        {
            var (revealed, sum) = (0, -entropy);
            foreach (var size in sizes)
            {
                sum += size * curve[revealed];
                revealed += size;
            }

            return (sizes, sum);
        })];
    }
}
