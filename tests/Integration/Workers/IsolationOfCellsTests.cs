using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration.Workers;

/// <summary>Whatever a plugin does in a worker process costs its own cell, which says why; all others are as if nothing had happened.</summary>
public sealed class IsolationOfCellsTests
{
    private static readonly (string How, string Message)[] _ends =
    [
        ("hang", "did not finish the cell within 20 s"),
        ("nothing", ""),
        ("throw", "thrown by the plugin"),
        ("thread", "ended the process while the cell was measured: Unhandled exception. System.InvalidOperationException: nobody catches this"),
        ("overflow", "overflowed the stack while the cell was measured"),
        ("fail-fast", "ended the process while the cell was measured: Process terminated. enough is enough"),
        ("print", ""),
        ("exit", "ended the process with exit code 0 while the cell was measured"),
        ("native", "ended the process with SIGSEGV while the cell was measured"),
        ("killed", "ended the process with SIGKILL while the cell was measured, as a system that runs out of memory does"),
        ("fill", "ran out of memory while the cell was measured"),
        ("fill-native", "used more memory than 300 MiB (launcher:memoryLimit) while the cell was measured, and was ended"),
    ];

    [Fact]
    public void A_plugin_that_measures()
    {
        using var run = new DangerousRun($"{{ \"metrics:danger:how\": [{string.Join(',', _ends.Select(end => $"\"{end.How}\""))}] }}");
        var outcome = run.Run("out", "--json", "launcher:workers=2", "launcher:timeLimit=20", "launcher:memoryLimit=300MiB");
        Assert.True(outcome.ExitCode == 1, outcome.Error);
        var lines = outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        foreach (var (cell, (how, message)) in _ends.Index())
        {
            var own = lines.Where(line => line["cell"]!.GetValue<int>() == cell).ToList();
            if (message.Length == 0)
            {
                Assert.Equal(6, Assert.Single(own, line => line["metric"]?.GetValue<string>() == "danger")["value"]!.GetValue<double>());
                continue;
            }

            var failure = Assert.Single(own)["failure"]!;
            Assert.Contains(message, failure["message"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal(how == "killed" ? "the worker process" : $"metrics/dangerous ({DangerousRun.Assembly})", failure["plugin"]!.GetValue<string>());
            Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        }

        Assert.Contains("printed by the plugin\n!", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(run.Log("out"), line => line["event"]!.GetValue<string>() == "cell-failed" && line["detail"]?.GetValue<string>() == "last words");
        Assert.Equal(_ends.Length, run.Cells("out").Count);
        Assert.Contains("12 cells, 10 failed", File.ReadAllText(Path.Combine(run.Folder, "out", "table.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_is_made()
    {
        using var run = new DangerousRun("""{ "metrics:danger:how": ["overflow", "nothing", "exit", "fill", "native"] }""");
        var outcome = run.Run("out", "metrics:danger:at=make", "launcher:workers=2", "launcher:memoryLimit=300MiB");
        Assert.True(outcome.ExitCode == 1, outcome.Error);
        Assert.Contains("5 cells, 4 failed", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("cells 0, 2–4 could not be composed beforehand", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("overflowed the stack while", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("ended the process with exit code 0 while", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("ran out of memory while", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("ended the process with SIGSEGV while", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_is_tried_again_only_when_told()
    {
        using var run = new DangerousRun("""{ "metrics:danger:how": ["throw", "exit", "nothing"] }""");
        Assert.Equal(1, run.Run("once", "launcher:workers=1").ExitCode);
        Assert.Equal(1, run.Run("again", "launcher:workers=1", "launcher:retries=2").ExitCode);
        Assert.Equal([1, 1, 1], Started("once"));
        Assert.Equal([3, 3, 1], Started("again"));
        Assert.Equal(4, run.Log("again").Count(line => line["event"]!.GetValue<string>() == "cell-tried"));

        int[] Started(string @out) => [.. run.Log(@out).Where(line => line["event"]!.GetValue<string>() == "cell-started").CountBy(line => line["cell"]!.GetValue<int>()).OrderBy(count => count.Key).Select(count => count.Value)];
    }

    [Theory]
    [InlineData("metrics:danger:at=make", "metrics:danger:how=throw")]
    [InlineData("data:coupling=NaN")]
    [InlineData("metrics:danger:when=now")]
    [InlineData("schedule={\"kind\":\"balanced\",\"steps\":9}")]
    [InlineData("metrics:kl:method=replay", "schedule={\"kind\":\"confidence\",\"steps\":2}")]
    public void What_is_wrong_is_told_in_the_same_words_and_nothing_is_created(params string[] mistake)
    {
        using var run = new DangerousRun("""{ "data:coupling": [1, 2] }""");
        var here = run.Run("here", mistake);
        var there = run.Run("there", [.. mistake, "launcher:workers=2"]);
        Assert.Equal(2, here.ExitCode);
        Assert.Equal(here, there);
        Assert.Equal(["p.json"], Directory.GetFileSystemEntries(run.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Numbers_are_the_same_here_and_in_one_worker_or_eight()
    {
        using var run = new DangerousRun("""{ "schedule": { "few": { "kind": "balanced", "steps": 2 }, "sure": { "kind": "entropy", "perStep": 2 } }, "data:coupling": [0.5, 1, 2] }""");
        var here = run.Run("here", "--json");
        Assert.True(here.ExitCode == 0, here.Error);
        foreach (var workers in new[] { "1", "8" })
        {
            Assert.Equal(here.Out, run.Run(workers, "--json", $"launcher:workers={workers}").Out);
            Assert.Equal(run.Results("here"), run.Results(workers));
        }
    }
}
