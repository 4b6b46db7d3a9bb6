namespace Unmask.Tests.Integration.Authoring;

public sealed class NewPluginTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask new é ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Outcome New(params string[] arguments) => UnmaskProgram.RunIn(_folder, ["new", "plugin", .. arguments]);

    [Fact]
    public void Standard_output_names_each_file_and_nothing_else()
    {
        var outcome = New("wide-spread", "--kind", "schedule", "--out", "some/where/");
        Assert.Equal(0, outcome.ExitCode);
        var folder = Path.Combine(_folder, "some", "where");
        Assert.Equal(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal), outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("class WideSpread(WideSpreadOptions options)", File.ReadAllText(Path.Combine(folder, "WideSpread", "WideSpread.cs")), StringComparison.Ordinal);
        Assert.All(
            outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => !file.EndsWith(".nupkg", StringComparison.Ordinal)),
            file => Assert.DoesNotMatch("PluginName|plugin-name|unmask-feed", file + File.ReadAllText(file)));
    }

    [Fact]
    public void What_exists_is_left_alone()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "WideSpread")).FullName;
        File.WriteAllText(Path.Combine(_folder, "file"), "mine");
        foreach (var arguments in new string[][] { ["WideSpread", "--kind", "schedule"], ["Other", "--kind", "schedule", "--out", "file"] })
        {
            var outcome = New(arguments);
            Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
            Assert.Contains("exists already", outcome.Error, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.Equal(["WideSpread", "file"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("did you mean 'schedule'?", "WideSpread", "--kind", "schedul")]
    [InlineData("Add --kind with one of data, metric, predictor, process, sampler, schedule", "WideSpread")]
    [InlineData("cannot be the name of a plugin", "wideSpread", "--kind", "schedule")]
    [InlineData("cannot be the name of a plugin", "Wide Spread", "--kind", "schedule")]
    [InlineData("cannot be the name of a plugin", "../Wide", "--kind", "schedule")]
    [InlineData("cannot be the name of a plugin", "Étendu", "--kind", "schedule")]
    [InlineData("uses the word Rows for something else", "Rows", "--kind", "schedule")]
    [InlineData("uses the word Shape for something else", "shape", "--kind", "schedule")]
    [InlineData("there is a schedule 'balanced' already", "Balanced", "--kind", "schedule")]
    [InlineData("there is a metric 'tv' already", "tv", "--kind", "metric")]
    public void Wrong_input_is_explained_and_writes_nothing(string expected, params string[] arguments)
    {
        var outcome = New(arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Only_plugins_can_be_started()
    {
        var outcome = UnmaskProgram.RunIn(_folder, "new", "pluggin", "WideSpread", "--kind", "schedule");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains("'pluggin' cannot be started", outcome.Error, StringComparison.Ordinal);
    }
}
