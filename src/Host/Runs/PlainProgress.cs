using System.Globalization;
using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>Progress as plain lines, for logs and pipes: at most one a second when there are many cells.</summary>
/// <param name="output">Where to; null to show messages only.</param>
/// <param name="messages">Where messages go.</param>
/// <param name="clock">Paces the lines.</param>
internal sealed class PlainProgress(TextWriter? output, TextWriter messages, TimeProvider clock) : IRunProgress
{
    private const int Few = 64;

    private int _cells;
    private int _done;
    private int _failed;
    private int _measured;
    private long _began, _last;

    /// <inheritdoc/>
    public Task Show(int cells, Func<Task> run)
    {
        _cells = cells;
        _began = clock.GetTimestamp();
        return run();
    }

    /// <inheritdoc/>
    public void Begin(CellPlace cell)
    {
    }

    /// <inheritdoc/>
    public void End(CellPlace cell, bool failed, TimeSpan? took)
    {
        _done++;
        _failed += failed ? 1 : 0;
        _measured += took is null ? 0 : 1;
        if (output is null || took is null || (_cells > Few && _done < _cells && clock.GetElapsedTime(_last) < TimeSpan.FromSeconds(1)))
        {
            return;
        }

        _last = clock.GetTimestamp();
        var pace = new Pace(_measured, clock.GetElapsedTime(_began));
        var told = _cells > Few && pace.Known && _done < _cells ? $"; {pace}, about {Pace.Duration(pace.Left(_cells - _done))} left" : "";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"[{_done}/{_cells}] {Place.Of(cell)} {(failed ? "failed" : "done")} in {took.Value.TotalSeconds:0.0} s{(_failed > 0 ? $", {_failed} failed so far" : "")}{told}"));
        output.Flush();
    }

    /// <inheritdoc/>
    public void Say(string line)
    {
        messages.WriteLine(line);
        messages.Flush();
    }
}
