using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching.Workers;

/// <summary>Does what a worker process is told.</summary>
/// <param name="tell">Receives what came of it.</param>
internal sealed class Worker(Action<Report> tell)
{
    private Bench? _bench;

    /// <summary>Does one thing and tells what came of it.</summary>
    /// <exception cref="OutOfMemoryException">What plugins hold on to leaves too little to go on with; the process is to end.</exception>
    /// <returns>Whether it can go on.</returns>
    public bool Do(Order order)
    {
        try
        {
            switch (order)
            {
                case { Assignment: { } assignment }:
                    _bench = assignment.Open();
                    tell(new Report { Ready = CellIds.Of(_bench.Pipeline) });
                    return true;
                case { Survey: { } first }:
                    return Survey(first);
                case { Measure: { } cell, Folder: { } folder }:
                    Measure(cell, new CellStore(folder));
                    return true;
                default:
                    tell(new Report { Ended = _bench?.Close() ?? [] });
                    return false;
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            tell(new Report { Broken = Breakdown.Of(failure) });
            return false;
        }
    }

    private bool Survey(int first)
    {
        for (var cell = first; cell < _bench!.Pipeline.Cells.Count; cell++)
        {
            var survey = _bench.Survey(cell);
            if (survey.Errors.Any(error => RanOut(error.Detail)))
            {
                // Nothing that the user wrote is wrong: it may fit into a process of its own.
                tell(new Report { IsSpent = true });
                return false;
            }

            tell(new Report { Surveyed = survey });
        }

        return true;
    }

    private void Measure(int cell, CellStore store)
    {
        var result = _bench!.Measure(cell);
        var isSpent = RanOut(result.Failure?.Detail);
        if (isSpent)
        {
            var available = ByteSize.Write(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
            result = result with { Failure = result.Failure! with { Message = $"ran out of memory while the cell was measured (.NET objects of a worker may use {available}; see launcher:memoryLimit)" } };
        }

        store.Write(_bench.Pipeline.Cells[cell].Id, result);
        tell(new Report { Measured = cell, IsSpent = isSpent });
    }

    private static bool RanOut(string? detail) => detail?.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal) == true;
}
