using Unmask.Host.Composition;

namespace Unmask.Host.Launching.Workers;

/// <summary>What a worker process tells, a line of JSON each; one of these.</summary>
internal sealed record Report
{
    /// <summary>It has read the pipeline, whose cells have these ids together; see <see cref="CellIds"/>.</summary>
    public string? Ready { get; init; }

    /// <summary>A cell was composed.</summary>
    public CellSurvey? Surveyed { get; init; }

    /// <summary>A cell was measured, and its result is in its file.</summary>
    public int? Measured { get; init; }

    /// <summary>With <see cref="Measured"/>, or instead of <see cref="Surveyed"/>: the process ran out of memory on the way and should do nothing else.</summary>
    public bool IsSpent { get; init; }

    /// <summary>It could not do what it was told, for a reason that is not a cell's own.</summary>
    public Breakdown? Broken { get; init; }

    /// <summary>Services were disposed; these could not, in words.</summary>
    public IReadOnlyList<string>? Ended { get; init; }
}
