namespace Unmask.Tests.Integration.Authoring;

/// <summary>The guide of plugin authors says what happens.</summary>
[Collection(nameof(Outside))]
public sealed class GuideTests(Outside outside)
{
    private static readonly IReadOnlyList<(string Language, string Text)> _blocks = CodeBlocks.Of(GuideRun.Page);

    [Fact]
    public void Its_commands_do_what_it_says_and_print_what_it_shows()
    {
        var shown = _blocks.Where(block => block.Language == "text").ToList();
        Assert.NotEmpty(shown);
        Assert.All(shown, block => Assert.True(CodeBlocks.IsIn(block.Text, outside.Guide.Printed), $"not printed:\n{block.Text}\nbut:\n{outside.Guide.Printed}"));
    }

    [Fact]
    public void Its_code_is_copied_from_files_that_are_built()
    {
        outside.RequireBuilt();
        var files = new[] { outside.Guide.Folder, Path.Combine(outside.Folder, "samples"), Path.Combine(UnmaskProgram.Root, "tests", "Fixtures", "Options") }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".json" or ".csproj" or ".props")
            .Select(File.ReadAllText).ToList();
        var code = _blocks.Where(block => block.Language is not ("sh" or "text")).ToList();
        Assert.True(code.Count > 10);
        Assert.All(code, block => Assert.True(files.Exists(file => CodeBlocks.IsIn(block.Text, file)), $"in no file:\n{block.Text}"));
    }

    [Fact]
    public void The_debugger_is_given_a_command_that_works()
    {
        outside.RequireBuilt();
        var folder = Path.Combine(outside.Guide.Folder, "WideSpread");
        using var launch = System.Text.Json.JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder, ".vscode", "launch.json")), new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip });
        var start = launch.RootElement.GetProperty("configurations")[0];
        string Filled(System.Text.Json.JsonElement text) => text.GetString()!
            .Replace("${env:PATH_TO_UNMASK}", UnmaskProgram.Published, StringComparison.Ordinal).Replace("${workspaceFolder}", folder, StringComparison.Ordinal);
        var outcome = outside.Start(Filled(start.GetProperty("cwd")), "dotnet", [Filled(start.GetProperty("program")), .. start.GetProperty("args").EnumerateArray().Select(Filled)]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.True(File.Exists(Path.Combine(folder, "plugins", "WideSpread", "WideSpread.pdb")), "no symbols beside the plugin");
    }

    [Fact]
    public void What_is_handed_on_depends_on_the_source_only()
    {
        var here = Path.Combine(outside.Guide.Folder, "WideSpread");
        var there = Path.Combine(outside.Folder, "another", "folder");
        Outside.Copy(here, there);
        var outcome = outside.Start(there, "dotnet", "publish", "WideSpread", "-c", "Release", "-o", "out", "-v", "quiet");
        Assert.True(outcome.ExitCode == 0, outcome.Out + outcome.Error);
        Assert.Equal(Contents(Path.Combine(here, "handed-on", "WideSpread")), Contents(Path.Combine(there, "out")));
    }

    [Theory]
    [InlineData("WideSpread", "schedule")]
    [InlineData("ShortLogits", "predictor")]
    [InlineData("Hybrid", "process")]
    [InlineData("Nucleus", "sampler")]
    [InlineData("Hellinger", "metrics")]
    [InlineData("Topic", "data")]
    public void A_new_plugin_of_each_kind_keeps_its_contract_and_runs(string name, string section)
    {
        var folder = Path.Combine(outside.Guide.Folder, name);
        Assert.True(outside.Test(folder, name) > 3);
        var list = outside.Start(folder, "dotnet", Path.Combine(UnmaskProgram.Published, "unmask.dll"), "list", section);
        Assert.Contains($"{name} 1.0.0", list.Out, StringComparison.Ordinal);
        var run = JsonRun.Of(folder, ["pipeline.json"]);
        Assert.NotEmpty(run.Lines);
        Assert.All(run.Lines, line => Assert.False(line.ContainsKey("failure")));
    }

    private static List<(string Name, string Bytes)> Contents(string folder) =>
        [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file))))];
}
