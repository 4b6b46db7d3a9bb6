using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Unmask.Tests.Integration;

/// <summary>Results asked in SQL and read by others, as docs/reading-results.md says.</summary>
public sealed partial class QueryTests(QueryTests.Finished run) : IClassFixture<QueryTests.Finished>
{
    [Fact]
    public void Every_value_of_the_run_is_a_row()
    {
        var expected = run.Lines.Select(line => (line["cell"]!.GetValue<int>(), line["metric"]!.GetValue<string>(), line["index"]?.GetValue<int>(), line["value"]!.GetValue<double>()));
        var rows = Rows(Query("select cell, metric, index, value from results", "--json"));
        Assert.Equal(expected, rows.Select(row => (row["cell"]!.GetValue<int>(), row["metric"]!.GetValue<string>(), row["index"]?.GetValue<int>(), row["value"]!.GetValue<double>())));
        var csv = Query("select value from results", "--csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(run.Lines.Select(line => line["value"]!.GetValue<double>()), csv.Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_wrong_statement_is_the_users_and_says_where()
    {
        foreach (var (sql, words) in new[] { ("select valeu from results", "valeu"), ("selct", "syntax error"), ("from nowhere", "nowhere"), (" ", "no statement") })
        {
            var outcome = UnmaskProgram.RunIn(run.Folder, "query", "runs/decay", sql);
            Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
            Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("There is no such folder", "runs/nowhere", "select 1")]
    [InlineData("only one can be had", "runs/decay", "select 1", "--csv", "--arrow")]
    [InlineData("holds no run", ".", "select 1")]
    public void A_wrong_question_says_what_is_expected(string expected, params string[] words)
    {
        var outcome = UnmaskProgram.RunIn(run.Folder, ["query", .. words]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("copy results to 'RUN/results.parquet' (format parquet)")]
    [InlineData("copy (select 1) to 'RUN/new.csv'")]
    [InlineData("attach 'RUN/new.db'")]
    [InlineData("from read_text('RUN/pipeline.json')")]
    [InlineData("set enable_external_access = true")]
    [InlineData("install httpfs")]
    public void A_statement_reaches_no_file(string sql)
    {
        var before = Snapshot();
        var outcome = UnmaskProgram.RunIn(run.Folder, "query", "runs/decay", sql.Replace("RUN", Path.Combine(run.Folder, "runs", "decay"), StringComparison.Ordinal));
        Assert.True(outcome.ExitCode == 2, outcome.Out + outcome.Error);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void A_run_that_is_not_finished_can_be_asked()
    {
        var copy = Path.Combine(run.Folder, "runs", "part");
        Directory.CreateDirectory(Path.Combine(copy, "cells"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(run.Folder, "runs", "decay"), "*.json").Concat(Directory.EnumerateFiles(Path.Combine(run.Folder, "runs", "decay", "cells")).Order().Take(4)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetRelativePath(Path.Combine(run.Folder, "runs", "decay"), file)));
        }

        var outcome = UnmaskProgram.RunIn(run.Folder, "query", "runs/part", "select count(distinct cell) as n from results", "--json");
        Assert.Equal((0, "{\"n\":4}\n"), (outcome.ExitCode, outcome.Out));
        Assert.Contains("runs/part: 4 of 15 cells are finished", outcome.Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(copy, "results.parquet"), "PAR1 damaged PAR1");
        outcome = UnmaskProgram.RunIn(run.Folder, "query", "runs/part", "runs/decay", "select run, count(distinct cell) as n from results group by run order by run", "--csv");
        Assert.Equal((0, "run,n\nruns/decay,15\nruns/part,4\n"), (outcome.ExitCode, outcome.Out));
        Assert.Contains("results.parquet is damaged", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Kept_sequences_and_their_moves_are_tables()
    {
        File.WriteAllText(Path.Combine(run.Folder, "text.txt"), string.Concat(Enumerable.Repeat("one two three four five six seven ", 40)));
        File.WriteAllText(Path.Combine(run.Folder, "text.json"), """
            { "data": { "kind": "text-chain", "length": 12, "files": "text.txt" }, "predictor": "exact", "schedule": { "kind": "entropy", "steps": 4 }, "metrics": { "kl": {} } }
            """);
        var made = UnmaskProgram.RunIn(run.Folder, "run", "text.json", "--out", "runs/text");
        Assert.True(made.ExitCode == 0, made.Error);
        var kept = UnmaskProgram.RunIn(run.Folder, "query", "runs/text", "--csv", """
            select count(*) as sequences, bool_and(s.text = m.text) as same, min(m.steps) as steps, min(len(tokens)) as length
            from samples s join (select cell, sample, string_agg(text, '' order by position) as text, count(distinct step) as steps from moves group by all) m using (cell, sample)
            """);
        Assert.Equal((0, "sequences,same,steps,length\n8,true,4,12\n"), (kept.ExitCode, kept.Out));
        var plugins = UnmaskProgram.RunIn(run.Folder, "query", "runs/text", "select assembly from plugins where len(sha256) = 64 order by 1", "--csv");
        Assert.Contains("\nUnmask.Data\n", plugins.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_of_the_guide_works()
    {
        var program = $"unmask() {{ dotnet '{Path.Combine(UnmaskProgram.Published, "unmask.dll")}' \"$@\"; }}";
        foreach (var command in Blocks("sh").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Where(command => !command.StartsWith("unmask run", StringComparison.Ordinal)))
        {
            var outcome = UnmaskProgram.Start("bash", run.Folder, ["-c", $"{program}\n{command}"]);
            Assert.True(outcome.ExitCode == 0 && (outcome.Out.Length > 0 || new FileInfo(Path.Combine(run.Folder, "curves.arrow")).Length > 0), command + outcome.Error);
        }

        foreach (var sql in Blocks("sql"))
        {
            var outcome = UnmaskProgram.RunIn(run.Folder, "query", "runs/decay", sql.Replace("'runs/decay/results.parquet'", "results", StringComparison.Ordinal));
            Assert.True(outcome.ExitCode == 0, sql + outcome.Error);
        }
    }

    [Fact]
    public void The_reader_of_the_guide_reads_every_value()
    {
        var reader = Assert.Single(Blocks("python"), block => block.Contains("hashlib", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(run.Folder, "reader.py"), reader.Replace("print(dict(", "print(json.dumps(dict(", StringComparison.Ordinal).TrimEnd() + ")\n");
        var outcome = UnmaskProgram.Start("python3", run.Folder, ["reader.py", "runs/decay"]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal(
            Rows(Query("""select "data:coupling", "schedule:steps", cell, metric, index, value from results""", "--json")).Select(row => row.ToJsonString()),
            Rows(outcome.Out).Select(row => row.ToJsonString()));
    }

    private string Query(params string[] words)
    {
        var outcome = UnmaskProgram.RunIn(run.Folder, ["query", "runs/decay", .. words]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return outcome.Out;
    }

    private SortedDictionary<string, string> Snapshot() => new(Directory.EnumerateFiles(Path.Combine(run.Folder, "runs", "decay"), "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))));

    private static List<JsonObject> Rows(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    private static IEnumerable<string> Blocks(string language) => Block().Matches(File.ReadAllText(Path.Combine(UnmaskProgram.Root, "docs", "reading-results.md")))
        .Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);

    [GeneratedRegex("^```(\\w+)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    /// <summary>The run that the guide reads.</summary>
    public sealed class Finished : IDisposable
    {
        public Finished()
        {
            var outcome = JsonRun.Of(UnmaskProgram.Root, ["samples/potts-decay/pipeline.json", "--out", Path.Combine(Folder, "runs", "decay")]);
            Lines = outcome.Lines;
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("unmask-query-").FullName;

        public IReadOnlyList<JsonObject> Lines { get; }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
