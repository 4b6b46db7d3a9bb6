using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration;

/// <summary>Runs side by side, through the real program: paired errors against the spread over many seeds.</summary>
public sealed class CompareTests : IDisposable
{
    private const int Seeds = 60;

    /// <summary>Predictors that differ little, one schedule by replay and from a curve, one that chooses positions.</summary>
    private static readonly string _pipeline = $$"""
        { "name": "c", "data": { "kind": "potts", "length": 16, "states": 3, "coupling": 1.0 }, "seeds": {{Seeds}},
          "schedule": { "kind": "balanced", "steps": 3 }, "sampler": { "kind": "ancestral", "samples": 150 },
          "metrics": { "kl": { "method": "replay" }, "elbo": { "method": "samples" }, "entropy": {}, "exact": { "kind": "kl", "method": "curve" } },
          "sweep": { "predictor": { "less": { "kind": "mixture", "weight": 0.05 }, "more": { "kind": "mixture", "weight": 0.1 } } } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-compare-").FullName;

    public CompareTests() => File.WriteAllText(Path.Combine(_folder, "p.json"), _pipeline);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Paired_errors_are_the_spread_over_seeds()
    {
        var lines = JsonRun.Of(_folder, ["p.json", "--out", "many"]).Lines;
        var line = Compare("many").ToDictionary(each => each["metric"]!.GetValue<string>());
        foreach (var metric in new[] { "kl", "elbo.nats-per-token", "elbo.perplexity", "entropy.sequence" })
        {
            List<(double Value, double Error)> Of(string predictor) => [.. lines
                .Where(each => each["metric"]!.GetValue<string>() == metric && each["axes"]!["predictor"]!.GetValue<string>() == predictor)
                .Select(each => (each["value"]!.GetValue<double>(), each["error"]!.GetValue<double>()))];
            var (less, more) = (Of("less"), Of("more"));
            Assert.Equal((Seeds, Seeds), (less.Count, more.Count));
            var differences = less.Zip(more, (one, other) => other.Value - one.Value).ToList();
            var mean = differences.Average();
            var spread = Math.Sqrt(differences.Sum(value => (value - mean) * (value - mean)) / (Seeds - 1));

            // A spread of 60 seeds is known to a tenth; the error of all seeds is that of one over √60.
            var compared = line[metric];
            Assert.Equal(("samples", Seeds, Seeds * 31), (compared["pairing"]!.GetValue<string>(), compared["seeds"]!.GetValue<int>(), compared["freedom"]!.GetValue<int>()));
            Assert.Equal(mean, compared["difference"]!.GetValue<double>(), 1e-9);
            Assert.InRange(compared["differenceError"]!.GetValue<double>() * Math.Sqrt(Seeds) / spread, 0.7, 1.4);

            // Shared randomness is worth it: errors as if independent are larger, of kl several times.
            var apart = Math.Sqrt(less.Average(value => value.Error * value.Error) + more.Average(value => value.Error * value.Error));
            Assert.True(apart > (metric == "kl" ? 4 : 1.2) * spread, $"{metric}: {apart} and {spread}");
        }

        // What is exact is the same for every seed, and says what the estimate should have seen.
        Assert.Equal("exact", line["exact"]["pairing"]!.GetValue<string>());
        Assert.Equal("worse", line["exact"]["verdict"]!.GetValue<string>());
        Assert.InRange(Math.Abs(line["kl"]["difference"]!.GetValue<double>() - line["exact"]["difference"]!.GetValue<double>()) / line["kl"]["differenceError"]!.GetValue<double>(), 0, 4);
    }

    [Fact]
    public void Two_runs_are_compared_as_the_axis_of_one()
    {
        JsonRun.Of(_folder, ["p.json", "--out", "both", "seeds=2"]);
        JsonRun.Of(_folder, ["p.json", "--out", "less", "seeds=2", "--sweep", "predictor=less", "name=first"]);
        JsonRun.Of(_folder, ["p.json", "--out", "more", "seeds=2", "--sweep", "predictor=more", "name=second"]);
        var (one, two) = (Compare("both"), Compare("less", "more"));
        Assert.NotEmpty(one);
        Assert.Equal(one.Count, two.Count);
        foreach (var (a, b) in one.Zip(two))
        {
            foreach (var field in new[] { "metric", "referenceValue", "value", "difference", "differenceError", "pairing", "p", "verdict" })
            {
                Assert.Equal(a[field]?.ToJsonString(), b[field]?.ToJsonString());
            }
        }

        var text = UnmaskProgram.RunIn(_folder, "compare", "less", "more", "--by", "predictor", "--metric", "kl");
        Assert.True(text.ExitCode == 0, text.Error);
        Assert.Contains("[p] paired", text.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Note:", text.Out, StringComparison.Ordinal);

        var wrong = UnmaskProgram.RunIn(_folder, "compare", "both", "--by", "predictr");
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Out));
        Assert.Contains("did you mean 'predictor'?", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(2, UnmaskProgram.RunIn(_folder, "compare").ExitCode);
    }

    private List<JsonObject> Compare(params string[] words)
    {
        var outcome = UnmaskProgram.RunIn(_folder, ["compare", .. words, "--json"]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return [.. outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }
}
