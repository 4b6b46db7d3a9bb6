using System.Text.Json;
using CsCheck;
using Unmask.Host.Plugins;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Plugins;

public sealed class ScanCacheTests : IDisposable
{
    private readonly TemporaryFolder _kept = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ScanCache _cache;

    public ScanCacheTests() => _cache = new ScanCache(_kept.Path);

    public static TheoryData<string> Files => [
        .. new[] { "Options", "Malformed", "UsesOldLibrary", "UsesNewLibrary" }.Select(Fixtures.Assembly),
        .. PluginFolders.Assemblies(Fixtures.BuiltIn),
        typeof(Gen).Assembly.Location];

    public void Dispose()
    {
        _kept.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_read_is_what_was_scanned(string path)
    {
        var fresh = Text(PluginScanner.Scan(path));
        Assert.Equal(fresh, Text(PluginScanner.Scan(path, _cache)));
        Assert.Single(Entries());
        Assert.Equal(fresh, Text(PluginScanner.Scan(path, _cache)));
    }

    [Fact]
    public void A_file_that_was_scanned_is_not_scanned_again_wherever_it_is()
    {
        Pretend(Fixtures.Assembly("Options"));
        var copy = _folder["copy.dll"];
        File.Copy(Fixtures.Assembly("Options"), copy);
        var read = PluginScanner.Scan(copy, _cache);
        Assert.Equal("pretended", Assert.Single(read.Refused).Reason);
        Assert.Equal((copy, copy), (read.Path, read.Refused[0].Path));
    }

    [Fact]
    public void A_change_that_keeps_size_and_time_is_noticed()
    {
        var path = _folder["a.dll"];
        File.Copy(Fixtures.Assembly("Options"), path);
        var (time, content) = (File.GetLastWriteTimeUtc(path), File.ReadAllBytes(path));
        Assert.Equal("Has options of every type", Everything());
        var at = content.AsSpan().IndexOf("Has options of every type"u8);
        "Was"u8.CopyTo(content.AsSpan(at));
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, time);
        Assert.Equal("Was options of every type", Everything());

        string Everything() => PluginScanner.Scan(path, _cache).Plugins.Single(plugin => plugin.Name == "everything").Summary;
    }

    [Fact]
    public void A_damaged_entry_is_ignored_and_written_again()
    {
        var path = Fixtures.Assembly("Options");
        var fresh = Text(PluginScanner.Scan(path, _cache));
        var entry = Assert.Single(Entries());
        var sound = File.ReadAllBytes(entry);
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte[1, 255], Gen.Bool).Sample(
            (at, change, cut) =>
            {
                var damaged = cut ? sound[..at] : [.. sound];
                if (!cut)
                {
                    damaged[at] ^= change;
                }

                File.WriteAllBytes(entry, damaged);
                Assert.Equal(fresh, Text(PluginScanner.Scan(path, _cache)));
                Assert.Equal(sound, File.ReadAllBytes(entry));
            },
            iter: 200, threads: 1);
    }

    [Fact]
    public void A_dependency_that_comes_or_goes_is_noticed()
    {
        var (plugin, library) = (_folder["Fixture.UsesOldLibrary.dll"], _folder["Fixture.Library.dll"]);
        File.Copy(Fixtures.Assembly("UsesOldLibrary"), plugin);
        for (var i = 0; i < 2; i++)
        {
            Assert.Contains("missing Fixture.Library", Assert.Single(Scan().Refused).Reason, StringComparison.Ordinal);
            Assert.Contains("missing Fixture.Library", Assert.Single(Scan().Refused).Reason, StringComparison.Ordinal);
            File.Copy(Beside("UsesOldLibrary"), library);
            Assert.Equal("uses-old", Assert.Single(Scan().Plugins).Name);
            Assert.Equal("uses-old", Assert.Single(Scan().Plugins).Name);
            File.Delete(library);
        }

        ScannedAssembly Scan() => PluginScanner.Scan(plugin, _cache);
    }

    [Fact]
    public void A_dependency_that_changes_is_noticed()
    {
        var (plugin, library) = (_folder["Fixture.UsesOldLibrary.dll"], _folder["Fixture.Library.dll"]);
        File.Copy(Fixtures.Assembly("UsesOldLibrary"), plugin);
        File.Copy(Beside("UsesOldLibrary"), library);
        Pretend(plugin);
        Assert.Equal("pretended", Assert.Single(PluginScanner.Scan(plugin, _cache).Refused).Reason);
        File.Copy(Beside("UsesNewLibrary"), library, overwrite: true);
        Assert.Empty(PluginScanner.Scan(plugin, _cache).Refused);
    }

    [Fact]
    public void Without_a_place_to_keep_it_a_scan_works()
    {
        var path = Fixtures.Assembly("Options");
        Assert.Equal(Text(PluginScanner.Scan(path)), Text(PluginScanner.Scan(path, new ScanCache(_kept["gone"]))));
    }

    [Fact]
    public void Many_processes_may_keep_the_same_scan()
    {
        var path = Fixtures.Assembly("Options");
        var fresh = Text(PluginScanner.Scan(path));
        Parallel.For(0, 32, _ => Assert.Equal(fresh, Text(PluginScanner.Scan(path, new ScanCache(_kept.Path)))));
        Assert.Single(Entries());
    }

    [Fact]
    public void Entries_of_long_ago_go_when_one_is_written()
    {
        var (old, recent) = (_kept["old"], _kept["recent"]);
        File.WriteAllText(old, "");
        File.WriteAllText(recent, "");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-61));
        File.SetLastWriteTimeUtc(recent, DateTime.UtcNow.AddDays(-59));
        PluginScanner.Scan(Fixtures.Assembly("Options"), _cache);
        Assert.Equal((false, true), (File.Exists(old), File.Exists(recent)));
    }

    /// <summary>Keeps something that no scan of this file finds.</summary>
    private void Pretend(string path)
    {
        var scanned = PluginScanner.Scan(path);
        var own = new PrivateAssemblies(path);
        foreach (var name in scanned.References.Where(name => name == "Fixture.Library"))
        {
            own.Find(name);
        }

        _cache.Keep(scanned with { Plugins = [], Refused = [new RefusedPlugin(path, "pretended")] }, own);
    }

    private string[] Entries() => Directory.GetFiles(_kept.Path);

    private static string Beside(string fixture) => Path.Combine(Path.GetDirectoryName(Fixtures.Assembly(fixture))!, "Fixture.Library.dll");

    private static string Text(ScannedAssembly scanned) => JsonSerializer.Serialize(scanned);
}
