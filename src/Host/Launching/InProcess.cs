using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching;

/// <summary>Measures cells in this process, one after another: inside a cell the interpretation uses all cores.</summary>
/// <param name="measure">Measures one cell; a plugin's exception comes back as <see cref="CellResult.Failure"/>, never thrown.</param>
/// <param name="clock">Times the cells.</param>
internal sealed class InProcess(Func<CellConfiguration, CancellationToken, CellResult> measure, TimeProvider clock) : ILauncher
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1.5);

    /// <inheritdoc/>
    /// <remarks>When stopped, a cell that does not listen is left behind: its thread ends with the process.</remarks>
    public async Task Measure(IReadOnlyList<CellConfiguration> cells, ICellFolder folder, ILaunched told, CancellationToken stop)
    {
        var stopped = Task.Delay(Timeout.Infinite, stop);
        var writer = new CellWriter(folder.Cells, told);
        foreach (var cell in cells)
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            told.Started(cell);
            var start = clock.GetTimestamp();
            if (await WithinGrace(() => measure(cell, stop), stopped, stop) is not { } result || (result.Failure is not null && stop.IsCancellationRequested))
            {
                told.Stopped(cell);
                break;
            }

            await writer.Add(cell, result, clock.GetElapsedTime(start));
        }

        await writer.Finish();
    }

    private async Task<CellResult?> WithinGrace(Func<CellResult> work, Task stopped, CancellationToken stop)
    {
        var working = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(working, stopped) == stopped)
        {
            await Task.WhenAny(working, Task.Delay(_grace, clock, CancellationToken.None));
        }

        if (!working.IsCompleted)
        {
            return null;
        }

        try
        {
            return await working;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
