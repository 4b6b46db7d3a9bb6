using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration;

/// <summary>Wrong input: exit code 2, a message with file, path and what was expected, nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Sound = """
        { "name": "b", "data": { "kind": "potts", "length": 6, "states": 3, "coupling": 1.0 }, "predictor": "exact",
          "schedule": { "kind": "balanced", "steps": 3 }, "metrics": { "kl": {} } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-bad-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("schedule", """{"kind":"sizes","sizes":[2,2]}""", "/schedule/sizes", "sum to 4; expected a sum of 6")]
    [InlineData("schedule", """{"kind":"sizes","sizes":[2,0,4,-1]}""", "/schedule/sizes/1", "got 0; expected at least 1")]
    [InlineData("schedule", """{"kind":"balanced","steps":7}""", "/schedule/steps", "got 7 steps for 6 positions")]
    [InlineData("schedule", """{"kind":"balanced","steps":0}""", "/schedule/steps", "got 0; expected an integer, at least 1")]
    [InlineData("schedule", """{"kind":"balanced","steps":"three"}""", "/schedule/steps", "got the text \"three\"; expected an integer")]
    [InlineData("schedule", """{"kind":"balanced","steps":"3"}""", "/schedule/steps", "got the text \"3\"; expected an integer")]
    [InlineData("schedule", """{"kind":"balanced","steps":2.5}""", "/schedule/steps", "got 2.5; expected an integer")]
    [InlineData("schedule", """{"kind":"balanced","steps":null}""", "/schedule/steps", "got null; expected an integer")]
    [InlineData("schedule", """{"kind":"balancd","steps":3}""", "/schedule/kind", "did you mean 'balanced'?")]
    [InlineData("schedule", """{"kind":"random-halving","maximum":3}""", "/schedule/maximum", "expected an even number")]
    [InlineData("schedule", """{"kind":"entropy","steps":2,"perStep":2}""", "/schedule", "expected exactly one of them")]
    [InlineData("schedule", """{"kind":"entropy-bounded","budget":-0.5}""", "/schedule/budget", "got -0.5; expected a number, at least 0")]
    [InlineData("schedule", """{"kind":"threshold","probability":1.5}""", "/schedule/probability", "got 1.5; expected a number from 0 to 1")]
    [InlineData("schedule", """{"kind":"blocks","length":9,"inner":{"kind":"entropy","steps":2}}""", "/schedule/length", "got blocks of 9 for 6 positions")]
    [InlineData("schedule", """{"kind":"blocks","length":2,"inner":{"kind":"balanced","steps":3}}""", "/schedule/inner/steps", "got 3 steps for 2 positions")]
    [InlineData("schedule", "null", "/metrics/kl", "needs a schedule")]
    [InlineData("predictor", "null", "/metrics/kl", "needs a predictor")]
    [InlineData("predictor", """{"kind":"mixture","weight":1.5}""", "/predictor/weight", "got 1.5; expected a number from 0 to 1")]
    [InlineData("predictor", """{"kind":"tempered","temperature":0}""", "/predictor/temperature", "got 0; expected")]
    [InlineData("predictor", """{"kind":"ngram","order":6,"counts":"empty.txt"}""", "/predictor/order", "got 6; expected an integer from 1 to 5")]
    [InlineData("predictor", """{"kind":"ngram","order":2}""", "/predictor", "either files or counts to train on, got neither")]
    [InlineData("predictor", """{"kind":"ngram","order":2,"files":"p.json"}""", "/predictor/files", "Take a data law that does (text, text-chain)")]
    [InlineData("data", """{"kind":"text","length":8,"files":"empty.txt"}""", "/data/files", "is empty")]
    [InlineData("data", """{"kind":"text","length":800,"files":"p.json"}""", "/data/files", "the length of a window")]
    [InlineData("data", """{"kind":"table","length":2,"states":2,"probabilities":[0.5,0.6,0,0]}""", "/data/probabilities", "a sum of 1.1")]
    [InlineData("data", """{"kind":"table","length":2,"states":2,"probabilities":[1.5,-0.5,0,0]}""", "/data/probabilities/1", "got -0.5")]
    [InlineData("data", """{"kind":"table","length":2,"states":2,"probabilities":[0.5,"NaN",0.5,0]}""", "/data/probabilities/1", "got the text \"NaN\"")]
    [InlineData("data", """{"kind":"table","length":2,"states":2,"probabilities":[0.5,0.5]}""", "/data/probabilities", "2^2 = 4 probabilities")]
    [InlineData("data", """{"kind":"table","length":64,"states":4,"probabilities":[1]}""", "/data/length", "got 64; expected")]
    [InlineData("data", """{"kind":"markov","length":3,"states":2,"initial":[0.5,0.5],"transitions":[[0.5,0.6],[0.1,0.9]]}""", "/data/transitions/0", "a sum of 1.1")]
    [InlineData("data", """{"kind":"markov","length":3,"states":2,"initial":[0.5,0.5],"transitions":[[0.5,0.5],[0.1,0.8,0.1]]}""", "/data/transitions/1", "got 3")]
    [InlineData("data", """{"kind":"potts","length":6,"states":1,"coupling":1}""", "/data/states", "got 1; expected")]
    [InlineData("data", """{"kind":"potts","length":0,"states":2,"coupling":1}""", "/data/length", "got 0; expected")]
    [InlineData("data", """{"kind":"potts","lenght":6,"states":3,"coupling":1}""", "/data/lenght", "did you mean 'length'?")]
    [InlineData("data", """{"kind":"text-chain","length":8,"files":"nope.txt"}""", "/data/files", "nope.txt does not exist")]
    [InlineData("data", """{"kind":"text-chain","length":8,"files":"empty.txt"}""", "/data/files", "is empty")]
    [InlineData("data", """{"kind":"markov","length":6,"states":3,"order":2,"transitions":[[1,0,0]]}""", "/data/transitions", "9 rows, one for each 2 symbols in a row, got 1")]
    [InlineData("data", """{"kind":"hmm","length":6,"states":3,"transitions":[[1]],"emissions":[[0.5,0.5]]}""", "/data/states", "data 'hmm' has no option 'states'")]
    [InlineData("data", """{"kind":"ising-grid","rows":30,"columns":30,"coupling":0.4}""", "/data", "take one of at most 15")]
    [InlineData("data", """{"kind":"linear-code","states":5,"generator":[[1,0,1,1,1,1],[0,1,1]]}""", "/data/generator/1", "Expected 6 numbers, as the first row has, got 3")]
    [InlineData("data", """{"kind":"potts","length":6,"states":3,"coupling":1,"given":{"6":0}}""", "/data/given/6", "expected 0 to 5")]
    [InlineData("data", """{"kind":"potts","length":6,"states":3,"coupling":1,"given":{"five":0}}""", "/data/given/five", "expected a whole number")]
    [InlineData("data", """{"kind":"potts","length":6,"states":3,"coupling":1,"given":{"5":3}}""", "/data/given/5", "expected 0 to 2")]
    [InlineData("data", """{"kind":"potts","length":6,"states":3,"coupling":1,"given":{"0":[0,0,0,0]}}""", "/schedule/steps", "got 3 steps for 2 positions")]
    [InlineData("data", """{"length":6}""", "/data", "needs a 'kind'")]
    [InlineData("process", """{"kind":"tokens","rates":"nope.txt"}""", "/process/rates", "nope.txt does not exist")]
    [InlineData("process", """{"kind":"tokens","rates":"p.json"}""", "/process", "line 1: expected a rate")]
    [InlineData("process", """{"kind":"tokens"}""", "/process", "tokens needs the option 'rates'")]
    [InlineData("score", """{"kind":"exact"}""", "/score", "needs the section 'noise'")]
    [InlineData("score", """{"kind":"perturbed","amplitude":"NaN"}""", "/score/amplitude", "got the text \"NaN\"; expected a number")]
    [InlineData("data", "null", "", "no section 'data'")]
    [InlineData("metrics", "{}", "/metrics", "there is no metric")]
    [InlineData("metrics", """{"kll":{}}""", "/metrics/kll", "did you mean 'kl'?")]
    [InlineData("metrics", """{"kl":{"method":"curv"}}""", "/metrics/kl/method", "did you mean 'curve'?")]
    [InlineData("metrics", """{"a.b":{"kind":"kl"}}""", "/metrics/a.b", "is no label")]
    [InlineData("sweep", """{"schedule:stepz":[1,2]}""", "/sweep/schedule:stepz", "did you mean 'steps'?")]
    [InlineData("sweep", """{"schedule:steps":[]}""", "/sweep/schedule:steps", "has no values")]
    [InlineData("sweep", """{"schedule:steps":[2,9]}""", "/sweep/schedule:steps/1", "got 9 steps for 6 positions")]
    [InlineData("shedule", "{}", "/shedule", "did you mean 'schedule'?")]
    [InlineData("launcher", "\"process\"", "/launcher", "there is no launcher 'process'; did you mean 'processes'?")]
    [InlineData("launcher", """{"worker":2}""", "/launcher/worker", "did you mean 'workers'?")]
    [InlineData("name", "\"../up\"", "/name", "")]
    [InlineData("seed", "-1", "/seed", "got -1; expected an integer")]
    public void One_mistake(string section, string json, string path, string words)
    {
        var pipeline = JsonNode.Parse(Sound)!.AsObject();
        pipeline.Remove(section);
        if (json != "null")
        {
            pipeline[section] = JsonNode.Parse(json);
        }

        Refused(pipeline.ToJsonString(), [], path, words);
    }

    [Theory]
    [InlineData("metrics:kl:method=curve", "schedule={\"kind\":\"entropy\",\"perStep\":1}", "/metrics/kl/method", "so no theorem about uniform positions applies")]
    [InlineData("metrics:kl:method=replay", "schedule={\"kind\":\"confidence\",\"steps\":2}", "/metrics/kl/method", "replay does not apply (T 1.8); kl.marginal, ")]
    [InlineData("metrics:kl:method=samples", "data:length=64", "/metrics/kl/method", "Try the method 'replay'")]
    [InlineData("metrics:law={}", "data:length=64", "/metrics/law", "too many to enumerate")]
    [InlineData("metrics:tv={\"marginal\":\"k\",\"k\":9}", "seed=1", "/metrics/tv/k", "")]
    [InlineData("schedule:stepz=4", "seed=1", "/schedule/stepz", "did you mean 'steps'?")]
    [InlineData("schedule:steps=many", "seed=1", "/schedule/steps", "expected an integer")]
    public void A_mistake_on_the_command_line(string one, string two, string path, string words) => Refused(Sound, [one, two], path, words);

    [Theory]
    [InlineData("--error got '0,5'", "plan", "--error", "0,5")]
    [InlineData("at most 10,000", "plan", "--range", "1..2000000")]
    [InlineData("expected numbers of steps", "plan", "--range", "5..2")]
    [InlineData("Got 7 steps; expected 1 to 6", "plan", "--steps", "7")]
    [InlineData("--samples got 3; expected at least 4", "plan", "--samples", "3")]
    [InlineData("there is no schedule 'foo'", "plan", "--schedules", "foo")]
    [InlineData("--out, which is not given", "run", "--force")]
    [InlineData("unmask' does not know 'runn'; did you mean 'run'?", "runn")]
    public void A_mistake_in_an_option(string words, string command, params string[] options)
    {
        File.WriteAllText(Path.Combine(_folder, "p.json"), Sound);
        var outcome = UnmaskProgram.RunIn(_folder, [command, "p.json", .. options]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_at_the_other_end_is_no_crash()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        File.WriteAllText(Path.Combine(_folder, "p.json"), Sound);
        var program = Path.Combine(UnmaskProgram.Published, "unmask.dll");
        foreach (var (words, redirection) in new[] { ("validate p.json", ">/dev/full"), ("run p.json --json", ">/dev/full"), ("run nope.json", "2>/dev/full") })
        {
            var outcome = UnmaskProgram.Start("sh", _folder, ["-c", $"dotnet '{program}' {words} {redirection}"]);
            Assert.Equal(words.Contains("nope", StringComparison.Ordinal) ? 2 : 70, outcome.ExitCode);
            Assert.DoesNotContain("Unhandled", outcome.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("""{"name":"a","name":"b"}""", "twice")]
    public void A_file_that_is_no_pipeline(string text, string words) => Refused(text, [], "", words);

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        File.WriteAllText(Path.Combine(_folder, "p.json"), """
            { "data": { "kind": "potts", "lenght": 6, "states": "3" }, "predictor": "exat", "schedule": { "kind": "balanced", "steps": -1 },
              "metrics": { "kl": { "method": "curv" }, "nfee": {} } }
            """);
        var outcome = UnmaskProgram.RunIn(_folder, "run", "p.json");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.All(
            ["/data/lenght", "/data/states", "/predictor", "/schedule/steps", "/metrics/kl/method", "/metrics/nfee", "needs the option 'coupling'"],
            part => Assert.Contains(part, outcome.Error, StringComparison.Ordinal));
        var validated = UnmaskProgram.RunIn(_folder, "validate", "p.json", "--json");
        Assert.Equal(2, validated.ExitCode);
        Assert.False(JsonNode.Parse(validated.Out)!["valid"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("data:length=1", "schedule:steps=1")]
    [InlineData("schedule:steps=1")]
    [InlineData("schedule:steps=6")]
    public void The_smallest_and_largest_make_sense(params string[] overrides)
    {
        File.WriteAllText(Path.Combine(_folder, "p.json"), Sound);
        Assert.True(JsonRun.Of(_folder, ["p.json", .. overrides]).Value("kl") >= 0);
    }

    [Fact]
    public void A_section_without_effect_is_no_mistake_and_is_said()
    {
        const string Note = "the schedule has no effect on what is generated in cell 1: the sampler 'first-hitting' takes none";
        File.WriteAllText(Path.Combine(_folder, "p.json"), Sound);
        string[] pipeline = ["p.json", "--sweep", "sampler=ancestral,first-hitting"];
        var validated = UnmaskProgram.RunIn(_folder, ["validate", .. pipeline]);
        Assert.Equal((0, ""), (validated.ExitCode, validated.Error));
        Assert.Contains($"Note: {Note}.", validated.Out, StringComparison.Ordinal);
        Assert.Contains(Note, JsonNode.Parse(UnmaskProgram.RunIn(_folder, ["validate", .. pipeline, "--json"]).Out)!["notes"]!.AsArray().Select(note => note!.GetValue<string>()));
        Assert.Contains(Note, JsonRun.Of(_folder, pipeline).Outcome.Error, StringComparison.Ordinal);
        Assert.Contains(Note, UnmaskProgram.RunIn(_folder, ["run", .. pipeline]).Out, StringComparison.Ordinal);
    }

    private void Refused(string pipeline, string[] overrides, string path, string words)
    {
        File.WriteAllText(Path.Combine(_folder, "p.json"), pipeline);
        File.WriteAllText(Path.Combine(_folder, "empty.txt"), "");
        var outcome = UnmaskProgram.RunIn(_folder, ["run", "p.json", "--out", "out", .. overrides]);
        Assert.True(outcome.ExitCode == 2, $"exit {outcome.ExitCode}: {outcome.Error}");
        Assert.Equal("", outcome.Out);
        Assert.Contains(overrides.Length > 0 && !outcome.Error.Contains("p.json", StringComparison.Ordinal) ? "command line: " : "p.json: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(path, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["empty.txt", "p.json"], Directory.EnumerateFileSystemEntries(_folder).Select(entry => Path.GetFileName(entry)!).Order());
    }
}
