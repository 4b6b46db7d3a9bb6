using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;
using Unmask.Host.Plugins;
using Unmask.Host.Reporting;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public sealed class RunSessionTests : IDisposable
{
    private readonly TemporaryFolder _work = new();
    private readonly FlushedText _out = new();
    private readonly StringWriter _error = new();
    private readonly List<int> _measured = [];

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task A_run_leaves_its_folder()
    {
        Assert.Equal(ExitCode.Done, await Run(Steps(2, 4)));
        var files = _work.Files("runs/example/20261124-040506");
        Assert.Equal([".lock", "cells.json", "cells/0000", "cells/0001", "log.jsonl", "pipeline.json", "plugins.json", "references.bib", "report.html", "results.parquet", "survey.json", "table.txt"],
            files.Keys.Select(name => name.StartsWith("cells/", StringComparison.Ordinal) ? name[..10] : name));
        Assert.Contains("0.2500", files["table.txt"], StringComparison.Ordinal);
        Assert.Equal(files["table.txt"].TrimEnd(), _out.ToString().Replace("Run folder: runs/example/20261124-040506\n", "", StringComparison.Ordinal).TrimEnd());
        Assert.Equal(Example.Assembly.Sha256, JsonNode.Parse(files["plugins.json"])![0]!["sha256"]!.GetValue<string>());
        Assert.All(files["log.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.NotNull(JsonNode.Parse(line)!["event"]));
    }

    [Fact]
    public async Task A_second_run_in_the_same_second_gets_a_folder_of_its_own()
    {
        await Run(Steps(2));
        await Run(Steps(2));
        await Run(Steps(2));
        Assert.Equal(["20261124-040506", "20261124-040506-2", "20261124-040506-3"], Directory.GetDirectories(_work["runs", "example"]).Select(Path.GetFileName).Order());
        Assert.Equal([0, 0, 0], _measured);
    }

    [Fact]
    public async Task Json_lines_are_all_there_is_on_standard_output_and_a_cell_is_flushed_while_others_are_measured()
    {
        var code = await Run(Steps(2, 4), new RunOptions(_work.Path, Json: true), cell =>
        {
            Assert.True(SpinWait.SpinUntil(() => _out.Flushed >= cell.Index, TimeSpan.FromMinutes(1)));
            return Measured(cell);
        });
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(
            """
            {"cell":0,"axes":{"schedule:steps":2},"metric":"kl","value":0.5,"error":null,"method":"curve","samples":null}
            {"cell":1,"axes":{"schedule:steps":4},"metric":"kl","value":0.25,"error":null,"method":"curve","samples":null}

            """, _out.ToString());
        Assert.Empty(_error.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_run_stopped_after_any_cell_and_taken_up_again_leaves_identical_files(int stopAfter)
    {
        await Run(Steps(2, 4, 8, 16), Out("whole"));
        using var stop = new CancellationTokenSource();
        if (stopAfter == 0)
        {
            await stop.CancelAsync();
        }

        var code = await Run(Steps(2, 4, 8, 16), Out("parts"), cell =>
        {
            if (cell.Index + 1 == stopAfter)
            {
                stop.Cancel();
            }

            return Measured(cell);
        }, stop.Token);
        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Equal(stopAfter, Directory.GetFiles(_work["parts", "cells"]).Length);
        Assert.Contains($"{stopAfter} of 4 cells", _error.ToString(), StringComparison.Ordinal);

        _measured.Clear();
        _out.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Done, await Run(Steps(2, 4, 8, 16), Out("parts") with { Json = true }));
        Assert.Equal(Enumerable.Range(stopAfter, 4 - stopAfter), _measured);
        Assert.Equal(4, _out.ToString().Count(letter => letter == '\n'));
        Assert.Equal(WithoutLog("whole"), WithoutLog("parts"));
    }

    [Fact]
    public async Task A_finished_run_prints_its_results_again_and_measures_nothing()
    {
        await Run(Steps(2, 4), Out("out") with { Json = true });
        var (first, before) = (_out.ToString(), WithoutLog("out"));
        _out.GetStringBuilder().Clear();
        _measured.Clear();
        Assert.Equal(ExitCode.Done, await Run(Steps(2, 4), Out("out") with { Json = true }));
        Assert.Equal(first, _out.ToString());
        Assert.Empty(_measured);
        Assert.Equal(before, WithoutLog("out"));
    }

    [Fact]
    public async Task A_cell_file_with_any_byte_flipped_or_cut_is_computed_again()
    {
        await Run(Steps(2), Out("out"));
        var file = Directory.GetFiles(_work["out", "cells"]).Single();
        var good = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        for (var at = 0; at < good.Length; at++)
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= (byte)(1 << (at % 8));
            Assert.Null(Reread(file, at % 7 == 0 ? good[..at] : bad, out var damaged));
            Assert.True(damaged);
        }

        Assert.NotNull(Reread(file, good, out _));
        Reread(file, [.. good[..^3], .. "7]}"u8], out _);
        _measured.Clear();
        Assert.Equal(ExitCode.Done, await Run(Steps(2), Out("out")));
        Assert.Equal([0], _measured);
        Assert.Equal(good, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Contains("damaged", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_reads_back_as_it_was()
    {
        var store = new CellStore(_work.Path);
        var values = new List<MetricValue>
        {
            Example.Exact("kl", 0.1 + 0.2), Example.Exact("law", double.Epsilon, index: 0), Example.Exact("law", double.PositiveInfinity, index: 1),
            Example.Estimate("tv", double.NaN, double.NegativeInfinity, long.MaxValue, note: "ε ≤ \"½\"\n\u0001"), Example.Exact("x", -0.0), Example.Exact("y", double.MaxValue),
        };
        store.Write("id", new CellResult(values));
        Assert.Equal(values, store.Read("id", out _)!.Values);
        store.Write("failed", Example.Failed("no"));
        Assert.Equal(Example.Failed("no").Failure, store.Read("failed", out _)!.Failure);
    }

    [Fact]
    public async Task A_different_pipeline_is_refused_with_what_differs_and_nothing_changes()
    {
        await Run(With(8), Out("out"));
        var before = _work.Files("out");
        var refused = await Assert.ThrowsAsync<UserErrorException>(() => Run(With(16), Out("out")));
        Assert.Contains("/seed: 8 there, 16 here", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--force", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _work.Files("out"));

        static Pipeline With(int seed) => Example.Of(["kl"], [], new JsonObject { ["seed"] = seed }, Example.Axis("schedule:steps", 2));
    }

    [Fact]
    public async Task A_changed_plugin_is_named()
    {
        await Run(Steps(2), Out("out"));
        var changed = Steps(2) is var pipeline ? pipeline with { Cells = [pipeline.Cells[0] with { Id = "other" }] } : null!;
        var refused = await Assert.ThrowsAsync<UserErrorException>(() => Run(changed, Out("out"), plugins: [Example.Schedules(new string('b', 64))]));
        Assert.Contains("plugin/Unmask.Schedules", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_starts_over_and_deletes_only_what_a_run_wrote()
    {
        await Run(Steps(2, 4), Out("out"));
        await File.WriteAllTextAsync(_work["out", "notes.md"], "mine", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_work["out", "cells", "notes.json"], "mine", TestContext.Current.CancellationToken);
        _measured.Clear();
        Assert.Equal(ExitCode.Done, await Run(Steps(8), Out("out") with { Force = true }));
        Assert.Equal([0], _measured);
        var files = _work.Files("out");
        Assert.Equal(("mine", "mine"), (files["notes.md"], files["cells/notes.json"]));
        Assert.Equal(2, Directory.GetFiles(_work["out", "cells"]).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_that_holds_no_run_is_refused_even_with_force(bool force)
    {
        Directory.CreateDirectory(_work["mine"]);
        await File.WriteAllTextAsync(_work["mine", "pipeline.json"], "{}", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<UserErrorException>(() => Run(Steps(2), Out("mine") with { Force = force }));
        Assert.Equal(["pipeline.json"], _work.Files("mine").Keys);
        Directory.CreateDirectory(_work["empty"]);
        Assert.Equal(ExitCode.Done, await Run(Steps(2), Out("empty") with { Force = force }));
    }

    [Fact]
    public async Task Of_two_hosts_on_one_folder_the_second_is_refused()
    {
        await Run(Steps(2), Out("out"));
        var refused = await Assert.ThrowsAsync<UserErrorException>(async () =>
        {
            using var held = RunLock.TryTake(_work["out"]);
            await Run(Steps(2), Out("out"));
        });
        Assert.Contains($"process {Environment.ProcessId} on", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await Run(Steps(2), Out("out")));
    }

    [Fact]
    public async Task A_failed_cell_is_told_at_once_and_at_the_end_and_tried_again_the_next_time()
    {
        var fails = true;
        CellResult Measure(CellConfiguration cell) => fails && cell.Index == 1 ? Example.Failed("Out of luck.") : Measured(cell);
        Assert.Equal(ExitCode.CellFailed, await Run(Steps(2, 4, 8), Out("out"), Measure));
        Assert.Equal([0, 2], _measured);
        Assert.Contains("cell 1 (schedule:steps=4) failed in schedule/entropy (/plugins/Unmask.Schedules.dll): Out of luck.", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("alone: unmask run pipeline.json --sweep schedule:steps=4", _out.ToString(), StringComparison.Ordinal);
        fails = false;
        _measured.Clear();
        Assert.Equal(ExitCode.Done, await Run(Steps(2, 4, 8), Out("out"), Measure));
        Assert.Equal([1], _measured);
    }

    [Fact]
    public async Task A_cell_that_does_not_listen_is_left_behind_when_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var code = await Run(Steps(2, 4), Out("out"), cell =>
        {
            if (cell.Index == 1)
            {
                stop.Cancel();
                release.Wait();
            }

            return Measured(cell);
        }, stop.Token);
        release.Set();
        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Single(Directory.GetFiles(_work["out", "cells"]));
    }

    [Fact]
    public async Task A_failure_while_stopping_is_no_result()
    {
        using var stop = new CancellationTokenSource();
        var code = await Run(Steps(2), Out("out"), cell =>
        {
            stop.Cancel();
            return Example.Failed("The operation was canceled.");
        }, stop.Token);
        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Empty(Directory.GetFiles(_work["out", "cells"]));
    }

    [Fact]
    public async Task A_run_that_crashed_while_writing_is_taken_up()
    {
        await Run(Steps(2, 4), Out("out"));
        var file = Directory.GetFiles(_work["out", "cells"]).Order(StringComparer.Ordinal).First();
        File.Move(file, file + AtomicFile.Unfinished);
        await File.AppendAllTextAsync(_work["out", RunLog.FileName], """{"time":"2026-""", TestContext.Current.CancellationToken);
        File.Delete(_work["out", "table.txt"]);
        _measured.Clear();
        Assert.Equal(ExitCode.Done, await Run(Steps(2, 4), Out("out")));
        Assert.Equal([0], _measured);
        Assert.DoesNotContain(_work.Files("out").Keys, name => name.EndsWith(AtomicFile.Unfinished, StringComparison.Ordinal));
        Assert.Contains("\n{\"time\":\"2026-\n{", _work.Files("out")["log.jsonl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_all_results_is_there_when_all_cells_are_and_only_then()
    {
        await Run(Steps(2, 4), Out("out"));
        var whole = await File.ReadAllBytesAsync(_work["out", "results.parquet"], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_work["out", "results.parquet"], "damaged", TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Interrupted, await Run(Steps(2, 4), Out("out"), stop: stop.Token));
        Assert.Contains("all cells are done and kept in out", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_work["out", "results.parquet"]));
        File.Delete(Directory.GetFiles(_work["out", "cells"])[0]);
        Assert.Equal(ExitCode.Interrupted, await Run(Steps(2, 4), Out("out"), stop: stop.Token));
        Assert.Contains("1 of 2 cells", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_work["out", "results.parquet"]));
        Assert.Equal(ExitCode.Done, await Run(Steps(2, 4), Out("out")));
        Assert.Equal(whole, await File.ReadAllBytesAsync(_work["out", "results.parquet"], TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.CellFailed, await Run(Steps(8), Out("failed"), _ => Example.Failed("no")));
        Assert.True(File.Exists(_work["failed", "results.parquet"]));
    }

    private static Pipeline Steps(params object[] steps) => Example.Pipeline(["kl"], Example.Axis("schedule:steps", steps));

    private static CellResult? Reread(string file, byte[] contents, out bool damaged)
    {
        File.WriteAllBytes(file, contents);
        return new CellStore(Path.GetDirectoryName(file)!).Read(Path.GetFileNameWithoutExtension(file), out damaged);
    }

    private RunOptions Out(string folder) => new(_work.Path, folder);

    private CellResult Measured(CellConfiguration cell)
    {
        _measured.Add(cell.Index);
        return new CellResult([Example.Exact("kl", 1.0 / cell.Axes["schedule:steps"].GetValue<int>())]);
    }

    private SortedDictionary<string, string> WithoutLog(string folder)
    {
        var files = _work.Files(folder);
        // It tells what the log tells.
        files.Remove(ReportFile.FileName);
        files.Remove(RunLog.FileName);
        return files;
    }

    private Task<int> Run(
        Pipeline pipeline, RunOptions? options = null, Func<CellConfiguration, CellResult>? measure = null, CancellationToken? stop = null, PluginAssembly[]? plugins = null) =>
        RunSession.Execute(
            pipeline, options ?? new RunOptions(_work.Path), new InProcess((cell, _) => (measure ?? Measured)(cell), new StillClock()), plugins ?? [Example.Assembly],
            new Screen(_out, _error, () => Screen.Plain(_out), null), new StillClock(), stop ?? CancellationToken.None);

    /// <summary>Counts its lines whenever it is flushed.</summary>
    private sealed class FlushedText : StringWriter
    {
        private int _flushed;

        public int Flushed => Volatile.Read(ref _flushed);

        public override void Flush() => Volatile.Write(ref _flushed, ToString().Count(letter => letter == '\n'));
    }
}
