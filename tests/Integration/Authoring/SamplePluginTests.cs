namespace Unmask.Tests.Integration.Authoring;

/// <summary>The sample plugins, built from the packages and run as their pages say.</summary>
[Collection(nameof(Outside))]
public sealed class SamplePluginTests(Outside outside)
{
    [Theory]
    [InlineData("dilated", "Dilated")]
    [InlineData("nearest", "Nearest")]
    [InlineData("symbol-rates", "SymbolRates")]
    [InlineData("kept-information", "KeptInformation")]
    public void It_keeps_its_contract_and_prints_the_table_of_its_page(string sample, string name)
    {
        var folder = Path.Combine(outside.Folder, "samples", "plugins", sample);
        Assert.True(outside.Test(folder, name) > 3);
        var blocks = CodeBlocks.Of(Path.Combine(folder, "README.md"));
        var run = blocks[0].Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        if (!OperatingSystem.IsWindows() && !File.Exists(Path.Combine(outside.Folder, "unmask")))
        {
            File.CreateSymbolicLink(Path.Combine(outside.Folder, "unmask"), Path.Combine(UnmaskProgram.Root, "unmask"));
        }

        var outcome = outside.Shell(outside.Folder, run);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.True(CodeBlocks.IsIn(blocks[1].Text, outcome.Out), outcome.Out);
    }

    [Fact]
    public void What_a_token_keeps_under_the_masked_process_is_in_proportion_to_what_is_not_masked()
    {
        outside.RequireBuilt();
        var folder = Path.Combine(outside.Folder, "samples", "plugins", "kept-information");
        var run = JsonRun.Of(folder, ["pipeline.json"]);
        foreach (var at in new[] { 0, 0.25, 0.5, 1, 2, 4 })
        {
            Assert.Equal(Math.Exp(-at) * Math.Log(4), run.Value("kept-information", ("metrics:kept-information:at", at)), 1e-12);
            Assert.Equal(1 - Math.Exp(-at), run.Value("kept-information.changed", ("metrics:kept-information:at", at)), 1e-12);
        }
    }

    [Fact]
    public void Their_solution_holds_all_of_them()
    {
        var folder = Path.Combine(UnmaskProgram.Root, "samples", "plugins");
        var solution = System.Xml.Linq.XDocument.Load(Path.Combine(folder, "Plugins.slnx"));
        Assert.Equal(
            Directory.EnumerateDirectories(folder).SelectMany(sample => Directory.EnumerateDirectories(sample)).SelectMany(project => Directory.EnumerateFiles(project, "*.csproj"))
                .Select(project => Path.GetRelativePath(folder, project)).Order(StringComparer.Ordinal),
            solution.Root!.Elements().Select(project => project.Attribute("Path")!.Value).Order(StringComparer.Ordinal));
    }
}
