using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Trust;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Plugins.Trust;

public sealed class PluginLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_lock_is_the_same_wherever_the_plugins_are()
    {
        var (here, there) = (Install("here"), Install("there"));
        var text = $"{PluginLock.Of(Catalogue.Scan([here]))}";
        Assert.Equal(text, $"{PluginLock.Of(Catalogue.Scan([there]))}");
        Assert.DoesNotContain(_folder.Path, text, StringComparison.Ordinal);
        File.WriteAllText(_folder["lock.json"], text);
        var read = PluginLock.Read(_folder["lock.json"], "lock.json");
        Assert.Equal(text, $"{read}");
        Assert.Empty(read.ChangesTo(PluginLock.Of(Catalogue.Scan([there]))));
        Assert.Equal(["Fixture.Options", "Fixture.UsesOldLibrary"], read.Plugins.Select(plugin => plugin.Assembly));
    }

    [Fact]
    public void What_is_not_as_locked_is_refused_with_what_changed()
    {
        var folder = Install("here");
        var trusted = PluginLock.Of(Catalogue.Scan([folder]));
        File.AppendAllText(Path.Combine(folder, "Fixture.UsesOldLibrary", "Fixture.Library.dll"), " ");
        var locked = Catalogue.Scan([folder]).Only(trusted, "my.lock");
        Assert.Equal(["Fixture.Options"], locked.Assemblies.Select(assembly => assembly.Name));
        Assert.Null(locked.Find("schedule", "uses-old", out var problem));
        Assert.Matches(@"uses-old' is in .*Fixture\.UsesOldLibrary\.dll, which is refused: not as locked: Fixture\.Library\.dll [0-9a-f]{12} → [0-9a-f]{12} \(my\.lock\)", problem);
        Assert.NotNull(locked.Find("schedule", "everything", out _));
    }

    [Fact]
    public void New_and_missing_assemblies_are_refused_and_said()
    {
        var folder = Install("here");
        var all = PluginLock.Of(Catalogue.Scan([folder]));
        var one = new PluginLock(all.Plugins.Where(plugin => plugin.Assembly == "Fixture.Options"));
        Assert.Contains("not locked", Assert.Single(Catalogue.Scan([folder]).Only(one, "l").Refused).Reason, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(folder, "Fixture.Options"), recursive: true);
        var refused = Assert.Single(Catalogue.Scan([folder]).Only(all, "l").Refused);
        Assert.Equal("l", refused.Path);
        Assert.Matches("Fixture.Options .* is missing", refused.Reason);
        Assert.Empty(Catalogue.Scan([folder]).Only(one, "l").Plugins);
    }

    [Fact]
    public void Changes_are_told_in_words()
    {
        var before = new LockedPlugin("A", "1.0", "0.1.0.0", new string('a', 64), "c", [new("A.dll", new string('a', 64)), new("B.dll", "b"), new("C.dll", "c")]);
        var after = new LockedPlugin("A", "1.1", "0.2.0.0", new string('d', 64), "e", [new("A.dll", new string('d', 64)), new("C.dll", "c"), new("D.dll", "d")]);
        Assert.Equal(
            "A is not as it was: version 1.0 → 1.1, contract version 0.1.0.0 → 0.2.0.0, A.dll aaaaaaaaaaaa → dddddddddddd, B.dll is gone, D.dll is new",
            $"{Assert.Single(new PluginLock([before]).ChangesTo(new PluginLock([after])))}");
        Assert.Equal("A 1.0 is missing", $"{Assert.Single(new PluginLock([before]).ChangesTo(new PluginLock([])))}");
        Assert.Equal("A 1.0 is new", $"{Assert.Single(new PluginLock([]).ChangesTo(new PluginLock([before])))}");
        Assert.Empty(new PluginLock([before, after]).ChangesTo(new PluginLock([after, before])));
    }

    [Theory]
    [InlineData("", "no lock")]
    [InlineData("[]", "no lock")]
    [InlineData("{}", "no lock")]
    [InlineData("""{"format": "unmask lock 2"}""", "expected is 'unmask lock 1'")]
    [InlineData("""{"format": "unmask lock 1", "plugins": [{}]}""", "no lock")]
    [InlineData(null, "'unmask trust' writes one")]
    public void What_is_no_lock_is_refused(string? text, string expected)
    {
        if (text is not null)
        {
            File.WriteAllText(_folder["lock.json"], text);
        }

        var error = Assert.Throws<UserErrorException>(() => PluginLock.Read(_folder["lock.json"], "lock.json"));
        Assert.StartsWith("lock.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private string Install(string name)
    {
        foreach (var fixture in new[] { "Options", "UsesOldLibrary" })
        {
            Directory.CreateDirectory(_folder[name, $"Fixture.{fixture}"]);
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Fixtures.Assembly(fixture))!))
            {
                File.Copy(file, _folder[name, $"Fixture.{fixture}", Path.GetFileName(file)]);
            }
        }

        return _folder[name];
    }
}
