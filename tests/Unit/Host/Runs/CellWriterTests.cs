using Unmask.Host.Configuration;
using Unmask.Host.Launching;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public sealed class CellWriterTests : IDisposable
{
    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Every_cell_is_on_the_disk_when_it_is_told()
    {
        var cells = Example.Pipeline(["kl"], Example.Axis("schedule:steps", [.. Enumerable.Range(1, 100).Cast<object>()])).Cells;
        var store = new CellStore(_work.Path);
        var told = new Told(cell => Assert.Equal(cell.Index, store.Read(cell.Id, out _)!.Values[0].Value));
        var writer = new CellWriter(store, told);
        foreach (var cell in cells)
        {
            writer.Add(cell, new CellResult([Example.Exact("kl", cell.Index)]), TimeSpan.Zero);
        }

        await writer.Finish();
        Assert.Equal(cells.Select(cell => cell.Index), told.Cells.Order());
    }

    [Fact]
    public async Task What_cannot_be_written_ends_it_and_what_could_be_is_kept()
    {
        var cells = Example.Pipeline(["kl"], Example.Axis("schedule:steps", [.. Enumerable.Range(1, 50).Cast<object>()])).Cells;
        var store = new CellStore(_work.Path);
        Directory.CreateDirectory(store.PathOf(cells[10].Id));
        var told = new Told(_ => { });
        var writer = new CellWriter(store, told);
        var failure = await Record.ExceptionAsync(async () =>
        {
            foreach (var cell in cells)
            {
                writer.Add(cell, new CellResult([Example.Exact("kl", cell.Index)]), TimeSpan.Zero);
            }

            await writer.Finish();
        });
        Assert.True(failure is IOException or UnauthorizedAccessException, $"{failure}");
        Assert.DoesNotContain(10, told.Cells);
        Assert.All(Enumerable.Range(0, 10), index => Assert.Contains(index, told.Cells));
        Assert.All(told.Cells, index => Assert.NotNull(store.Read(cells[index].Id, out _)));
    }

    private sealed class Told(Action<CellConfiguration> finished) : ILaunched
    {
        private readonly Lock _lock = new();

        public List<int> Cells { get; } = [];

        public void Finished(CellConfiguration cell, CellResult result, TimeSpan took)
        {
            finished(cell);
            lock (_lock)
            {
                Cells.Add(cell.Index);
            }
        }

        public void Started(CellConfiguration cell) => throw new NotSupportedException();

        public void Stopped(CellConfiguration cell) => throw new NotSupportedException();

        public void Failed(CellConfiguration cell, CellFailure failure) => throw new NotSupportedException();

        public void Say(string line) => throw new NotSupportedException();
    }
}
