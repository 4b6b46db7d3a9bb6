namespace Unmask.Tests.Integration;

public sealed class TrustTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-trust-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_trusted_runs_and_what_changed_since_is_refused_with_the_difference()
    {
        var plugin = Dropped.Into(_folder);
        var trusted = Unmask("trust");
        Assert.Equal((0, ""), (trusted.ExitCode, trusted.Error));
        var written = File.ReadAllBytes(Lock);
        Assert.DoesNotContain(_folder, File.ReadAllText(Lock), StringComparison.Ordinal);
        Assert.Equal(0, Unmask("trust").ExitCode);
        Assert.Equal(written, File.ReadAllBytes(Lock));
        var locked = JsonRun.Of(_folder, ["p.json", "--locked"]);
        Assert.Equal((Dropped.Error(1), ""), (Dropped.Of(locked), Errors(locked)));

        File.Copy(Dropped.NewLibrary, Path.Combine(plugin, Dropped.Library), overwrite: true);
        foreach (var command in new string[][] { ["run", "p.json"], ["validate", "p.json"], ["plan", "p.json", "--steps", "2"], ["describe", "schedule/in-steps"] })
        {
            var refused = Unmask([.. command, "--locked"]);
            Assert.Equal(2, refused.ExitCode);
            Assert.Matches($@"in-steps' is in .*{Dropped.Name}\.dll, which is refused: not as locked: {Dropped.Library} [0-9a-f]+ → [0-9a-f]+ \(plugins\.lock\.json\)", refused.Error);
        }

        Assert.False(Directory.Exists(Path.Combine(_folder, "runs", "p")));
        Assert.Equal(0, Unmask("describe", "schedule/balanced", "--locked").ExitCode);
        var listed = Unmask("list", "--locked");
        Assert.Equal((0, ""), (listed.ExitCode, listed.Error));
        Assert.Contains("not as locked", listed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(" in-steps ", listed.Out, StringComparison.Ordinal);
        Assert.Equal(Dropped.Error(2), Dropped.Of(JsonRun.Of(_folder, ["p.json"])));

        var again = Unmask("trust");
        Assert.Contains($"{Dropped.Name} is not as it was: {Dropped.Library}", again.Out, StringComparison.Ordinal);
        Assert.Equal(Dropped.Error(2), Dropped.Of(JsonRun.Of(_folder, ["p.json", "--locked"])));
    }

    [Fact]
    public void What_is_new_or_missing_is_said_and_does_not_stop_what_needs_neither()
    {
        Assert.Equal(0, Unmask("trust", "--out", "my.lock").ExitCode);
        Dropped.Into(_folder);
        var refused = Unmask("run", "p.json", "--lock", "my.lock");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("which is refused: not locked (my.lock)", refused.Error, StringComparison.Ordinal);
        var balanced = Unmask("run", "p.json", "schedule={\"kind\":\"balanced\",\"steps\":12}", "--json", "--lock", "my.lock");
        Assert.Equal(0, balanced.ExitCode);
        Assert.Contains($"{Dropped.Name}.dll: not locked (my.lock)", balanced.Error, StringComparison.Ordinal);

        Assert.Equal(0, Unmask("trust").ExitCode);
        Directory.Delete(Path.Combine(_folder, "plugins"), recursive: true);
        Assert.Matches($"plugins.lock.json: {Dropped.Name} .* is missing", Unmask("validate", "p.json", "schedule={\"kind\":\"balanced\",\"steps\":12}", "--locked").Error);
    }

    [Fact]
    public void Without_a_lock_nothing_is_locked()
    {
        Dropped.Into(_folder);
        var outcome = Unmask("run", "p.json", "--locked");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("plugins.lock.json: there is no such lock; 'unmask trust' writes one", outcome.Error, StringComparison.Ordinal);
    }

    private string Lock => Path.Combine(_folder, "plugins.lock.json");

    private static string Errors(JsonRun run) => string.Join('\n', run.Outcome.Error.Split('\n').Where(line => line.Contains("lock", StringComparison.Ordinal)));

    private Outcome Unmask(params string[] arguments) => UnmaskProgram.RunIn(_folder, arguments);
}
