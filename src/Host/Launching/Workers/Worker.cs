using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching.Workers;

/// <summary>Does what a worker process is told.</summary>
/// <param name="tell">Receives what came of it.</param>
internal sealed class Worker(Action<Report> tell)
{
    private Bench? _bench;

    /// <summary>Given up when a plugin has filled the memory, so that there is some left to say so with.</summary>
    private byte[]? _reserve = new byte[8 << 20];

    /// <summary>Does one thing and tells what came of it.</summary>
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
        catch (Exception failure)
        {
            tell(new Report { Broken = Breakdown.Of(failure) });
            return false;
        }
    }

    private bool Survey(int first)
    {
        for (var cell = first; cell < _bench!.Pipeline.Cells.Count; cell++)
        {
            if (Survey(_bench, cell) is not { } survey)
            {
                // Nothing that the user wrote is wrong: it may fit into a process of its own.
                GiveUpReserve();
                tell(new Report { IsSpent = true });
                return false;
            }

            tell(new Report { Surveyed = survey });
        }

        return true;
    }

    private static CellSurvey? Survey(Bench bench, int cell)
    {
        try
        {
            var survey = bench.Survey(cell);
            return survey.Errors.Any(error => RanOut(error.Detail)) ? null : survey;
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    private void Measure(int cell, CellStore store)
    {
        var result = Measured(_bench!, cell);
        var isSpent = RanOut(result.Failure?.Detail);
        if (isSpent)
        {
            GiveUpReserve();
            var available = ByteSize.Write(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
            result = result with { Failure = result.Failure! with { Message = $"ran out of memory while the cell was measured (.NET objects of a worker may use {available}; see launcher:memoryLimit)" } };
        }

        store.Write(_bench!.Pipeline.Cells[cell].Id, result);
        tell(new Report { Measured = cell, IsSpent = isSpent });
    }

    private CellResult Measured(Bench bench, int cell)
    {
        try
        {
            return bench.Measure(cell);
        }
        catch (OutOfMemoryException)
        {
            // It could not even be said where.
            GiveUpReserve();
            return new CellResult([], new CellFailure(Suspects.Of(bench.Pipeline.Cells[cell], ""), "", nameof(OutOfMemoryException)));
        }
    }

    private void GiveUpReserve()
    {
        GC.KeepAlive(_reserve);
        _reserve = null;
        GC.Collect();
    }

    private static bool RanOut(string? detail) => detail?.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal) == true;
}
