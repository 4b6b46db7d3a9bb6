namespace Unmask.Tests.Integration;

/// <summary>A plugin that breaks its contract never gives a number: its cell fails, or its pipeline is refused, and it is named.</summary>
public sealed class BrokenPromisesTests : IDisposable
{
    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "fixtures");

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-promises-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("""predictor={"kind":"no-law","first":1.0,"second":0.5}""", "predictor/no-law", "it sums to 1.5")]
    [InlineData("""predictor={"kind":"no-law","first":1.5,"second":-0.5}""", "predictor/no-law", "symbol 1 has the probability -0.5")]
    [InlineData("""predictor={"kind":"no-law","first":0.5000001,"second":0.5}""", "predictor/no-law", "sum to 1 within 1e-9")]
    [InlineData("""schedule={"kind":"generous"}""", "schedule/generous", "committed a row at position 0 that is no law: it sums to 1.1")]
    [InlineData("""schedule={"kind":"moody"}""", "schedule/moody", "made other choices when it was run again")]
    [InlineData("""metrics={"says":{"names":["a","a"]}}""", "metrics/says", "gave the value 'a' twice")]
    [InlineData("""metrics={"says":{"names":["a.b"]}}""", "metrics/says", "named a value 'a.b'")]
    [InlineData("""metrics={"says":{"names":["a"],"method":""}}""", "metrics/says", "does not say by which method")]
    [InlineData("""metrics={"says":{}}""", "metrics/says", "gave no value")]
    public void Its_cell_fails(string broken, string plugin, string words)
    {
        foreach (var method in broken.StartsWith("metrics", StringComparison.Ordinal) ? new[] { "" } : ["auto", "law", "replay"])
        {
            var run = Run(broken, method.Length == 0 ? "seed=1" : $"metrics:kl:method={method}");
            Assert.Equal(1, run.Outcome.ExitCode);
            var failure = Assert.Single(run.Lines)["failure"]!;
            Assert.StartsWith(plugin, failure["plugin"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Contains(words, failure["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("law", "gives all sequences together the probability 0.5")]
    [InlineData("replay", "drew a sequence with the symbol 2; symbols are 0 to 1")]
    public void A_data_law_that_is_none_fails_its_cell(string method, string words)
    {
        var failure = Assert.Single(Run("data={\"kind\":\"half\"}", "predictor={\"kind\":\"no-law\",\"first\":0.5,\"second\":0.5}", $"metrics:kl:method={method}").Lines)["failure"]!;
        Assert.StartsWith("data/half", failure["plugin"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(words, failure["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data={\"kind\":\"one-symbol\"}", "Fixture.BrokenPromises.dll) has sequences of length 3 over 1 symbols")]
    [InlineData("data={\"kind\":\"forgetful\",\"given\":{\"0\":1}}", "/data: the plugin 'forgetful'")]
    [InlineData("data={\"kind\":\"forgetful\",\"given\":{\"0\":1}}", "gives 2 free tokens of 2 symbols the shape")]
    [InlineData("data={\"kind\":\"forgetful\",\"row\":1.0,\"given\":{\"0\":1}}", "gives a row at position 0 that is no law: it sums to 2")]
    [InlineData("data={\"kind\":\"forgetful\",\"row\":-1.0,\"given\":{\"0\":1}}", "could not be conditioned on the given tokens: no conditionals today")]
    [InlineData("predictor={\"kind\":\"early\"}", "/predictor: the plugin 'early'")]
    [InlineData("data={\"kind\":\"shapeless\"}", "could not say its shape: no shape today")]
    [InlineData("metrics={\"says\":{\"throws\":true}}", "Fixture.BrokenPromises.dll) could not say whether it can be computed: cannot say")]
    public void Its_pipeline_is_refused(string broken, string words)
    {
        var outcome = Run(broken).Outcome;
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ending_the_process_is_no_success()
    {
        var outcome = Run("schedule={\"kind\":\"quitter\"}").Outcome;
        Assert.Equal((70, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains("a plugin must have called Environment.Exit", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_prints_is_no_result()
    {
        var run = Run("schedule={\"kind\":\"chatty\"}");
        Assert.Equal(0, run.Outcome.ExitCode);
        Assert.Contains("hello from a plugin", run.Outcome.Error, StringComparison.Ordinal);
    }

    private JsonRun Run(params string[] overrides)
    {
        File.WriteAllText(Path.Combine(_folder, "p.json"), """
            { "data": { "kind": "potts", "length": 3, "states": 2, "coupling": 1.0 }, "predictor": "exact",
              "schedule": { "kind": "balanced", "steps": 2 }, "sampler": { "kind": "ancestral", "samples": 200 }, "metrics": { "kl": {} } }
            """);
        return JsonRun.Any(_folder, ["p.json", .. overrides, "--plugins", Plugins]);
    }
}
