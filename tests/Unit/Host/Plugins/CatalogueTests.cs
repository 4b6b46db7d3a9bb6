using Unmask.Host.Plugins;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Plugins;

public sealed class CatalogueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_and_bare_files_are_found_one_level_deep_and_sorted()
    {
        Copy("Options", "Named/Named.dll");
        Copy("Options", "a.dll");
        Copy("Options", "Other/NotItsName.dll");
        Copy("Options", "Deep/Deep/Deep.dll");
        Directory.CreateDirectory(_folder["Data", "src"]);
        Assert.Equal([_folder["Named", "Named.dll"], _folder["a.dll"]], PluginFolders.Assemblies(_folder.Path));
    }

    [Fact]
    public void Equal_files_count_once()
    {
        Copy("Options", "first/first.dll");
        Copy("Options", "second.dll");
        var catalogue = Catalogue.Scan([_folder.Path]);
        Assert.Empty(catalogue.Refused);
        Assert.Equal(_folder["first", "first.dll"], catalogue.Find("schedule", "everything", out _)!.Assembly.Path);
    }

    [Fact]
    public void A_name_in_two_files_is_listed_twice_and_an_error_when_used()
    {
        Copy("Options", "first/first.dll");
        File.WriteAllBytes(_folder["second.dll"], [.. File.ReadAllBytes(Fixtures.Assembly("Options")), 0]);
        var catalogue = Catalogue.Scan([_folder.Path]);
        Assert.Equal(2, catalogue.Plugins.Count(plugin => plugin.Name == "everything" && catalogue.IsDuplicate(plugin)));
        Assert.Null(catalogue.Find("schedule", "everything", out var problem));
        Assert.Contains(_folder["first", "first.dll"], problem, StringComparison.Ordinal);
        Assert.Contains(_folder["second.dll"], problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_files_are_refused_and_the_others_work()
    {
        Copy("Malformed", "Malformed.dll");
        File.WriteAllText(_folder["text.dll"], "text");
        var catalogue = Catalogue.Scan([_folder.Path]);
        Assert.NotNull(catalogue.Find("schedule", "good", out _));
        Assert.Contains(catalogue.Refused, refused => refused.Path == _folder["text.dll"]);
    }

    [Fact]
    public void A_library_beside_the_plugin_that_uses_it_is_not_reported()
    {
        Copy("UsesOldLibrary", "Fixture.UsesOldLibrary.dll");
        File.Copy(Path.Combine(Path.GetDirectoryName(Fixtures.Assembly("UsesOldLibrary"))!, "Fixture.Library.dll"), _folder["Fixture.Library.dll"]);
        Assert.Empty(Catalogue.Scan([_folder.Path]).Refused);
        File.Delete(_folder["Fixture.UsesOldLibrary.dll"]);
        Assert.Equal(_folder["Fixture.Library.dll"], Assert.Single(Catalogue.Scan([_folder.Path]).Refused).Path);
    }

    [Fact]
    public void The_contracts_beside_a_plugin_are_not_reported()
    {
        File.Copy(typeof(Shape).Assembly.Location, _folder["Unmask.Abstractions.dll"]);
        Assert.Empty(Catalogue.Scan([_folder.Path]).Refused);
    }

    [Theory]
    [InlineData("schedule", "everythin", "did you mean 'everything'?")]
    [InlineData("schedule", "zzz", "installed: bare, everything")]
    [InlineData("schedul", "everything", "did you mean 'schedule'?")]
    [InlineData("predictor", "exact", "none is installed")]
    [InlineData("schedule", "Everything", "did you mean 'everything'?")]
    public void An_unknown_name_is_answered_with_the_nearest(string section, string name, string expected)
    {
        Copy("Options", "a.dll");
        Assert.Null(Catalogue.Scan([_folder.Path]).Find(section, name, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_folders_must_exist_and_each_counts_once()
    {
        var inner = Directory.CreateDirectory(_folder["plugins"]).FullName;
        Assert.Equal([inner], PluginFolders.Find([inner, "plugins/"], inner, _folder.Path, _folder.Path));
        var error = Assert.Throws<Unmask.Host.Configuration.UserErrorException>(() => PluginFolders.Find(["nowhere"], "/no/where", "/", _folder.Path));
        Assert.Equal(["--plugins", "UNMASK_PLUGINS"], error.Errors.Select(each => each.Source));
    }

    private void Copy(string fixture, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[to])!);
        File.Copy(Fixtures.Assembly(fixture), _folder[to]);
    }
}
