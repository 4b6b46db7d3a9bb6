using Unmask.Host.Plugins.Store;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Plugins.Store;

public sealed class PluginStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _root;

    public PluginStoreTests() => _root = Directory.CreateDirectory(_folder["store"]).FullName;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_copy_is_whole_and_stays_when_the_original_goes()
    {
        var package = Package("some", "1");
        var copy = Store().Open(package);
        Directory.Delete(package.Folder, recursive: true);
        Assert.Equal(_folder["store", package.Content, "X.dll"], copy);
        Assert.Equal(("1", "1 too", ""), (File.ReadAllText(copy), File.ReadAllText(_folder["store", package.Content, "deep", "data"]), File.ReadAllText(_folder["store", package.Content, "empty"])));
        Assert.Equal(copy, Store().Open(package));
    }

    [Theory]
    [InlineData("X.dll", "forged")]
    [InlineData("deep/data", "forged")]
    [InlineData("more.dll", "forged")]
    [InlineData("X.dll", null)]
    public void A_copy_that_was_changed_is_made_anew(string name, string? content)
    {
        var package = Package("some", "1");
        Store().Open(package);
        var file = _folder["store", package.Content, name];
        if (content is null)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllText(file, content);
        }

        Assert.Equal("1", File.ReadAllText(Store().Open(package)));
        Assert.Equal("1 too", File.ReadAllText(_folder["store", package.Content, "deep", "data"]));
        Assert.False(File.Exists(_folder["store", package.Content, "more.dll"]));
        Assert.Single(Directory.GetDirectories(_root));
    }

    [Fact]
    public void A_package_that_changed_since_it_was_read_is_not_copied()
    {
        var package = Package("some", "1");
        File.WriteAllText(Path.Combine(package.Folder, "deep", "data"), "2");
        Assert.Throws<PluginChangedException>(() => Store().Open(package));
        File.Delete(Path.Combine(package.Folder, "deep", "data"));
        Assert.Throws<PluginChangedException>(() => Store().Open(package));
        Assert.Empty(Directory.GetDirectories(_root));
    }

    [Fact]
    public void Many_may_open_the_same_at_once()
    {
        var package = Package("some", "1");
        Parallel.For(0, 16, _ => Assert.Equal("1", File.ReadAllText(Store().Open(package))));
        Assert.Single(Directory.GetDirectories(_root));
    }

    [Fact]
    public void What_nobody_used_for_long_goes_when_another_comes_and_what_is_used_stays()
    {
        var clock = new SteppedClock();
        var (unused, used) = (Package("unused", "1"), Package("used", "2"));
        Store(clock).Open(used);
        Abandoned(unused, clock);
        Directory.CreateDirectory(_folder["store", ".new-crashed"]);
        clock.Now += PluginStore.Kept + TimeSpan.FromDays(1);
        foreach (var entry in Directory.GetDirectories(_root))
        {
            Directory.SetLastWriteTimeUtc(entry, clock.Now.UtcDateTime - PluginStore.Kept - TimeSpan.FromDays(1));
        }

        var third = Package("third", "3");
        Store(clock).Open(third);
        Assert.Equal(new[] { third.Content, used.Content }.Order(), Directory.GetDirectories(_root).Select(Path.GetFileName).Order());
        Assert.False(File.Exists(_folder["store", unused.Content + ".used"]));
    }

    /// <summary>A copy whose process has ended: nothing holds its lock.</summary>
    private void Abandoned(PluginPackage package, TimeProvider clock)
    {
        Directory.Move(Path.GetDirectoryName(new PluginStore(Directory.CreateDirectory(_folder["other"]).FullName, clock).Open(package))!, _folder["store", package.Content]);
        File.WriteAllText(_folder["store", package.Content + ".used"], "");
        File.SetLastWriteTimeUtc(_folder["store", package.Content + ".used"], clock.GetUtcNow().UtcDateTime);
    }

    private PluginStore Store(TimeProvider? clock = null) => new(_root, clock ?? TimeProvider.System);

    private PluginPackage Package(string name, string content)
    {
        Directory.CreateDirectory(_folder[name, "X", "deep"]);
        File.WriteAllText(_folder[name, "X", "X.dll"], content);
        File.WriteAllText(_folder[name, "X", "deep", "data"], content + " too");
        File.WriteAllText(_folder[name, "X", "empty"], "");
        return PluginPackage.Read(_folder[name, "X", "X.dll"], PluginPackage.Hash(_folder[name, "X", "X.dll"]));
    }

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
