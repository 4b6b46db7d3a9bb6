using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Plugins;

public class IsolatedAssembliesTests
{
    private readonly PluginTypes _types = new(new IsolatedAssemblies());

    [Fact]
    public void Two_plugins_with_different_versions_of_one_library_both_work()
    {
        Assert.Equal((1, 2), (Size("UsesOldLibrary"), Size("UsesNewLibrary")));

        int Size(string fixture) => ((ISizeLaw)Activator.CreateInstance(_types.Load(Fixtures.Scan(fixture).Plugins.Single()))!).Sizes(0, 1, [0]);
    }

    [Fact]
    public void Every_built_in_plugin_loads_and_shares_the_hosts_contracts()
    {
        var plugins = Catalogue.Scan([Fixtures.BuiltIn]).Plugins;
        Assert.NotEmpty(plugins);
        Assert.All(plugins, plugin => Assert.Contains(plugin.Section, PluginScanner.Sections(_types.Load(plugin))));
    }

    [Fact]
    public void An_assembly_is_loaded_once_however_many_ask()
    {
        var plugin = Fixtures.Scan("Options").Plugins[0];
        var types = new Type[32];
        Parallel.For(0, types.Length, i => types[i] = _types.Load(plugin));
        Assert.Single(types.Distinct());
    }

    [Fact]
    public void A_class_that_went_away_is_an_error_that_names_the_plugin_and_its_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder["Fixture.Options.dll"];
        File.Copy(Fixtures.Assembly("Options"), path);
        var gone = PluginScanner.Scan(path).Plugins.Single(plugin => plugin.Name == "everything") with { TypeName = "Fixture.Gone" };
        var error = Assert.Throws<PluginLoadException>(() => _types.Load(gone));
        Assert.Contains($"schedule 'everything' from {path}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Fixture.Gone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_went_away_is_an_error_that_names_it()
    {
        var described = Fixtures.Scan("Options").Plugins[0] with { Assembly = new PluginAssembly("/no/where.dll", "where", "1", "") };
        var error = Assert.Throws<UserErrorException>(() => _types.Load(described));
        Assert.Contains("/no/where.dll", error.Message, StringComparison.Ordinal);
    }
}
