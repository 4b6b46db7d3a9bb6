namespace Unmask.Host.Launching.Workers;

/// <summary>What a worker process is told, a line of JSON each: first its assignment, then what to do; one of these.</summary>
internal sealed record Order
{
    /// <summary>What to work on.</summary>
    public Assignment? Assignment { get; init; }

    /// <summary>Compose all cells from this one on, and tell of each.</summary>
    public int? Survey { get; init; }

    /// <summary>Measure this cell.</summary>
    public int? Measure { get; init; }

    /// <summary>Where to keep the result: a folder of cells.</summary>
    public string? Folder { get; init; }

    /// <summary>Dispose the plugins' services, and end.</summary>
    public bool End { get; init; }
}
