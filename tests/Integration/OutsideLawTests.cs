using System.Globalization;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Integration;

/// <summary>What is dropped in from outside has its exact law, without a line of code for it: against plain enumeration.</summary>
public sealed class OutsideLawTests : IDisposable
{
    private const int Length = 4, States = 3;

    private static readonly double[] _weights = [.. Enumerable.Range(0, Laws.Count(Length, States)).Select(k => 1.0 + (k * 7919 % 101))];
    private static readonly double[] _law = [.. _weights.Select(weight => weight / _weights.Sum())];

    private readonly Func<int[], int, double[]> _predictor = Predictors.Mixture(Predictors.Exact(_law, Length, States), 0.2);
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-outside-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_schedule_with_randomness_of_its_own()
    {
        Reveal ends = (_, masked) => [([masked[0]], 2.0 / 3), ([masked[^1]], 1.0 / 3)];
        var run = Holds(""" "schedule": "either-end" """, Reveals.Output(Length, States, ends, _predictor));
        Assert.Equal(Reveals.Divergence(_law, Length, States, ends, _predictor), run.Value("kl"), 1e-12);
    }

    [Fact]
    public void A_schedule_that_looks_at_candidates()
    {
        var run = Holds(""" "schedule": "best-candidate" """, Generated([.. Enumerable.Repeat(States, Length)]));
        Assert.DoesNotContain(run.Lines, line => line["metric"]!.GetValue<string>() == "kl");

        double[] Generated(int[] tokens)
        {
            var q = new double[_law.Length];
            var masked = Enumerable.Range(0, Length).Where(i => tokens[i] == States).ToArray();
            if (masked.Length == 0)
            {
                q[Laws.Index(tokens, States)] = 1;
                return q;
            }

            var rows = masked.Select(i => _predictor(tokens, i)).ToArray();
            for (var drawn = 0; drawn < Laws.Count(masked.Length, States); drawn++)
            {
                var candidates = Laws.Tokens(drawn, masked.Length, States);
                var probability = candidates.Select((v, k) => rows[k][v]).Aggregate(1.0, (product, p) => product * p);
                var best = 0;
                for (var k = 1; k < masked.Length; k++)
                {
                    best = rows[k][candidates[k]] > rows[best][candidates[best]] + 1e-9 ? k : best;
                }

                var next = (int[])tokens.Clone();
                next[masked[best]] = candidates[best];
                var after = Generated(next);
                q = [.. q.Zip(after, (sum, p) => sum + (probability * p))];
            }

            return q;
        }
    }

    [Fact]
    public void A_sampler_that_revises()
    {
        var first = Divergences.Output(Length, States, [Length], _predictor);
        var second = new double[first.Length];
        for (var x = 0; x < first.Length; x++)
        {
            var tokens = Laws.Tokens(x, Length, States);
            for (var i = 0; i < Length; i++)
            {
                var masked = (int[])tokens.Clone();
                masked[i] = States;
                var row = _predictor(masked, i);
                for (var v = 0; v < States; v++)
                {
                    masked[i] = v;
                    second[Laws.Index(masked, States)] += first[x] * (1.0 + tokens[i]) / (Length + tokens.Sum()) * row[v];
                }
            }
        }

        Holds(""" "sampler": "second-thought" """, second);
    }

    [Fact]
    public void A_kernel()
    {
        var run = Run(""" "schedule": { "kind": "balanced", "steps": 1 } """, """ "law": {}, "mmd": { "kernel": "same-ends" } """);
        var v = run.Lines.Where(line => line["metric"]!.GetValue<string>() == "law").Select((line, x) => line["value"]!.GetValue<double>() - _law[x]).ToArray();
        var expected = (from x in Enumerable.Range(0, v.Length) from y in Enumerable.Range(0, v.Length) select v[x] * v[y] * Kernel(Laws.Tokens(x, Length, States), Laws.Tokens(y, Length, States))).Sum();
        Assert.Equal(expected, run.Value("mmd.squared"), 1e-13);
        Assert.Equal(Math.Sqrt(expected), run.Value("mmd"), 1e-12);

        static int Kernel(int[] x, int[] y) => x[0] != y[0] ? 0 : x[^1] != y[^1] ? 1 : 2;
    }

    /// <summary>The law, the variation and the divergence of the output law; by condition too where tokens stay.</summary>
    private JsonRun Holds(string sampling, double[] law)
    {
        var revises = sampling.Contains("second-thought", StringComparison.Ordinal);
        var condition = revises ? "" : """, "by-condition": { "kind": "kl", "method": "condition", "samples": 2000 } """;
        var run = Run(sampling, $$""" "law": {}, "tv": {}, "kl": {} {{condition}} """);
        var got = run.Lines.Where(line => line["metric"]!.GetValue<string>() == "law").Select(line => line["value"]!.GetValue<double>()).ToArray();
        Assert.Equal(law.Length, got.Length);
        Assert.All(law.Zip(got), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
        Assert.Equal(law.Zip(_law).Sum(pair => Math.Abs(pair.First - pair.Second)) / 2, run.Value("tv"), 1e-12);
        Assert.Equal(Laws.Divergence(_law, law), run.Value("kl.marginal"), 1e-12);
        Assert.Equal("law", run.Line("kl.marginal")["method"]!.GetValue<string>());
        if (!revises)
        {
            Assert.InRange(Math.Abs(run.Value("by-condition.marginal") - run.Value("kl.marginal")) / run.Line("by-condition.marginal")["error"]!.GetValue<double>(), 0, 4);
        }

        return run;
    }

    [Fact]
    public void Exact_numbers_and_estimates_are_the_same_to_the_last_digit_on_one_processor_and_on_several()
    {
        const string Metrics = """ "law": {}, "kl": {}, "replay": { "kind": "kl", "method": "replay", "samples": 1000 }, "condition": { "kind": "kl", "method": "condition", "samples": 1000 } """;
        foreach (var schedule in new[] { """{ "kind": "balanced", "steps": 3 }""", "\"either-end\"" })
        {
            var outputs = new[] { "1", "2", "5" }.Select(processors => Run($""" "schedule": {schedule} """, Metrics, """{ "kind": "potts", "length": 7, "states": 3, "coupling": 1 }""", processors).Outcome.Out).ToList();
            Assert.Single(outputs.Distinct());
        }
    }

    private JsonRun Run(string sampling, string metrics, string? data = null, string? processors = null)
    {
        data ??= $$"""{ "kind": "table", "length": {{Length}}, "states": {{States}}, "probabilities": [{{string.Join(", ", _law.Select(p => p.ToString("R", CultureInfo.InvariantCulture)))}}] }""";
        File.WriteAllText(
            Path.Combine(_folder, "pipeline.json"), $$"""{ "data": {{data}}, "predictor": { "kind": "mixture", "weight": 0.2 }, {{sampling}}, "metrics": { {{metrics}} } }""");
        return JsonRun.Of(_folder, ["pipeline.json", "--plugins", Plugins.Folder("outside")], new Dictionary<string, string?> { ["DOTNET_PROCESSOR_COUNT"] = processors });
    }
}
