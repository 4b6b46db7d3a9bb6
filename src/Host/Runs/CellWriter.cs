using System.Threading.Channels;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;

namespace Unmask.Host.Runs;

/// <summary>Writes the files of measured cells while the next ones are measured: a disk takes longer to flush one small file than many at once.</summary>
/// <remarks>
/// A cell is told as finished when its file is on the disk, not before. At most <see cref="Waiting"/> results wait: where cells are measured faster than
/// the disk takes them, measuring waits for the disk. One thread adds; cells are told by several.
/// </remarks>
internal sealed class CellWriter
{
    private const int Writers = 4;
    private const int Waiting = 8;

    private readonly Channel<Measured> _queue = Channel.CreateBounded<Measured>(new BoundedChannelOptions(Waiting) { SingleWriter = true });
    private readonly Task[] _writing;

    /// <summary>Starts writing what is added.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="told">Is told of every cell whose file is written.</param>
    public CellWriter(CellStore store, ILaunched told) => _writing = [.. Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Write(store, told)))];

    /// <summary>Adds a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="result">Its result.</param>
    /// <param name="took">How long it took to measure.</param>
    /// <exception cref="IOException">A cell added before could not be written.</exception>
    public void Add(CellConfiguration cell, CellResult result, TimeSpan took)
    {
        while (!_queue.Writer.TryWrite(new Measured(cell, result, took)))
        {
            if (!_queue.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
            {
                Finish().GetAwaiter().GetResult();
                return;
            }
        }
    }

    /// <summary>Waits until everything that was added is written.</summary>
    /// <exception cref="IOException">A cell could not be written; the others are.</exception>
    public Task Finish()
    {
        _queue.Writer.TryComplete();
        return Task.WhenAll(_writing);
    }

    private async Task Write(CellStore store, ILaunched told)
    {
        await foreach (var (cell, result, took) in _queue.Reader.ReadAllAsync())
        {
            try
            {
                store.Write(cell.Id, result);
                told.Finished(cell, result, took);
            }
            catch
            {
                // Nothing more is measured; what waits is still tried.
                _queue.Writer.TryComplete();
                throw;
            }
        }
    }

    private readonly record struct Measured(CellConfiguration Cell, CellResult Result, TimeSpan Took);
}
