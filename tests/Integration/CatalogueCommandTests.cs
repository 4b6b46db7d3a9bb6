using System.Text.Json;

namespace Unmask.Tests.Integration;

public sealed class CatalogueCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask é ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void List_json_is_one_document_and_nothing_else()
    {
        var outcome = UnmaskProgram.Run("list", "--json");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var document = JsonDocument.Parse(outcome.Out);
        Assert.NotEmpty(document.RootElement.GetProperty("plugins").EnumerateArray());
        Assert.Empty(document.RootElement.GetProperty("refused").EnumerateArray());
    }

    [Fact]
    public void A_piped_table_has_no_colours_and_one_line_a_plugin()
    {
        var table = UnmaskProgram.Run("list").Out;
        using var document = JsonDocument.Parse(UnmaskProgram.Run("list", "--json").Out);
        Assert.DoesNotContain('\e', table);
        Assert.All(document.RootElement.GetProperty("plugins").EnumerateArray(), plugin => Assert.Single(table.Split('\n'), line =>
            line.Trim().StartsWith(plugin.GetProperty("kind").GetString()!, StringComparison.Ordinal)
            && line.Contains($" {plugin.GetProperty("name").GetString()} ", StringComparison.Ordinal)
            && line.Contains(plugin.GetProperty("summary").GetString()!, StringComparison.Ordinal)));
    }

    [Fact]
    public void List_of_one_kind_shows_only_that()
    {
        using var document = JsonDocument.Parse(UnmaskProgram.Run("list", "schedule", "--json").Out);
        Assert.All(document.RootElement.GetProperty("plugins").EnumerateArray(), plugin => Assert.Equal("schedule", plugin.GetProperty("kind").GetString()));
    }

    [Fact]
    public void Files_that_are_no_plugins_are_listed_with_their_reason_and_everything_else_works()
    {
        var sound = File.ReadAllBytes(Path.Combine(UnmaskProgram.Published, "plugins", "Unmask.Schedules", "Unmask.Schedules.dll"));
        File.WriteAllText(Path.Combine(_folder, "text.dll"), "text");
        File.WriteAllBytes(Path.Combine(_folder, "truncated.dll"), sound[..(sound.Length / 2)]);
        File.WriteAllBytes(Path.Combine(_folder, "native.dll"), [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]);
        File.Copy(Path.Combine(UnmaskProgram.Published, "Spectre.Console.dll"), Path.Combine(_folder, "library.dll"));
        var outcome = UnmaskProgram.Run("list", "--json", "--plugins", _folder);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var document = JsonDocument.Parse(outcome.Out);
        var reasons = document.RootElement.GetProperty("refused").EnumerateArray()
            .ToDictionary(refused => Path.GetFileName(refused.GetProperty("path").GetString()!), refused => refused.GetProperty("reason").GetString()!);
        Assert.Equal(4, reasons.Count);
        Assert.Contains("not a .NET assembly", reasons["text.dll"], StringComparison.Ordinal);
        Assert.Contains("truncated", reasons["truncated.dll"], StringComparison.Ordinal);
        Assert.Contains("native library", reasons["native.dll"], StringComparison.Ordinal);
        Assert.Contains("holds no plugin", reasons["library.dll"], StringComparison.Ordinal);
        Assert.NotEmpty(document.RootElement.GetProperty("plugins").EnumerateArray());
        var table = UnmaskProgram.Run("list", "--plugins", _folder).Out;
        Assert.All(reasons, reason => Assert.Contains(reason.Value, table, StringComparison.Ordinal));
    }

    [Fact]
    public void A_copy_of_a_family_counts_once_and_a_changed_copy_is_an_error_when_used()
    {
        var schedules = Path.Combine(UnmaskProgram.Published, "plugins", "Unmask.Schedules", "Unmask.Schedules.dll");
        var copy = Path.Combine(_folder, "copy.dll");
        File.Copy(schedules, copy);
        Assert.Equal(0, UnmaskProgram.Run("describe", "schedule/balanced", "--plugins", _folder).ExitCode);
        File.AppendAllText(copy, " ");
        var outcome = UnmaskProgram.Run("describe", "schedule/balanced", "--plugins", _folder);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(copy, outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Unmask.Schedules.dll", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, UnmaskProgram.Run("list", "--plugins", _folder).ExitCode);
    }

    [Fact]
    public void A_plugin_of_every_kind_can_be_described()
    {
        using var list = JsonDocument.Parse(UnmaskProgram.Run("list", "--json").Out);
        foreach (var plugin in list.RootElement.GetProperty("plugins").EnumerateArray().DistinctBy(plugin => plugin.GetProperty("kind").GetString()))
        {
            var (kind, name) = (plugin.GetProperty("kind").GetString()!, plugin.GetProperty("name").GetString()!);
            var outcome = UnmaskProgram.Run("describe", $"{kind}/{name}", "--json");
            Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
            using var document = JsonDocument.Parse(outcome.Out);
            Assert.Contains($"\"{name}\"", document.RootElement.GetProperty("example").GetRawText(), StringComparison.Ordinal);
        }

        var text = UnmaskProgram.Run("describe", "balanced").Out;
        Assert.Contains("steps", text, StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"balanced\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("did you mean 'schedule'?", "list", "schedul")]
    [InlineData("did you mean 'balanced'?", "describe", "schedule/balancd")]
    [InlineData("did you mean 'schedule'?", "describe", "schedul/balanced")]
    [InlineData("did you mean 'balanced'?", "describe", "balancd")]
    [InlineData("did you mean 'describe'?", "descrbe")]
    [InlineData("did you mean '--json'?", "list", "--jsn")]
    [InlineData("does not exist", "list", "--plugins", "/no/where")]
    [InlineData("Required argument missing", "describe")]
    [InlineData("Required argument missing", "report")]
    [InlineData("There is no such folder", "report", "no/where")]
    [InlineData("Usage:")]
    public void Wrong_input_is_explained_on_standard_error_with_exit_code_2(string expected, params string[] arguments)
    {
        var outcome = UnmaskProgram.Run(arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Debug_shows_where() => Assert.Contains("   at ", UnmaskProgram.Run("list", "schedul", "--debug").Error, StringComparison.Ordinal);

    [Fact]
    public void Help_has_an_example_everywhere()
    {
        foreach (var command in new string[][] { [], ["list"], ["describe"], ["run"], ["report"], ["validate"], ["plan"], ["schema"], ["new"], ["doctor"], ["trust"], ["watch"] })
        {
            var outcome = UnmaskProgram.Run([.. command, "--help"]);
            Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
            Assert.Matches(@"Example:\n  unmask \w+", outcome.Out);
        }
    }
}
