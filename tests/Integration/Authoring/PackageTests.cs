using System.IO.Compression;
using System.Xml.Linq;

namespace Unmask.Tests.Integration.Authoring;

/// <summary>The packages that a plugin is written from.</summary>
public sealed class PackageTests
{
    [Theory]
    [InlineData("Unmask.Abstractions", "Unmask.Abstractions")]
    [InlineData("Unmask.Testing", "Unmask.Testing", "Unmask.Interpretation")]
    public void Documentation_symbols_and_a_readme_come_with_them(string package, params string[] assemblies)
    {
        var version = UnmaskProgram.Run("--version").Out.Trim();
        var files = Entries(Path.Combine(UnmaskProgram.Published, "packages", $"{package}.{version}.nupkg"));
        var symbols = Entries(Path.Combine(UnmaskProgram.Root, "artifacts", "package", "release", $"{package}.{version}.snupkg"));
        Assert.Contains("README.md", files);
        Assert.All(assemblies, assembly =>
        {
            Assert.Contains($"lib/net10.0/{assembly}.dll", files);
            Assert.Contains($"lib/net10.0/{assembly}.xml", files);
            Assert.Contains($"lib/net10.0/{assembly}.pdb", symbols);
        });
    }

    [Fact]
    public void Templates_and_samples_name_the_versions_of_this_program()
    {
        var version = UnmaskProgram.Run("--version").Out.Trim();
        var runner = XDocument.Load(Path.Combine(UnmaskProgram.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion").Single(package => package.Attribute("Include")!.Value == "xunit.v3").Attribute("Version")!.Value;
        var files = new[] { "templates", Path.Combine("samples", "plugins") }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(UnmaskProgram.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".props" or ".csproj" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(XDocument.Load).ToList();
        var versions = files.SelectMany(file => file.Descendants("UnmaskVersion")).Select(element => element.Value).ToList();
        var runners = files.SelectMany(file => file.Descendants("PackageReference")).Where(package => package.Attribute("Include")!.Value == "xunit.v3").Select(package => package.Attribute("Version")!.Value).ToList();
        Assert.Equal([version, version], versions);
        Assert.Equal(5, runners.Count);
        Assert.All(runners, each => Assert.Equal(runner, each));
    }

    private static List<string> Entries(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }
}
