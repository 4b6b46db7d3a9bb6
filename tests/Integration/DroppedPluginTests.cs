using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration;

/// <summary>Plugins are loaded from copies: what happens to their files changes no run that has begun, and every run after.</summary>
public sealed class DroppedPluginTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask é dropped ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_has_begun_does_not_see_its_plugin_overwritten_or_deleted(bool bare)
    {
        var plugin = Dropped.Into(_folder, bare: bare);
        var run = Task.Run(() => JsonRun.Of(_folder, ["p.json", "schedule:waitFor=go", "--json"]), TestContext.Current.CancellationToken);
        await Until(() => File.Exists(In("go.here")) || run.IsCompleted);
        Assert.False(run.IsCompleted);
        foreach (var file in Directory.GetFiles(plugin))
        {
            await File.WriteAllBytesAsync(file, new byte[new FileInfo(file).Length], TestContext.Current.CancellationToken);
        }

        Directory.Delete(plugin, recursive: true);
        await File.WriteAllTextAsync(In("go"), "", TestContext.Current.CancellationToken);
        Assert.Equal(Dropped.Error(1), Dropped.Of(await run));
    }

    [Fact]
    public void The_next_run_sees_what_was_overwritten_and_a_private_dependency_counts_as_much()
    {
        var plugin = Dropped.Into(_folder);
        Assert.Equal(Dropped.Error(1), Dropped.Of(JsonRun.Of(_folder, ["p.json", "--out", "out"])));
        var recorded = Assert.Single(JsonNode.Parse(File.ReadAllText(In("out", "plugins.json")))!.AsArray(), entry => entry!["assembly"]!.GetValue<string>() == Dropped.Name)!;
        Assert.Equal(Path.Combine(plugin, Dropped.Name + ".dll"), recorded["path"]!.GetValue<string>());
        Assert.Equal(recorded["sha256"]!.GetValue<string>(), recorded["files"]![Dropped.Name + ".dll"]!.GetValue<string>());

        File.Copy(Dropped.NewLibrary, Path.Combine(plugin, Dropped.Library), overwrite: true);
        var resumed = JsonRun.Any(_folder, ["p.json", "--out", "out"]).Outcome;
        Assert.Equal((2, ""), (resumed.ExitCode, resumed.Out));
        Assert.Contains($"plugin/{Dropped.Name}/{Dropped.Library}: ", resumed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Dropped.Name}.dll: ", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(Dropped.Error(2), Dropped.Of(JsonRun.Of(_folder, ["p.json", "--out", "other"])));
        var changed = Assert.Single(JsonNode.Parse(File.ReadAllText(In("other", "plugins.json")))!.AsArray(), entry => entry!["assembly"]!.GetValue<string>() == Dropped.Name)!;
        Assert.Equal(recorded["sha256"]!.GetValue<string>(), changed["sha256"]!.GetValue<string>());
        Assert.NotEqual(recorded["content"]!.GetValue<string>(), changed["content"]!.GetValue<string>());

        Dropped.Into(_folder, "twice");
        Assert.Equal(Dropped.Error(2), Dropped.Of(JsonRun.Of(_folder, ["p.json"])));
        Directory.Move(In("plugins"), In("moved"));
        Assert.Equal(Dropped.Error(1 * 2), Dropped.Of(JsonRun.Of(_folder, ["p.json", "--plugins", "moved"])));
        Assert.Equal(0, JsonRun.Any(_folder, ["p.json", "--plugins", "moved", "--out", "a"]).Outcome.ExitCode);
        Directory.Move(In("moved"), In("moved again"));
        Assert.Equal(0, JsonRun.Any(_folder, ["p.json", "--plugins", "moved again", "--out", "a"]).Outcome.ExitCode);
    }

    [Fact]
    public void Failures_name_the_users_own_file()
    {
        var plugin = Dropped.Into(_folder);
        var failed = JsonRun.Any(_folder, ["p.json", "schedule:throws=true", "--debug"]);
        Assert.Equal(1, failed.Outcome.ExitCode);
        Assert.Equal($"schedule/in-steps ({Path.Combine(plugin, Dropped.Name + ".dll")})", failed.Lines[0]["failure"]!["plugin"]!.GetValue<string>());
        File.WriteAllBytes(Path.Combine(plugin, Dropped.Library), File.ReadAllBytes(Path.Combine(plugin, Dropped.Library))[..1000]);
        var cut = JsonRun.Any(_folder, ["p.json"]).Outcome;
        Assert.Equal((2, ""), (cut.ExitCode, cut.Out));
        Assert.Contains($"{Path.Combine(plugin, Dropped.Library)}, which is truncated", cut.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_processes_may_make_the_first_copy_at_once_and_a_forged_copy_is_not_loaded()
    {
        Dropped.Into(_folder);
        var environment = new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = Directory.CreateDirectory(In("cache")).FullName, ["LOCALAPPDATA"] = In("cache") };
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => JsonRun.Of(_folder, ["p.json"], environment))));
        Assert.All(runs, run => Assert.Equal(Dropped.Error(1), Dropped.Of(run)));
        var copy = Assert.Single(Directory.GetFiles(In("cache", "unmask", "plugins"), Dropped.Library, SearchOption.AllDirectories));
        File.Copy(Dropped.NewLibrary, copy, overwrite: true);
        Assert.Equal(Dropped.Error(1), Dropped.Of(JsonRun.Of(_folder, ["p.json"], environment)));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Dropped.Published("once"), Dropped.Library), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Without_a_cache_a_run_works_and_leaves_nothing_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A loaded file cannot be removed there.");
        Dropped.Into(_folder);
        var temporary = Directory.CreateDirectory(In("tmp")).FullName;
        var environment = new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = null, ["HOME"] = "/nonexistent", ["TMPDIR"] = temporary };
        Assert.Equal(Dropped.Error(1), Dropped.Of(JsonRun.Of(_folder, ["p.json"], environment)));
        Assert.DoesNotContain(Directory.GetDirectories(temporary), entry => Path.GetFileName(entry).StartsWith("unmask", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_run_beside_a_plugin_that_is_replaced_all_the_time_is_one_or_the_other()
    {
        var plugin = Dropped.Into(_folder, bare: true);
        var stop = false;
        var replacing = Task.Run(async () =>
        {
            for (var n = 0; !stop; n++)
            {
                var next = Path.Combine(_folder, "next");
                File.Copy(Path.Combine(Dropped.Published(n % 2 == 0 ? "twice" : "once"), Dropped.Name + ".dll"), next, overwrite: true);
                File.Move(next, Path.Combine(plugin, Dropped.Name + ".dll"), overwrite: true);
                await Task.Delay(400);
            }
        }, TestContext.Current.CancellationToken);
        for (var n = 0; n < 5; n++)
        {
            Assert.Contains(Dropped.Of(JsonRun.Of(_folder, ["p.json"])), new[] { Dropped.Error(1), Dropped.Error(2) });
        }

        stop = true;
        await replacing;
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private string In(params string[] parts) => Path.Combine([_folder, .. parts]);
}
