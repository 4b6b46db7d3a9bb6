using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

public sealed class LauncherTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("", "", "in-process")]
    [InlineData("\"launcher\": {}", "", "in-process")]
    [InlineData("", "launcher=processes", "processes null null null 0")]
    [InlineData("", "launcher:workers=8", "processes 8 null null 0")]
    [InlineData("\"launcher\": \"processes\"", "launcher:memoryLimit=2GiB|launcher:timeLimit=90|launcher:retries=1", "processes null 2147483648 90 1")]
    [InlineData("\"launcher\": {\"workers\": 4, \"retries\": 2}", "launcher.workers=8", "processes 8 null null 2")]
    [InlineData("\"launcher\": {\"kind\": \"processes\", \"workers\": 4}", "launcher=processes", "processes 4 null null 0")]
    [InlineData("\"launcher\": {\"kind\": \"processes\", \"workers\": 4}", "launcher=in-process", "in-process")]
    [InlineData("", "launcher:memoryLimit=1e9", "processes null 1000000000 null 0")]
    public void A_launcher_is_composed_like_every_section(string json, string overrides, string expected)
    {
        var pipeline = _workspace.Read(Workspace.Json(json), overrides.Split('|', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(expected, string.Join(' ', pipeline.Launcher.Options.Select(option => option.Value?.ToJsonString() ?? "null").Prepend(pipeline.Launcher.Kind)));
        Assert.Equal(expected == "in-process" ? null : pipeline.Launcher.ToJson().ToJsonString(), pipeline.Resolved["launcher"]?.ToJsonString());
        Assert.Equal(_workspace.Read(Workspace.Json()).Cells[0].Id, pipeline.Cells[0].Id);
    }

    [Fact]
    public void The_environment_names_options_in_any_case()
    {
        _workspace.Write("pipeline.json", Workspace.Json());
        var pipeline = Workspace.Read(new PipelineRequest("pipeline.json", _workspace.Folder) { Environment = new Dictionary<string, string> { ["UNMASK_LAUNCHER__MEMORYLIMIT"] = "1 GB" } });
        Assert.Equal(1_000_000_000, ProcessOptions.Of(pipeline.Launcher).MemoryLimit);
    }

    [Theory]
    [InlineData("3", "/launcher: got 3; expected the name of a launcher, or an object with its 'kind' and options")]
    [InlineData("\"proceses\"", "/launcher: there is no launcher 'proceses'; did you mean 'processes'? (launchers: *)")]
    [InlineData("{\"kind\": 3}", "/launcher/kind: got 3; expected the name of a launcher, one of *")]
    [InlineData("{\"memorylimit\": 1e9}", "/launcher/memorylimit: the launcher 'processes' has no option 'memorylimit'; did you mean 'memoryLimit'? (it has 'workers', 'memoryLimit', 'timeLimit', 'retries')")]
    [InlineData("{\"kind\": \"in-process\", \"workers\": 3}", "/launcher/workers: the launcher 'in-process' has no option 'workers' (it has none); 'processes' has it")]
    [InlineData("{\"memoryLimit\": \"two\"}", "/launcher/memoryLimit: got the text \"two\"; expected an amount of memory such as \"2GiB\", or bytes as a number, at least 128 MiB, or null")]
    [InlineData("{\"memoryLimit\": \"1MiB\"}", "/launcher/memoryLimit: got the text \"1MiB\"; expected *")]
    [InlineData("{\"timeLimit\": 0}", "/launcher/timeLimit: got 0; expected a number, above 0 and at most *")]
    [InlineData("{\"workers\": 0}", "/launcher/workers: got 0; expected an integer from 1 to 1024, or null")]
    public void A_mistake_is_told_with_its_place(string launcher, string message)
    {
        var error = Assert.Single(_workspace.Errors(Workspace.Json($"\"launcher\": {launcher}")));
        var parts = message.Split('*');
        Assert.StartsWith("pipeline.json: " + parts[0], error, StringComparison.Ordinal);
        Assert.EndsWith(parts[^1], error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5B", 5L)]
    [InlineData("1kB", 1000L)]
    [InlineData("1KiB", 1024L)]
    [InlineData("1.5 MiB", 1572864L)]
    [InlineData("2GB", 2_000_000_000L)]
    [InlineData("3TiB", 3L << 40)]
    [InlineData("3", null)]
    [InlineData("3iB", null)]
    [InlineData("-3B", null)]
    [InlineData("3 PB", null)]
    [InlineData("99999999999 TiB", null)]
    public void Amounts_of_memory_are_read(string text, long? bytes) => Assert.Equal(bytes, ByteSize.Read(text));

    [Theory]
    [InlineData(512L, "512 B")]
    [InlineData(1536L, "1.5 KiB")]
    [InlineData(2L << 30, "2 GiB")]
    public void Amounts_of_memory_are_written(long bytes, string text) => Assert.Equal(text, ByteSize.Write(bytes));
}
