namespace Unmask.Tests.Integration;

/// <summary>Runs as a whole: the same numbers on any machine, folders that are taken up again, cells that fail alone.</summary>
public sealed class RunTests : IDisposable
{
    private const string Sampled = """
        { "name": "s", "seed": 7, "data": { "kind": "potts", "length": 20, "states": 3, "coupling": 1.0 }, "predictor": { "kind": "mixture", "weight": 0.05 },
          "schedule": { "kind": "balanced", "steps": 5 }, "sampler": { "kind": "ancestral", "samples": 3000 },
          "metrics": { "kl": { "method": "replay" }, "near": { "kind": "tv", "marginal": "position" }, "entropy": {}, "nfe": {}, "information": { "method": "samples", "samples": 300 } },
          "sweep": { "schedule": { "balanced": { "kind": "balanced", "steps": 5 }, "entropy": { "kind": "entropy", "steps": 5 } } } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-runs-").FullName;

    public RunTests() => File.WriteAllText(Path.Combine(_folder, "p.json"), Sampled);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Numbers_do_not_depend_on_the_number_of_processors()
    {
        string Lines(string processors) => JsonRun.Of(_folder, ["p.json"], new Dictionary<string, string?> { ["DOTNET_PROCESSOR_COUNT"] = processors }).Outcome.Out;
        var one = Lines("1");
        Assert.Equal(one, Lines("2"));
        Assert.Equal(one, Lines("8"));
        Assert.NotEqual(one, JsonRun.Of(_folder, ["p.json", "seed=8"]).Outcome.Out);
    }

    [Fact]
    public void The_four_spellings_of_an_override_and_the_environment_mean_the_same()
    {
        string Lines(params string[] words) => JsonRun.Of(_folder, ["p.json", "--sweep", "schedule=balanced", .. words]).Outcome.Out;
        var expected = Lines("sampler:samples=300");
        Assert.Equal(expected, Lines("sampler.samples=300"));
        Assert.Equal(expected, Lines("--sampler:samples", "300"));
        Assert.Equal(expected, Lines("--sampler:samples=300"));
        Assert.Equal(expected, JsonRun.Of(_folder, ["p.json", "--sweep", "schedule=balanced"], new Dictionary<string, string?> { ["UNMASK_SAMPLER__SAMPLES"] = "300" }).Outcome.Out);
    }

    [Fact]
    public void A_run_is_taken_up_and_damage_is_repaired()
    {
        var first = JsonRun.Of(_folder, ["p.json", "--out", "out"]).Outcome.Out;
        var cells = Directory.GetFiles(Path.Combine(_folder, "out", "cells")).Order().ToList();
        Assert.Equal(2, cells.Count);
        Assert.Equal(first, JsonRun.Of(_folder, ["p.json", "--out", "out"]).Outcome.Out);
        File.Delete(cells[0]);
        var bytes = File.ReadAllBytes(cells[1]);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(cells[1], bytes);
        Assert.Equal(first, JsonRun.Of(_folder, ["p.json", "--out", "out"]).Outcome.Out);

        var other = JsonRun.Any(_folder, ["p.json", "seed=9", "--out", "out"]).Outcome;
        Assert.Equal((2, ""), (other.ExitCode, other.Out));
        Assert.Contains("seed", other.Error, StringComparison.Ordinal);
        Assert.NotEqual(first, JsonRun.Of(_folder, ["p.json", "seed=9", "--out", "out", "--force"]).Outcome.Out);

        var resolved = Path.Combine(_folder, "out", "pipeline.json");
        Assert.Equal(JsonRun.Of(_folder, ["p.json", "seed=9"]).Outcome.Out, JsonRun.Of(_folder, [resolved]).Outcome.Out);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(20)]
    public void A_cell_that_fails_fails_alone(int length)
    {
        File.WriteAllText(Path.Combine(_folder, "fails.json"), $$"""
            { "data": { "kind": "potts", "length": {{length}}, "states": 3, "coupling": 1 }, "predictor": { "kind": "mixture", "weight": 0.1 },
              "schedule": { "kind": "optimal", "error": 5 }, "metrics": { "kl": {} }, "sweep": { "schedule:error": [5, 1e-300, 4] } }
            """);
        var run = JsonRun.Any(_folder, ["fails.json", "--out", "out"]);
        Assert.True(run.Outcome.ExitCode == 1, $"exit {run.Outcome.ExitCode}: {run.Outcome.Error}");
        var failed = Assert.Single(run.Lines, line => line.ContainsKey("failure"));
        Assert.Equal((1, "{\"schedule:error\":1E-300}"), (failed["cell"]!.GetValue<int>(), failed["axes"]!.ToJsonString()));
        Assert.StartsWith("schedule/optimal (", failed["failure"]!["plugin"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("--sweep schedule:error=1E-300", run.Outcome.Error, StringComparison.Ordinal);
        Assert.Equal([0, 2], run.Lines.Where(line => line["metric"]?.GetValue<string>() == "kl").Select(line => line["cell"]!.GetValue<int>()));
    }

    [Fact]
    public void A_zero_at_a_possible_token_is_infinite_and_says_so()
    {
        File.WriteAllText(Path.Combine(_folder, "zero.json"), """
            { "data": { "kind": "potts", "length": 4, "states": 3, "coupling": 1 }, "predictor": { "kind": "tempered", "temperature": 1e-6 },
              "schedule": { "kind": "balanced", "steps": 2 }, "metrics": { "kl": {}, "training-error": {}, "elbo": {} } }
            """);
        var run = JsonRun.Of(_folder, ["zero.json"]);
        Assert.All(run.Lines, line => Assert.NotEqual("NaN", line["value"]!.ToString()));
        var kl = run.Line("kl");
        Assert.Equal("Infinity", kl["value"]!.GetValue<string>());
        Assert.Contains("probability 0 to a possible token", kl["note"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_samples_are_not_held()
    {
        var count = Environment.GetEnvironmentVariable("RUN_LONG_TESTS") == "1" ? "1000000" : "100000";
        var run = JsonRun.Of(
            _folder,
            ["p.json", $"sampler:samples={count}", "data:length=64", "metrics:kl:samples=1000", "--sweep", "schedule=balanced"],
            new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = "0x6000000" });
        Assert.Equal(long.Parse(count, null), run.Line("entropy.sequence")["samples"]!.GetValue<long>());
    }
}
