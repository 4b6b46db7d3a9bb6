namespace Unmask.Tests.Integration;

/// <summary>Runs that come again by themselves, with what is there by then.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask é watch ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_plugin_that_is_overwritten_renamed_over_or_copied_in_halves_runs_when_it_is_whole()
    {
        var plugin = Dropped.Into(_folder);
        var dll = Path.Combine(plugin, Dropped.Name + ".dll");
        var (once, twice) = (Content("once"), Content("twice"));
        using var watch = new WatchedProgram(_folder, "p.json");
        Assert.Equal(Dropped.Error(1), await watch.Next());

        File.WriteAllBytes(dll, twice);
        Assert.Equal(Dropped.Error(2), await watch.Next());
        Assert.Contains($"{Path.Combine("plugins", Dropped.Name, Dropped.Name)}.dll changed", watch.Error, StringComparison.Ordinal);

        File.WriteAllBytes(In("new"), once);
        File.Move(In("new"), dll, overwrite: true);
        Assert.Equal(Dropped.Error(1), await watch.Next());

        File.WriteAllBytes(dll, twice[..(twice.Length / 2)]);
        await watch.Says("to be complete: truncated");
        File.WriteAllBytes(dll, twice);
        Assert.Equal(Dropped.Error(2), await watch.Next());

        File.Copy(Dropped.NewLibrary, Path.Combine(plugin, Dropped.Library), overwrite: true);
        Assert.Equal(Dropped.Error(4), await watch.Next());

        Directory.Delete(plugin, recursive: true);
        await watch.Says("there is no schedule 'in-steps'");
        Dropped.Into(_folder);
        Assert.Equal(Dropped.Error(1), await watch.Next());
    }

    [Fact]
    public async Task A_plugin_folder_that_does_not_exist_yet_is_waited_for()
    {
        File.WriteAllText(In("p.json"), Dropped.Pipeline);
        using var watch = new WatchedProgram(_folder, "p.json", "--plugins", "later");
        await watch.Says("the plugin folder");
        Directory.CreateDirectory(In("later"));
        await watch.Says("there is no schedule 'in-steps'");
        Dropped.Into(_folder, bare: true);
        Assert.Equal(Dropped.Error(1), await watch.Next());
    }

    [Fact]
    public async Task The_pipeline_what_it_extends_and_its_input_files_are_watched_and_mistakes_are_survived()
    {
        File.WriteAllText(In("base.json"), Schedule(12));
        File.WriteAllText(In("p.json"), """
            { "extends": "base.json", "data": { "kind": "potts", "length": 12, "states": 3, "coupling": 1.0 }, "predictor": "exact", "metrics": { "kl": {} } }
            """);
        using var watch = new WatchedProgram(_folder, "p.json");
        Assert.Equal(Dropped.Error(1), await watch.Next());

        File.WriteAllText(In("base.json"), Schedule(6));
        Assert.Equal(Dropped.Error(2), await watch.Next());
        Assert.Contains("base.json changed", watch.Error, StringComparison.Ordinal);

        File.WriteAllText(In("base.json"), "{ \"schedule\": ");
        await watch.Says("base.json: ");
        File.WriteAllText(In("base.json"), Schedule(3));
        Assert.Equal(Dropped.Error(4), await watch.Next());

        File.Delete(In("p.json"));
        await watch.Says("the file does not exist");
        File.WriteAllText(In("p.json"), """
            { "extends": "base.json", "data": { "kind": "text-chain", "length": 6, "files": "text.txt", "alphabet": "letters" }, "predictor": "exact", "metrics": { "kl": {} } }
            """);
        await watch.Says("text.txt does not exist");
        File.WriteAllText(In("text.txt"), string.Concat(Enumerable.Repeat("abacabad", 100)));
        var before = await watch.Next();
        File.WriteAllText(In("text.txt"), string.Concat(Enumerable.Repeat("abbaabcd", 100)));
        Assert.NotEqual(before, await watch.Next());

        static string Schedule(int steps) => $$"""{ "schedule": { "kind": "balanced", "steps": {{steps}} } }""";
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_it_and_everything_it_started(string signal, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs signals.");
        Dropped.Into(_folder);
        using var watch = new WatchedProgram(_folder, "p.json", "schedule:waitFor=never");
        while (!File.Exists(In("never.here")))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        var children = watch.Children();
        Assert.Equal(2, children.Count);
        Assert.Equal(code, await watch.Signal(signal));
        Assert.DoesNotContain(children, IsThere);
    }

    [Fact]
    public async Task Its_processes_end_when_it_is_killed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs signals.");
        Dropped.Into(_folder);
        using var watch = new WatchedProgram(_folder, "p.json");
        await watch.Says("Waiting for changes");
        var children = watch.Children();
        Assert.NotEmpty(children);
        await watch.Signal("KILL");
        while (children.Any(IsThere))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static bool IsThere(int process) => UnmaskProgram.Start("ps", "/", ["-p", $"{process}", "-o", "pid=,stat="]) is { ExitCode: 0 } found && !found.Out.Contains('Z', StringComparison.Ordinal);

    private static byte[] Content(string version) => File.ReadAllBytes(Path.Combine(Dropped.Published(version), Dropped.Name + ".dll"));

    private string In(params string[] parts) => Path.Combine([_folder, .. parts]);
}
