namespace Unmask.Tests.Integration.Authoring;

/// <summary><c>dotnet new</c>, from the package.</summary>
[Collection(nameof(Outside))]
public sealed class TemplatePackageTests(Outside outside)
{
    [Fact]
    public void It_writes_the_files_of_unmask_new_byte_for_byte()
    {
        var feed = Directory.CreateDirectory(Path.Combine(outside.Folder, "feed")).FullName;
        Succeed(UnmaskProgram.Start("dotnet", UnmaskProgram.Root, ["pack", "templates", "-o", feed, "-v", "quiet", "-nodeReuse:false"]));
        Succeed(outside.Start(feed, "dotnet", "new", "install", Assert.Single(Directory.EnumerateFiles(feed, "*.nupkg"))));
        foreach (var (name, kind) in new[] { ("WideSpread", "schedule"), ("Top2Logits", "predictor"), ("HTTPNoise", "process"), ("ABTest", "sampler"), ("Chi", "metric"), ("Topic4", "data") })
        {
            Succeed(outside.Start(feed, "dotnet", "new", "unmask-plugin", "--kind", kind, "--name", name, "--feed", "packages"));
            var mine = Path.Combine(outside.Folder, "new", name);
            Succeed(UnmaskProgram.RunIn(feed, "new", "plugin", name, "--kind", kind, "--out", mine));
            Directory.Delete(Path.Combine(mine, "packages"), recursive: true);
            Assert.Equal(Contents(mine), Contents(Path.Combine(feed, name)));
        }

        Succeed(outside.Start(feed, "dotnet", "new", "unmask-plugin", "--kind", "schedule", "--name", "Elsewhere"));
        Assert.False(File.Exists(Path.Combine(feed, "Elsewhere", "nuget.config")));
    }

    private static void Succeed(Outcome outcome) => Assert.True(outcome.ExitCode == 0, outcome.Out + outcome.Error);

    private static List<(string Path, string Bytes)> Contents(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file), Convert.ToHexString(File.ReadAllBytes(file))))];
}
