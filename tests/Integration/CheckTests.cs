using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration;

/// <summary>Bad plugins are refused with their reason and do no damage, whatever they do.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly PluginZoo _zoo = new();

    public void Dispose() => _zoo.Dispose();

    /// <summary>What <c>list --check</c> says of each bad file, by the file's name.</summary>
    private static readonly Dictionary<string, string> _files = new()
    {
        ["Text.dll"] = "not a .NET assembly: it does not start like one",
        ["Truncated.dll"] = "truncated",
        ["Native.dll"] = "a native library, not a .NET assembly",
        ["Fixture.NoPlugin.dll"] = "holds no plugin: no public class is marked [Plugin]",
        ["Fixture.UsesOtherContracts.dll"] = "built for version 9.0.0.0 of Unmask.Abstractions, but this host has 0.1.0.0; rebuild it against the host's version",
        ["Fixture.NewerFramework.dll"] = "targets .NET 11.0, but this host runs on .NET 10.0",
        ["Fixture.UsesOldLibrary.dll"] = "missing Fixture.Library 1.0.0.0 (neither beside it nor part of .NET); publish it with its dependencies",
        ["Fixture.ThrowsAtLoad.dll"] = "its module initialiser throws InvalidOperationException: no licence",
        ["Fixture.ExitsAtLoad.dll"] = "ended the process with exit code 3 while being loaded",
        ["Fixture.LoopsAtLoad.dll"] = "did not finish loading within 10 s",
    };

    /// <summary>What it says of each bad class in a file that has good ones too.</summary>
    private static readonly Dictionary<string, string> _classes = new()
    {
        ["Fixture.Malformed.DecimalOption"] = "option 'Money' is a System.Decimal; an option is an int, ",
        ["Fixture.Throws.InStaticConstructor"] = "the static constructor of Fixture.Throws.InStaticConstructor throws InvalidOperationException: no table of primes",
        ["Fixture.Throws.InConstructor"] = "its constructor throws FileNotFoundException: weights.bin is not there",
        ["Fixture.Throws.InOptions"] = "its options cannot be made from their defaults: the record throws ArgumentException: steps must be above 0, not 0",
        ["Fixture.Ends.Exits"] = "ended the process with exit code 4 while being loaded",
        ["Fixture.Ends.ExitsWhenMade"] = "ended the process with exit code 0 while being constructed",
        ["Fixture.Ends.Loops"] = "did not finish loading within 10 s",
        ["Fixture.Ends.Overflows"] = "overflowed the stack while being loaded",
        ["Fixture.Ends.FillsMemory"] = "the static constructor of Fixture.Ends.FillsMemory ran out of memory: ",
        ["Fixture.Ends.FailsOnAThread"] = "ended the process while being loaded: Unhandled exception. System.InvalidOperationException: nobody catches this",
    };

    /// <summary>The healthy plugins, with the schedule section that uses each; null where it cannot be used on purpose.</summary>
    private static readonly Dictionary<string, string?> _healthy = new()
    {
        ["few-at-a-time"] = """{ "kind": "few-at-a-time", "size": 2 }""",
        ["needs-data"] = "\"needs-data\"",
        ["takes-noise"] = "\"takes-noise\"",
        ["without-manifest"] = "\"without-manifest\"",
        ["with-contracts"] = "\"with-contracts\"",
        ["uses-middle"] = "\"uses-middle\"",
        ["loads-native"] = "\"loads-native\"",
        ["beside-throwing"] = "\"beside-throwing\"",
        ["beside-ending"] = "\"beside-ending\"",
        ["good"] = null,
        ["one-at-a-time"] = null,
        ["tells-what-is-loaded"] = null,
        ["throws-in-validation"] = null,
    };

    [Fact]
    public void Every_bad_plugin_is_shown_with_its_reason_and_every_healthy_one_works()
    {
        using var zoo = PluginZoo.Full();
        if (OperatingSystem.IsLinux())
        {
            zoo.Environment["FIXTURE_PROCESS_IDS"] = zoo["ids"];
        }

        var outcome = zoo.Run("list", "--check", "--json");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        var document = JsonNode.Parse(outcome.Out)!;
        var refused = document["refused"]!.AsArray().Select(each => (Path: each!["path"]!.GetValue<string>(), Reason: each["reason"]!.GetValue<string>())).ToList();
        foreach (var (file, reason) in _files)
        {
            Assert.StartsWith(reason, Assert.Single(refused, each => Path.GetFileName(each.Path) == file).Reason, StringComparison.Ordinal);
        }

        foreach (var (name, reason) in _classes)
        {
            var found = Assert.Single(refused, each => each.Reason.StartsWith($"class {name}: ", StringComparison.Ordinal));
            Assert.StartsWith($"class {name}: {reason}", found.Reason, StringComparison.Ordinal);
            Assert.Equal(string.Join('.', name.Split('.')[..2]) + ".dll", Path.GetFileName(found.Path));
        }

        Assert.All(refused, each => Assert.True(
            _files.ContainsKey(Path.GetFileName(each.Path)) || _classes.ContainsKey(each.Reason.Split(' ', ':')[1]) || each.Path == zoo["Fixture.Malformed", "Fixture.Malformed.dll"], each.Reason));
        var healthy = document["plugins"]!.AsArray().Where(plugin => plugin!["path"]!.GetValue<string>().StartsWith(zoo.Folder, StringComparison.Ordinal)).ToList();
        Assert.Equal(_healthy.Keys.Order(), healthy.Select(plugin => plugin!["name"]!.GetValue<string>()).Distinct().Order());
        Assert.All(document["plugins"]!.AsArray(), plugin => Assert.Contains(plugin!["check"]!["outcome"]!.GetValue<string>(), new[] { "made", "loaded" }));
        Assert.Equal("needs the option 'size'", healthy.Single(plugin => plugin!["name"]!.GetValue<string>() == "few-at-a-time")!["check"]!["note"]!.GetValue<string>());
        Assert.Equal("needs the section 'data' of a pipeline", healthy.Single(plugin => plugin!["name"]!.GetValue<string>() == "needs-data")!["check"]!["note"]!.GetValue<string>());
        Assert.Equal("made", healthy.Single(plugin => plugin!["name"]!.GetValue<string>() == "takes-noise")!["check"]!["outcome"]!.GetValue<string>());
        Assert.Equal(2, healthy.Count(plugin => plugin!["name"]!.GetValue<string>() == "one-at-a-time" && plugin["duplicate"]!.GetValue<bool>()));

        if (OperatingSystem.IsLinux())
        {
            Assert.All(File.ReadAllText(zoo["ids"]).Split(' '), id => Assert.True(IsGone(int.Parse(id, null)), $"process {id}"));
        }

        // The same again, from what was kept, as a table.
        var table = zoo.Run("list", "--check").Out;
        Assert.All(refused, each => Assert.Single(table.Split('\n'), line => line.Contains($" {each.Path} ", StringComparison.Ordinal) && line.Contains(each.Reason, StringComparison.Ordinal)));
        Assert.All(healthy, plugin => Assert.Contains(table.Split('\n'), line => line.Contains($" {plugin!["name"]} ", StringComparison.Ordinal) && line.Contains(" loaded", StringComparison.Ordinal)));

        var variants = string.Join(", ", _healthy.Where(each => each.Value is not null).Select(each => $"\"{each.Key}\": {each.Value}"));
        File.WriteAllText(Path.Combine(zoo.Folder, "p.json"), $$"""
            { "data": { "kind": "potts", "length": 4, "states": 2, "coupling": 1 }, "predictor": "exact", "schedule": { "kind": "balanced", "steps": 2 }, "metrics": { "kl": {} },
              "sweep": { "schedule": { {{variants}} } } }
            """);
        var run = JsonRun.Of(zoo.Folder, ["p.json", "--plugins", zoo.Folder], zoo.Environment);
        foreach (var name in _healthy.Where(each => each.Value is not null).Select(each => each.Key))
        {
            Assert.InRange(run.Value("kl", ("schedule", name)), name == "few-at-a-time" ? 1e-3 : 0, name == "few-at-a-time" ? 10 : 1e-12);
        }

        // What a section is for that need not be there: with a noise, all at once.
        var noisy = JsonRun.Of(zoo.Folder, ["p.json", "--plugins", zoo.Folder, "schedule=takes-noise", "noise=cosine"], zoo.Environment);
        Assert.InRange(noisy.Value("kl"), 0.1, 10);
    }

    [Fact]
    public void Listing_describing_and_naming_a_healthy_plugin_run_no_code_of_the_others()
    {
        using var zoo = PluginZoo.Full();
        var list = zoo.Run("list", "--json");
        Assert.Equal((0, ""), (list.ExitCode, list.Error));
        var names = JsonNode.Parse(list.Out)!["plugins"]!.AsArray().Select(plugin => plugin!["name"]!.GetValue<string>()).ToList();
        Assert.All(new[] { "exits-at-load", "loops-at-load", "throws-at-load", "exits", "loops", "overflows", "fills-memory" }, name => Assert.Contains(name, names));
        Assert.Equal(0, zoo.Run("describe", "schedule/exits-at-load").ExitCode);
        Assert.Equal(0, zoo.Run("schema").ExitCode);
        var validated = zoo.Run("validate", zoo.Pipeline("\"tells-what-is-loaded\""));
        Assert.Equal((2, ""), (validated.ExitCode, validated.Out));
        Assert.EndsWith("/schedule: loaded: Fixture.Sound", validated.Error.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_in_two_files_is_listed_twice_and_using_it_is_an_error_that_names_both()
    {
        _zoo.Add("Sound", "Duplicate");
        var outcome = _zoo.Run("run", _zoo.Pipeline("\"one-at-a-time\""));
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains(_zoo["Fixture.Sound", "Fixture.Sound.dll"], outcome.Error, StringComparison.Ordinal);
        Assert.Contains(_zoo["Fixture.Duplicate", "Fixture.Duplicate.dll"], outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throws-in-static-constructor", "Throws", "no table of primes")]
    [InlineData("throws-in-constructor", "Throws", "weights.bin is not there")]
    [InlineData("throws-in-options", "Throws", "steps must be above 0, not 0")]
    [InlineData("throws-in-validation", "Throws", "no such shape")]
    [InlineData("throws-at-load", "ThrowsAtLoad", "no licence")]
    public void A_plugin_that_throws_when_it_is_used_is_an_error_with_its_name_its_file_and_its_message(string name, string fixture, string message)
    {
        _zoo.Add(fixture);
        var pipeline = _zoo.Pipeline($"\"{name}\"");
        foreach (var command in new[] { "run", "validate" })
        {
            var outcome = _zoo.Run(command, pipeline);
            Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
            Assert.Contains("p.json: /schedule: ", outcome.Error, StringComparison.Ordinal);
            Assert.Contains($"'{name}' ({_zoo[$"Fixture.{fixture}", $"Fixture.{fixture}.dll"]})", outcome.Error, StringComparison.Ordinal);
            Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Outcomes_are_kept_until_a_file_of_the_plugin_changes_or_fresh_is_asked_for()
    {
        _zoo.Add("ExitsAtLoad");
        const string Said = "ended the process with exit code 3 while being loaded";
        Assert.Contains(Said, Reasons("list", "--check"), StringComparison.Ordinal);
        var kept = Assert.Single(
            Directory.EnumerateFiles(_zoo.Environment["XDG_CACHE_HOME"]!, "*.json", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(Said, StringComparison.Ordinal));
        File.WriteAllText(kept, File.ReadAllText(kept).Replace(Said, "was kept", StringComparison.Ordinal));
        Assert.Contains("was kept", Reasons("list", "--check"), StringComparison.Ordinal);
        Assert.Contains(Said, Reasons("list", "--check", "--fresh"), StringComparison.Ordinal);
        Assert.Contains(Said, Reasons("list", "--check"), StringComparison.Ordinal);
        File.WriteAllText(kept, "{");
        Assert.Contains(Said, Reasons("list", "--check"), StringComparison.Ordinal);
        File.WriteAllText(kept, File.ReadAllText(kept).Replace(Said, "was kept", StringComparison.Ordinal));
        File.WriteAllText(_zoo["Fixture.ExitsAtLoad", "weights.bin"], "1");
        Assert.Contains(Said, Reasons("list", "--check"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_home_nothing_is_kept_and_everything_works()
    {
        _zoo.Add("ExitsAtLoad", "Sound");
        foreach (var name in new[] { "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME" })
        {
            _zoo.Environment[name] = null;
        }

        var temporary = Directory.CreateDirectory(_zoo["..", "temporary"]).FullName;
        foreach (var name in new[] { "TMPDIR", "TMP", "TEMP" })
        {
            _zoo.Environment[name] = temporary;
        }

        Assert.Contains("exit code 3", Reasons("list", "--check"), StringComparison.Ordinal);
        Assert.Contains("exit code 3", Reasons("list", "schedule", "--check"), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1e12")]
    public void A_time_limit_is_a_number_above_0(string given)
    {
        var outcome = _zoo.Run("list", "--check", "--timeout", given);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains("--timeout", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--timeout", "5")]
    [InlineData("--fresh")]
    public void How_to_check_is_not_said_where_nothing_is_checked(params string[] option)
    {
        var outcome = _zoo.Run(["list", .. option]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains($"{option[0]} says how to check, and nothing is checked; add --check", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_beside_a_plugin_keeps_nothing_from_being_checked()
    {
        _zoo.Add("ExitsAtLoad");
        File.CreateSymbolicLink(_zoo["Fixture.ExitsAtLoad", "weights.bin"], _zoo["nowhere"]);
        Assert.Contains("exit code 3", Reasons("list", "--check"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_whose_program_is_killed_leaves_no_process_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks processes up in /proc.");
        _zoo.Add("LoopsAtLoad");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(UnmaskProgram.Published, "unmask.dll"), "list", "--check", "--timeout", "600", "--plugins", _zoo.Folder])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = _zoo.Environment["XDG_CACHE_HOME"];
        start.Environment["FIXTURE_PROCESS_IDS"] = _zoo["ids"];
        using var program = Process.Start(start)!;
        Until(() => File.Exists(_zoo["ids"]));
        var ids = File.ReadAllText(_zoo["ids"]).Split(' ').Select(id => int.Parse(id, null)).ToList();
        Assert.False(IsGone(ids[0]));
        program.Kill();
        program.WaitForExit();
        Until(() => IsGone(ids[0]));
        // What the plugin itself started is nobody's child any more.
        using var started = Process.GetProcessById(ids[1]);
        started.Kill();
    }

    private string Reasons(params string[] arguments)
    {
        var outcome = _zoo.Run([.. arguments, "--json"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        return JsonNode.Parse(outcome.Out)!["refused"]!.ToJsonString();
    }

    private static void Until(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 1200, "Waited for a minute.");
            Thread.Sleep(50);
        }
    }

    /// <summary>Whether a process has ended; one that nobody waited for is still there by name only.</summary>
    private static bool IsGone(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }
}
