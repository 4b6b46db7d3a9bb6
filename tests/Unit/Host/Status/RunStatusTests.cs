using Unmask.Host.Configuration;
using Unmask.Host.Runs;
using Unmask.Host.Status;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Status;

public sealed class RunStatusTests : IDisposable
{
    private static readonly Pipeline Steps = Example.Pipeline(["kl"], Example.Axis("schedule:steps", 2, 4, 8, 16));

    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void A_run_at_work_tells_what_it_is_at_and_how_fast()
    {
        using var folder = Open();
        Measure(folder, 0, Example.Exact("kl", 1));
        folder.Cells.Write(Steps.Cells[1].Id, Example.Failed("too large"));
        Log(folder, "cell-failed", 1, 20);
        Log(folder, "cell-started", 2, 25);
        var status = Read(40);
        Assert.Equal(("running", 1, 1, 2), (status.State, status.Done, status.Failed.Count, status.Missing));
        Assert.Equal(
            [
                "example: 1 of 4 cells done, 1 failed, 2 to go",
                $"running for 40 s (process {Environment.ProcessId} on {Environment.MachineName}), 3.0 cells/min, about 40 s left",
                "  at work: cell 2 (schedule:steps=8) for 15 s",
                "  failed: cell 1 (schedule:steps=4) in schedule/entropy (/plugins/Unmask.Schedules.dll): too large",
            ],
            StatusText.Lines(status, "out"));
    }

    [Fact]
    public void A_host_that_was_killed_is_told_from_one_that_was_stopped()
    {
        using (var folder = Open())
        {
            Measure(folder, 0, Example.Exact("kl", 1));
        }

        Assert.Equal("ended", Read(40).State);
        Assert.Contains("--out out", StatusText.Lines(Read(40), "out").ElementAt(1), StringComparison.Ordinal);
        using (var folder = Open())
        {
            folder.Log.Write("stopped");
        }

        Assert.Equal("stopped", Read(40).State);
    }

    [Fact]
    public void A_lock_that_cannot_be_seen_does_not_make_a_run_elsewhere_an_ended_one()
    {
        Open().Dispose();
        var log = _work["out", RunLog.FileName];
        File.WriteAllText(log, File.ReadAllText(log).Replace(Environment.MachineName, "elsewhere", StringComparison.Ordinal));
        Assert.Equal("running", Read(40).State);
        Assert.Equal("ended", Read(100).State);
    }

    [Fact]
    public void A_run_without_missing_cells_is_complete_and_lines_that_were_cut_are_passed_over()
    {
        using (var folder = Open())
        {
            foreach (var cell in Steps.Cells)
            {
                Measure(folder, cell.Index, Example.Exact("kl", 1));
            }
        }

        File.AppendAllText(_work["out", RunLog.FileName], "{\"time\":\"2026-\n[1]\n");
        var status = Read(40);
        Assert.Equal(("complete", 4), (status.State, status.Done));
        Assert.Equal("complete", StatusText.Json(status)["state"]!.GetValue<string>());
    }

    [Fact]
    public void Looking_does_not_hold_up_a_host()
    {
        Open().Dispose();
        Assert.False(RunLock.IsHeld(_work["out"]));
        using var taken = RunLock.TryTake(_work["out"]);
        Assert.NotNull(taken);
        Assert.True(RunLock.IsHeld(_work["out"]));
    }

    private static void Log(RunFolder folder, string happened, int cell, int second)
    {
        Moment.Second = second;
        folder.Log.Write(happened, writer => writer.WriteNumber("cell", cell));
    }

    private static void Measure(RunFolder folder, int cell, MetricValue value)
    {
        Log(folder, "cell-started", cell, 5);
        folder.Cells.Write(Steps.Cells[cell].Id, new CellResult([value]));
        Log(folder, "cell-finished", cell, 10);
    }

    private RunFolder Open()
    {
        Moment.Second = 0;
        var folder = RunFolder.Open(Steps, [Example.Assembly], new RunOptions(_work.Path, "out"), new Moment());
        folder.Log.Write("started", writer =>
        {
            writer.WriteNumber("process", Environment.ProcessId);
            writer.WriteString("machine", Environment.MachineName);
        });
        return folder;
    }

    private RunStatus Read(int second)
    {
        Moment.Second = second;
        return RunStatus.Read(StoredRun.Open("out", _work.Path), new Moment());
    }

    private sealed class Moment : TimeProvider
    {
        [ThreadStatic]
        private static int _second;

        public static int Second { set => _second = value; }

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 24, 4, 5, 0, TimeSpan.Zero).AddSeconds(_second);
    }
}
