using System.Globalization;

namespace Unmask.Tests.Integration;

/// <summary>What makes the program start fast. How fast it is, the benchmarks say.</summary>
public sealed class StartUpTests : IDisposable
{
    /// <summary>Well above what listing needs (some 400), well below what a table from a library, or one scan, adds to it.</summary>
    private const int FewMethods = 700;

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("list")]
    [InlineData("list", "--json")]
    public void A_second_list_reads_what_the_first_one_kept_loads_no_plugin_and_compiles_little(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The cache is the user's own there.");
        var (first, scanned, compiledFirst) = Probe(arguments);
        Assert.Contains("System.Reflection.MetadataLoadContext", scanned);
        Assert.True(compiledFirst > FewMethods, $"{compiledFirst} methods were compiled by a scan: does the probe see them?");
        Assert.Equal(Families.Length, Directory.GetFiles(Path.Combine(_folder, "unmask", "scans")).Length);

        var (second, loaded, compiled) = Probe(arguments);
        Assert.Equal(first, second);
        Assert.Contains("unmask", loaded);
        Assert.Empty(loaded.Intersect([
            .. Families, "System.Reflection.MetadataLoadContext", "System.Reflection.Metadata", "System.Text.RegularExpressions",
            "McMaster.NETCore.Plugins", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Configuration"]));
        Assert.True(compiled < FewMethods, $"{compiled} methods were compiled; expected fewer than {FewMethods}.");
    }

    [Fact]
    public void A_list_needs_no_cache()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The cache is the user's own there.");
        var expected = UnmaskProgram.Run("list", "--json").Out;
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        foreach (var (cache, home) in new[] { (file, file), ((string?)null, (string?)null), ("relative", file) })
        {
            var outcome = UnmaskProgram.Start("dotnet", UnmaskProgram.Root, [Program, "list", "--json"], new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = cache, ["HOME"] = home });
            Assert.Equal((0, expected, ""), (outcome.ExitCode, outcome.Out, outcome.Error));
        }
    }

    private static string Program => Path.Combine(UnmaskProgram.Published, "unmask.dll");

    private static string[] Families => [.. Directory.EnumerateDirectories(Path.Combine(UnmaskProgram.Published, "plugins")).Select(folder => Path.GetFileName(folder))];

    private (string Out, string[] Assemblies, int Methods) Probe(string[] arguments)
    {
        var file = Path.Combine(_folder, "probe");
        var outcome = UnmaskProgram.Start("dotnet", UnmaskProgram.Root, [Program, .. arguments], new Dictionary<string, string?>
        {
            ["XDG_CACHE_HOME"] = _folder,
            ["DOTNET_STARTUP_HOOKS"] = Path.Combine(AppContext.BaseDirectory, "fixtures", "Fixture.StartUpProbe", "Fixture.StartUpProbe.dll"),
            ["PROBE_FILE"] = file,
        });
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        var lines = File.ReadAllLines(file);
        return (outcome.Out, lines[1..], int.Parse(lines[0], CultureInfo.InvariantCulture));
    }
}
