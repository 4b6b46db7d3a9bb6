using CsCheck;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Where an observable's error comes from.</summary>
public class AttributionTests
{
    [Fact]
    public void Its_parts_sum_to_the_exact_error() => Gen.Select(ScoredSetting.Random, Gen.Int[1, 5]).Sample(
        (setting, times) =>
        {
            var (length, states, law) = (setting.Law.Length, setting.Law.States, setting.Law.Law);
            var psi = law.Select((_, x) => Math.Cos(3 * x) - 1).ToArray();
            var file = Data.Files.Write($"observable-{Guid.NewGuid():N}.txt", "# of every sequence\n" + string.Join('\n', psi.Select(Setting.Text)));
            var measured = Installed.Measure(setting.Pipeline($$"""
                "law": {}, "bounds": {}, "it": { "kind": "attribution", "file": "{{file}}", "times": {{times}} },
                "symbol": { "kind": "attribution", "position": {{length - 1}}, "symbol": 1, "times": {{times}} }
                """));
            var generated = measured.List("law");
            Near(psi.Select((value, x) => value * (law[x] - generated[x])).Sum(), measured["it"]);
            Near(law.Select((p, x) => x % states == 1 ? p - generated[x] : 0).Sum(), measured["symbol"]);
            foreach (var label in new[] { "it", "symbol" })
            {
                var cells = measured.List($"{label}.cell");
                Near(measured[label], measured[$"{label}.prior"] + cells.Sum());
                Assert.Equal(times * length, cells.Length);
                var (byTime, byPosition) = (measured.List($"{label}.time"), measured.List($"{label}.position"));
                for (var k = 0; k < times; k++)
                {
                    Near(cells.Skip(k * length).Take(length).Sum(), byTime[k]);
                }

                for (var i = 0; i < length; i++)
                {
                    Near(cells.Where((_, k) => k % length == i).Sum(), byPosition[i]);
                }

                Assert.True(Math.Abs(measured[label]) <= measured[$"bounds.ipm.{label}"] + 1e-9);
            }

            Near((psi.Max() - psi.Min()) * measured["bounds.tv"], measured["bounds.ipm.it"]);
        },
        iter: 15);

    [Fact]
    public void An_exact_score_leaves_the_prior_term_alone()
    {
        var measured = Installed.Measure("""
            {
              "data": { "kind": "table", "length": 2, "states": 2, "probabilities": [0.7, 0.1, 0.1, 0.1] }, "process": "uniform", "noise": { "kind": "constant", "rate": 0.3 },
              "score": "exact", "metrics": { "attribution": { "position": 1, "symbol": 0 } }
            }
            """);
        Assert.True(Math.Abs(measured["attribution.prior"]) > 0.01);
        Near(measured["attribution.prior"], measured["attribution"]);
        Assert.All(measured.List("attribution.cell"), cell => Assert.Equal(0, cell, 1e-10));
    }

    private static void Near(double expected, double actual) =>
        Assert.True(expected == actual || Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {actual:R}");
}
