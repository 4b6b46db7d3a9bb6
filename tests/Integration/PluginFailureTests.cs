using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Unmask.Tests.Integration;

/// <summary>A plugin of every kind that throws, everywhere it can: the cell fails and says which plugin, in which file, at which sequence and step.</summary>
public sealed class PluginFailureTests : IDisposable
{
    private static readonly string Assembly = Path.Combine(Plugins.Folder("faulty"), "Fixture.Faulty", "Fixture.Faulty.dll");

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-failures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nothing_is_wrong_unless_it_is_asked_for() => Assert.Equal(0, Run().Outcome.ExitCode);

    [Theory]
    [InlineData("data", "constructor", "be created")]
    [InlineData("data", "options", "read its options")]
    [InlineData("data", "shape", "say its shape")]
    [InlineData("process", "constructor", "be created")]
    [InlineData("predictor", "constructor", "be created")]
    [InlineData("schedule", "constructor", "be created")]
    [InlineData("schedule", "validate", "check its options")]
    [InlineData("sampler", "constructor", "be created")]
    [InlineData("sampler", "samples", "say how many samples it draws")]
    [InlineData("metrics:ones", "constructor", "be created")]
    [InlineData("metrics:ones", "check", "say whether it can be computed")]
    public void A_plugin_that_throws_while_it_is_put_together_is_an_error_that_names_it(string section, string at, string purpose)
    {
        var outcome = Run([$"{section}:at={at}", .. at == "options" ? Array.Empty<string>() : ["--sweep", $"{section}:how=own,cancelled,static"]]).Outcome;
        Assert.True(outcome.ExitCode == 2, outcome.Error);
        var told = $@"{section.Replace(':', '/')}.*: the plugin 'faulty-{Kind(section)}' \({Regex.Escape(Assembly)}\) could not {purpose}: ";
        string[] reasons = at == "options" ? ["these options are impossible"] : ["fault number 42", "the plugin gave up", "the static constructor of .*Table throws FaultException: fault number 9"];
        Assert.All(reasons, reason => Assert.Matches(told + reason, outcome.Error));
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data", "use", "data sequence 0")]
    [InlineData("data", "law", null)]
    [InlineData("process", "use", null)]
    [InlineData("predictor", "use", "sequence 0 on, step 0")]
    [InlineData("schedule", "use", "sequence 0, step 3")]
    [InlineData("schedule", "nothing", "sequence 0, step 0")]
    [InlineData("sampler", "use", "sequence 0, step 0")]
    [InlineData("metrics:ones", "samples", null)]
    [InlineData("metrics:ones", "tally", "sequence 0, when it was complete")]
    [InlineData("metrics:ones", "merge", null)]
    [InlineData("metrics:ones", "use", null)]
    public void A_plugin_that_throws_while_a_cell_runs_fails_it_with_its_place(string section, string at, string? place)
    {
        var run = Run($"{section}:at={at}");
        var failure = Failure(run, section);
        Assert.Contains(at == "nothing" ? "the plugin " : "fault number 42", failure, StringComparison.Ordinal);
        Assert.True(place is null ? !failure.Contains("step", StringComparison.Ordinal) : failure.EndsWith($"{place})", StringComparison.Ordinal), failure);
        Assert.DoesNotContain("   at ", run.Outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("process")]
    [InlineData("predictor")]
    [InlineData("schedule")]
    [InlineData("sampler")]
    [InlineData("metrics:ones")]
    public void Whatever_a_plugins_library_throws_is_told_and_the_plugin_named(string section)
    {
        (string How, string Message)[] cases =
        [
            ("own", "fault number 42"), ("aggregate", "(fault number 1) (fault number 2)"), ("parallel", "fault number 7"),
            ("mute", "Fixture.Faults.MuteException that cannot say what it is about"), ("static", "fault number 9"),
            ("cancelled", "the plugin gave up"), ("thread", "fault number 8"), ("else", "the library does not know 'else'"),
        ];
        var run = Run($"{section}:at=use", "--sweep", $"{section}:how={string.Join(',', cases.Select(each => each.How))}");
        var failures = Failures(run, section);
        Assert.Equal(cases.Length, failures.Count);
        Assert.All(cases.Zip(failures), each => Assert.Contains(each.First.Message, each.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_several_failures_in_a_parallel_pass_the_first_is_told_on_any_number_of_processors()
    {
        foreach (var (section, words) in new[] { ("data", "data sequence "), ("schedule", "step 5") })
        {
            string Told(string processors) => Failure(Run([$"{section}:at=all-ones"], new Dictionary<string, string?> { ["DOTNET_PROCESSOR_COUNT"] = processors }), section);
            var one = Told("1");
            Assert.Contains(words, one, StringComparison.Ordinal);
            Assert.DoesNotContain("sequence 0", one, StringComparison.Ordinal);
            Assert.Equal(one, Told("2"));
            Assert.Equal(one, Told("8"));
        }
    }

    [Fact]
    public void A_plan_names_the_plugin_that_throws()
    {
        foreach (var (section, law) in new[] { ("data", "law"), ("predictor", "use") })
        {
            Run();
            var outcome = UnmaskProgram.RunIn(_folder, "plan", "p.json", "--plugins", Plugins.Folder("faulty"), $"{section}:at={law}");
            Assert.True((outcome.ExitCode, outcome.Out) == (2, ""), outcome.Error);
            Assert.Contains($"{section}/faulty-{section} ({Assembly}) failed: fault number 42", outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Debug_shows_the_stack_of_a_plugin_that_cannot_be_created()
    {
        var outcome = Run("sampler:at=constructor", "--debug").Outcome;
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("   at Fixture.Faulty.FaultySampler..ctor", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_enumerated_law_says_the_tokens_and_the_step()
    {
        Assert.Contains("step 3", Failure(Run("metrics:kl:method=law", "schedule:at=use"), "schedule"), StringComparison.Ordinal);
        Assert.Contains("step 0", Failure(Run("metrics:kl:method=law", "predictor:at=use"), "predictor"), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_cell_fails_and_debug_shows_the_stack()
    {
        var run = Run("--sweep", "schedule:at=never,use", "--debug");
        Assert.Equal(1, run.Outcome.ExitCode);
        Assert.Contains(run.Lines, line => line["cell"]!.GetValue<int>() == 0 && line["metric"]?.GetValue<string>() == "kl");
        Assert.Equal(1, Assert.Single(run.Lines, line => line.ContainsKey("failure"))["cell"]!.GetValue<int>());
        Assert.Contains("   at Fixture.Faults.Fault.Raise", run.Outcome.Error, StringComparison.Ordinal);
        Assert.Contains("   at Fixture.Faulty.FaultySchedule.Reveal", run.Outcome.Error, StringComparison.Ordinal);
    }

    private static string Kind(string section) => section == "metrics:ones" ? "metric" : section;

    private static string Failure(JsonRun run, string section) => Assert.Single(Failures(run, section));

    /// <summary>What the failed cells say; all of them name the plugin of the section.</summary>
    private static List<string> Failures(JsonRun run, string section)
    {
        Assert.True(run.Outcome.ExitCode == 1, $"exit {run.Outcome.ExitCode}: {run.Outcome.Error}");
        var failures = run.Lines.Where(line => line.ContainsKey("failure")).Select(line => line["failure"]!).ToList();
        Assert.All(failures, failure => Assert.Equal($"{section.Split(':')[0]}/faulty-{Kind(section)} ({Assembly})", failure["plugin"]!.GetValue<string>()));
        var messages = failures.ConvertAll(failure => failure["message"]!.GetValue<string>());
        Assert.All(messages, message => Assert.Contains(message, run.Outcome.Error, StringComparison.Ordinal));
        return messages;
    }

    private JsonRun Run(params string[] overrides) => Run(overrides, null);

    private JsonRun Run(string[] overrides, IReadOnlyDictionary<string, string?>? environment)
    {
        var pipeline = new JsonObject { ["seed"] = 5 };
        foreach (var section in new[] { "data", "process", "predictor", "schedule", "sampler" })
        {
            pipeline[section] = $"faulty-{section}";
        }

        pipeline["metrics"] = new JsonObject { ["kl"] = new JsonObject { ["method"] = "replay", ["samples"] = 4000 }, ["ones"] = new JsonObject { ["kind"] = "faulty-metric" } };
        File.WriteAllText(Path.Combine(_folder, "p.json"), pipeline.ToJsonString());
        return JsonRun.Any(_folder, ["p.json", "--plugins", Plugins.Folder("faulty"), .. overrides], environment);
    }
}
