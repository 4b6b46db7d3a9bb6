using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching.Slurm;

/// <summary>The cells that are measured elsewhere and whose files have not been seen yet.</summary>
/// <param name="cells">The cells.</param>
/// <param name="folder">Where their files appear.</param>
/// <param name="told">Is told what becomes of them.</param>
/// <param name="clock">Times them.</param>
internal sealed class Waiting(IReadOnlyList<CellConfiguration> cells, ICellFolder folder, ILaunched told, TimeProvider clock)
{
    private readonly SortedDictionary<int, CellConfiguration> _cells = new(cells.ToDictionary(cell => cell.Index));
    private readonly Dictionary<int, long> _began = [];
    private readonly Dictionary<int, long> _gone = [];

    /// <summary>Forgets what failed before: a file that appears from now on is the result of a task.</summary>
    public void Forget()
    {
        // A task of a host before may have finished in this moment: its result stays.
        foreach (var cell in _cells.Values.Where(cell => folder.Cells.Read(cell.Id, out _) is { Failure: not null }))
        {
            folder.Cells.Delete(cell.Id);
        }
    }

    /// <summary>Their numbers.</summary>
    public IEnumerable<int> Cells => _cells.Keys;

    /// <summary>How many there are.</summary>
    public int Count => _cells.Count;

    /// <summary>A task of a cell runs.</summary>
    public void Runs(int number)
    {
        if (_cells.TryGetValue(number, out var cell) && _began.TryAdd(number, clock.GetTimestamp()))
        {
            told.Started(cell);
        }
    }

    /// <summary>Takes the results that are there.</summary>
    /// <returns>How many.</returns>
    public int Collect()
    {
        // One listing, however many there are; it also makes a network file system look again.
        var there = folder.Cells.Ids().ToHashSet();
        var found = _cells.Values.Where(cell => there.Contains(cell.Id)).ToList();
        var finished = 0;
        foreach (var cell in found)
        {
            if (folder.Cells.Read(cell.Id, out _) is { } result)
            {
                Runs(cell.Index);
                End(cell, result);
                finished++;
            }
        }

        return finished;
    }

    /// <summary>The cells that have had no task for some time.</summary>
    /// <param name="hasTask">Whether a cell has a task that waits or runs.</param>
    /// <param name="late">How long a file may take to be seen.</param>
    public IReadOnlyList<int> Lost(Func<int, bool> hasTask, TimeSpan late)
    {
        foreach (var cell in _cells.Keys)
        {
            if (hasTask(cell))
            {
                _gone.Remove(cell);
            }
            else
            {
                _gone.TryAdd(cell, clock.GetTimestamp());
            }
        }

        int[] lost = [.. _gone.Where(each => _cells.ContainsKey(each.Key) && clock.GetElapsedTime(each.Value) >= late).Select(each => each.Key)];
        foreach (var cell in lost)
        {
            _gone.Remove(cell);
        }

        return lost;
    }

    /// <summary>Gives a cell up.</summary>
    public void Fail(int number, CellFailure failure)
    {
        var cell = _cells[number];
        var result = new CellResult([], failure);
        folder.Cells.Write(cell.Id, result);
        Runs(number);
        End(cell, result);
    }

    /// <summary>Gives up those that run, since the run is stopped.</summary>
    public void Stop()
    {
        foreach (var number in _began.Keys.Where(_cells.ContainsKey))
        {
            told.Stopped(_cells[number]);
        }
    }

    private void End(CellConfiguration cell, CellResult result)
    {
        _cells.Remove(cell.Index);
        told.Finished(cell, result, clock.GetElapsedTime(_began[cell.Index]));
    }
}
