using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;
using Unmask.Host.Reporting;
using Unmask.Host.Runs;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Reporting;

public sealed class ReportFileTests : IDisposable
{
    private readonly TemporaryFolder _work = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task The_report_of_an_unfinished_run_says_which_cells_are_missing()
    {
        using var stop = new CancellationTokenSource();
        await Run(cell =>
        {
            stop.Cancel();
            return new CellResult([Example.Exact("kl", 1)]);
        }, stop.Token);
        Assert.False(File.Exists(_work["out", ReportFile.FileName]));
        ReportFile.Write(StoredRun.Open("out", _work.Path), _work["page.html"]);
        var data = Data(_work["page.html"]);
        Assert.Equal([1, 2], data["missing"]!.AsArray().Select(cell => cell!.GetValue<int>()));
        Assert.Equal("3 cells over schedule:steps: 1 finished, 0 failed, 2 not finished.", data["verdict"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_no_failure_of_the_run()
    {
        Directory.CreateDirectory(_work["out"]);
        var code = await Run(cell =>
        {
            Directory.CreateDirectory(_work["out", ReportFile.FileName, "in the way"]);
            return new CellResult([Example.Exact("kl", 1)]);
        }, CancellationToken.None);
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("The report was not written", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("unmask report out", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_run_gives_the_same_report()
    {
        await Run(cell => new CellResult([Example.Estimate("kl", cell.Index, 0.1, 10)]), CancellationToken.None);
        ReportFile.Write(StoredRun.Open("out", _work.Path), _work["again.html"]);
        Assert.Equal(await File.ReadAllBytesAsync(_work["out", ReportFile.FileName], TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(_work["again.html"], TestContext.Current.CancellationToken));
    }

    private static JsonNode Data(string file)
    {
        var page = File.ReadAllText(file);
        const string Opening = "<script type=\"application/json\" id=\"data\">";
        var from = page.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;
        return JsonNode.Parse(page[from..page.IndexOf("</script>", from, StringComparison.Ordinal)])!;
    }

    private Task<int> Run(Func<CellConfiguration, CellResult> measure, CancellationToken stop) => RunSession.Execute(
        Example.Pipeline(["kl"], Example.Axis("schedule:steps", 2, 4, 8)), new RunOptions(_work.Path, "out"), new InProcess((cell, _) => measure(cell), new StillClock()), [Example.Assembly],
        new Screen(_out, _error, () => Screen.Plain(_out), null), new StillClock(), stop);
}
