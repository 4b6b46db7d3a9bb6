namespace Unmask.Host.Comparing;

/// <summary>What is asked of a comparison.</summary>
/// <param name="Runs">The run folders, as the user named them.</param>
/// <param name="Directory">What relative paths are relative to.</param>
internal sealed record CompareOptions(IReadOnlyList<string> Runs, string Directory)
{
    /// <summary>The axes whose values stand side by side; none: the runs, or the only axis of one run.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>The comparand that the others are compared with, or null for the first.</summary>
    public string? Reference { get; init; }

    /// <summary>Names or labels of the values that are compared; none: all.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Whether values of lists are compared too.</summary>
    public bool Lists { get; init; }
}
