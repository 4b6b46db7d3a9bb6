using System.Text.Json;

namespace Unmask.Tests.Integration;

public class PublishedFolderTests
{
    private static readonly string[] _files = [.. Directory.EnumerateFiles(UnmaskProgram.Published, "*", SearchOption.AllDirectories)];

    [Fact]
    public void Nothing_of_Roslyn_is_published()
    {
        Assert.DoesNotContain(_files, file => Path.GetFileName(file).StartsWith("Microsoft.CodeAnalysis", StringComparison.OrdinalIgnoreCase));
        var manifests = _files.Where(file => file.EndsWith(".deps.json", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(manifests);
        Assert.All(manifests, file => Assert.DoesNotContain("Microsoft.CodeAnalysis", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_family_is_published_with_its_manifest_and_without_the_contracts()
    {
        var families = Directory.EnumerateFiles(Path.Combine(UnmaskProgram.Root, "plugins"), "*.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileNameWithoutExtension(project)).ToList();
        Assert.NotEmpty(families);
        foreach (var family in families)
        {
            var folder = Path.Combine(UnmaskProgram.Published, "plugins", family);
            Assert.True(File.Exists(Path.Combine(folder, family + ".dll")), family);
            Assert.True(File.Exists(Path.Combine(folder, family + ".deps.json")), family);
        }

        var shared = _files.Where(file => Path.GetFileName(file) is "Unmask.Abstractions.dll" or "Unmask.Theory.dll").Select(file => Path.GetRelativePath(UnmaskProgram.Published, file));
        Assert.Equal(["Unmask.Abstractions.dll", "Unmask.Theory.dll"], shared.Order());
    }

    [Fact]
    public void The_contracts_version_is_frozen()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(UnmaskProgram.Published, "unmask.deps.json")));
        Assert.Contains(manifest.RootElement.GetProperty("libraries").EnumerateObject(), library => library.Name.StartsWith("Unmask.Abstractions/", StringComparison.Ordinal));
        Assert.Equal(new Version(0, 1, 0, 0), System.Reflection.AssemblyName.GetAssemblyName(Path.Combine(UnmaskProgram.Published, "Unmask.Abstractions.dll")).Version);
    }
}
