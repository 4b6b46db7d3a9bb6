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
        var writer = new CellWriter(folder.Cells, told);
        var pass = new Pass(cells, measure, writer, told, clock);

        // One thread for all cells: on a busy machine, handing each small cell to another would take longer than measuring it.
        var measuring = Task.Factory.StartNew(() => pass.Run(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var stopped = Task.Delay(Timeout.Infinite, stop);
        if (await Task.WhenAny(measuring, stopped) == stopped)
        {
            await Task.WhenAny(measuring, Task.Delay(_grace, clock, CancellationToken.None));
        }

        if (measuring.IsCompleted)
        {
            await measuring;
        }
        else
        {
            pass.Leave();
        }

        await writer.Finish();
    }

    /// <summary>Measures cells on its own thread, until it is stopped or left behind.</summary>
    private sealed class Pass(
        IReadOnlyList<CellConfiguration> cells, Func<CellConfiguration, CancellationToken, CellResult> measure, CellWriter writer, ILaunched told, TimeProvider clock)
    {
        private readonly Lock _lock = new();
        private CellConfiguration? _current;
        private bool _left;

        public void Run(CancellationToken stop)
        {
            foreach (var cell in cells)
            {
                if (!Begin(cell, stop))
                {
                    return;
                }

                var start = clock.GetTimestamp();
                var result = Measured(cell, stop);
                if (!End(result, stop))
                {
                    return;
                }

                writer.Add(cell, result!, clock.GetElapsedTime(start));
            }
        }

        /// <summary>Gives up the cell at work: whatever comes of it is not told any more.</summary>
        public void Leave()
        {
            lock (_lock)
            {
                _left = true;
                if (_current is { } cell)
                {
                    told.Stopped(cell);
                }
            }
        }

        private bool Begin(CellConfiguration cell, CancellationToken stop)
        {
            lock (_lock)
            {
                if (_left || stop.IsCancellationRequested)
                {
                    return false;
                }

                _current = cell;
                told.Started(cell);
                return true;
            }
        }

        /// <returns>Whether there is a result to keep; one that failed when it was stopped may have failed for that.</returns>
        private bool End(CellResult? result, CancellationToken stop)
        {
            lock (_lock)
            {
                var cell = _current!;
                _current = null;
                if (_left)
                {
                    return false;
                }

                if (result is null || (result.Failure is not null && stop.IsCancellationRequested))
                {
                    told.Stopped(cell);
                    return false;
                }

                return true;
            }
        }

        private CellResult? Measured(CellConfiguration cell, CancellationToken stop)
        {
            try
            {
                return measure(cell, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return null;
            }
        }
    }
}
