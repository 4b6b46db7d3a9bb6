using CsCheck;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

/// <summary>Cells may finish in any order: what is told and written is the same.</summary>
public sealed class AnyOrderTests : IDisposable
{
    private static readonly Pipeline _pipeline = Example.Pipeline(["kl"], Example.Axis("schedule:steps", 2, 4, 8, 16, 32));

    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Results_are_told_in_the_order_of_the_cells()
    {
        var expected = await Run("whole", [0, 1, 2, 3, 4]);
        Assert.Equal((ExitCode.Done, 5), (expected.Code, expected.Out.Count(letter => letter == '\n')));
        var folder = 0;
        await Gen.Shuffle(new[] { 0, 1, 2, 3, 4 }).SampleAsync(async order =>
        {
            var name = $"{Interlocked.Increment(ref folder)}";
            Assert.Equal(expected, await Run(name, order));
            Assert.Equal(Written("whole"), Written(name));
        }, iter: 20, threads: 1);
    }

    [Fact]
    public async Task What_is_finished_beyond_a_gap_is_told_when_the_run_is_stopped()
    {
        var (code, told) = await Run("out", [3, 0, 2], stop: true);
        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Equal(["0", "2", "3"], told.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line["{\"cell\":".Length..][..1]));
        Assert.Contains("2 not run", _work.Files("out")["table.txt"], StringComparison.Ordinal);
    }

    private SortedDictionary<string, string> Written(string folder) =>
        new(_work.Files(folder).Where(file => file.Key.StartsWith("cells/", StringComparison.Ordinal) || file.Key == "table.txt").ToDictionary());

    private async Task<(int Code, string Out)> Run(string folder, int[] order, bool stop = false)
    {
        using var stopping = new CancellationTokenSource();
        using var output = new StringWriter();
        var launcher = new InOrder(order, stop ? stopping : null);
        var code = await RunSession.Execute(
            _pipeline, new RunOptions(_work.Path, folder, Json: true), launcher, [Example.Assembly],
            new Screen(output, TextWriter.Null, () => Screen.Plain(output), null), new StillClock(), stopping.Token);
        return (code, output.ToString());
    }

    private sealed class InOrder(int[] order, CancellationTokenSource? stop) : ILauncher
    {
        public async Task Measure(IReadOnlyList<CellConfiguration> cells, ICellFolder folder, ILaunched told, CancellationToken stopped)
        {
            foreach (var cell in order.Select(index => cells[index]))
            {
                told.Started(cell);
                var result = new CellResult([Example.Exact("kl", 1.0 / cell.Axes["schedule:steps"].GetValue<int>())]);
                folder.Cells.Write(cell.Id, result);
                told.Finished(cell, result, TimeSpan.Zero);
            }

            await (stop?.CancelAsync() ?? Task.CompletedTask);
        }
    }
}
