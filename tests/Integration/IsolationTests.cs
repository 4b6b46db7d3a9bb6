namespace Unmask.Tests.Integration;

/// <summary>Plugins with clashing dependencies, built for real, in one run of the published program on a machine without packages.</summary>
public sealed class IsolationTests : IDisposable
{
    private const string Data = """ "data": { "kind": "independent", "length": 2, "states": 2, "probabilities": [[0.5, 0.5], [0.5, 0.5]] } """;

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-isolation-").FullName;

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            foreach (var entry in Directory.EnumerateDirectories(_folder, "*", SearchOption.AllDirectories))
            {
                File.SetUnixFileMode(entry, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Each_plugin_sees_its_own_version_of_a_library_managed_or_native()
    {
        var run = Run([Plugins.Folder("isolated")], "old-json", "new-json", "old-native", "new-native", "flat-native", "old-extensions");

        Assert.Equal((12, 13), (run.Value("old-json.major"), run.Value("new-json.major")));
        Assert.Equal((1, 0), (run.Value("old-json.reads-depth-100"), run.Value("new-json.reads-depth-100")));
        Assert.Equal((1, 1), (run.Value("old-json.own-context"), run.Value("new-json.own-context")));

        // Two portable publications and one for this machine only: SQLite 3.35, 3.49 and 3.53 at once.
        Assert.Equal((3035005, 3049001, 3053003), (run.Value("old-native.version"), run.Value("new-native.version"), run.Value("flat-native.version")));

        // What the contracts mention is the host's newer one; what only the host happens to have too stays private.
        Assert.Equal((10, 1), (run.Value("old-extensions.shared"), run.Value("old-extensions.exchanged")));
        Assert.Equal((8, 1), (run.Value("old-extensions.private"), run.Value("old-extensions.reads")));
    }

    [Theory]
    [InlineData("old-native", "flat-native", "new-native")]
    [InlineData("flat-native", "new-native", "old-native")]
    public void Which_native_library_comes_first_does_not_matter(params string[] order)
    {
        var run = Run([Plugins.Folder("isolated")], order);
        Assert.Equal((3035005, 3049001, 3053003), (run.Value("old-native.version"), run.Value("new-native.version"), run.Value("flat-native.version")));
    }

    [Fact]
    public void Native_libraries_that_the_system_would_mix_up_are_refused_and_both_named()
    {
        var (old, flat) = (CopyOf("OldNative"), CopyOf("FlatNative"));
        var library = OperatingSystem.IsWindows() ? "e_sqlite3.dll" : OperatingSystem.IsMacOS() ? "libe_sqlite3.dylib" : "libe_sqlite3.so";
        var asking = Path.Combine(flat, "asking" + Path.GetExtension(library));
        File.WriteAllText(asking, $"linked to {library}\0 by name");

        var refused = Any([_folder], "flat-native", "old-native");
        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        var own = Directory.EnumerateFiles(old, library, SearchOption.AllDirectories).Single(file => file.Contains($"{Path.DirectorySeparatorChar}{Rid}{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        Assert.All([own, Path.Combine(flat, library), asking, "metrics 'old-native'"], part => Assert.Contains(part, refused.Error, StringComparison.Ordinal));

        // Alone, or with the same content, there is nothing to mix up.
        Assert.Equal(0, Any([_folder], "flat-native").ExitCode);
        File.Copy(Path.Combine(flat, library), own, overwrite: true);
        Assert.Equal(0, Any([_folder], "flat-native", "old-native").ExitCode);
    }

    [Fact]
    public void A_native_library_that_would_not_be_found_is_refused_before_another_plugins_is_taken()
    {
        var old = CopyOf("OldNative");
        var manifest = Path.Combine(old, "Fixture.OldNative.deps.json");
        File.Delete(manifest);
        var refused = Any([_folder], "old-native");
        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        Assert.Contains($"would not be found without {manifest}", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_built_for_newer_shared_packages_than_the_hosts_is_refused_with_both_versions()
    {
        var listed = UnmaskProgram.Start("dotnet", _folder, [Path.Combine(UnmaskProgram.Published, "unmask.dll"), "list", "--json", "--plugins", Plugins.Folder("isolated")], Plugins.EmptyHome(_folder));
        Assert.Equal(0, listed.ExitCode);
        Assert.Contains("built for version 11.0.0.0 of Microsoft.Extensions.DependencyInjection.Abstractions, which is shared, but this host has 10.0.0.0", listed.Out, StringComparison.Ordinal);
        var refused = Any([Plugins.Folder("isolated")], "new-extensions");
        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        Assert.Contains("there is no metric 'new-extensions'", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_ships_copies_of_what_is_shared_gets_the_hosts()
    {
        var project = Path.Combine(UnmaskProgram.Root, "tests", "Fixtures", "Careless");
        var built = UnmaskProgram.Start("dotnet", project, ["publish", "-o", Path.Combine(_folder, "Fixture.Careless"), "-nodeReuse:false", "-p:UseSharedCompilation=false", "-v", "quiet"]);
        Assert.True(built.ExitCode == 0, built.Out + built.Error);
        var run = Run([_folder], "careless");
        Assert.All(["ships-contracts", "shares-contracts", "ships-services", "shares-services"], fact => Assert.Equal(1, run.Value($"careless.{fact}")));
    }

    [Fact]
    public void A_folder_may_have_spaces_and_any_letters_and_be_read_only()
    {
        var plugins = Path.Combine(_folder, "Żółte wtyczki 拡散");
        foreach (var name in new[] { "NewJson", "NewNative" })
        {
            Plugins.Copy(Path.Combine(Plugins.Folder("isolated"), $"Fixture.{name}"), Path.Combine(plugins, $"Fixture.{name}"));
        }

        if (!OperatingSystem.IsWindows())
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(plugins, "*", SearchOption.AllDirectories).Append(plugins))
            {
                File.SetUnixFileMode(entry, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        var before = Contents(plugins);
        var run = Run([plugins], "new-json", "new-native");
        Assert.Equal((13, 3049001), (run.Value("new-json.major"), run.Value("new-native.version")));

        // Whoever may write everywhere writes nothing there either.
        Assert.Equal(before, Contents(plugins));
    }

    private static string Rid => System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;

    private static List<string> Contents(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(entry => $"{entry} {File.GetLastWriteTimeUtc(entry):O}")];

    private string CopyOf(string fixture) => Plugins.Copy(Path.Combine(Plugins.Folder("isolated"), $"Fixture.{fixture}"), Path.Combine(_folder, $"Fixture.{fixture}"));

    private JsonRun Run(string[] plugins, params string[] metrics) => JsonRun.Of(_folder, Arguments(plugins, metrics), Plugins.EmptyHome(_folder));

    private Outcome Any(string[] plugins, params string[] metrics) => JsonRun.Any(_folder, Arguments(plugins, metrics), Plugins.EmptyHome(_folder)).Outcome;

    private List<string> Arguments(string[] plugins, string[] metrics)
    {
        File.WriteAllText(Path.Combine(_folder, "p.json"), $$"""{ {{Data}}, "metrics": { {{string.Join(", ", metrics.Select(metric => $"\"{metric}\": {{}}"))}} } }""");
        return ["p.json", .. plugins.SelectMany(folder => new[] { "--plugins", folder })];
    }
}
