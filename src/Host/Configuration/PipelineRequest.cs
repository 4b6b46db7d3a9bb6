namespace Unmask.Host.Configuration;

/// <summary>Everything that a pipeline is composed from. Nothing ambient is read.</summary>
/// <param name="File">The pipeline file, absolute or relative to <paramref name="WorkingDirectory"/>.</param>
/// <param name="WorkingDirectory">The folder that relative paths from the command line and the environment resolve against, absolute.</param>
internal sealed record PipelineRequest(string File, string WorkingDirectory)
{
    /// <summary>Overrides in the order they were typed: <c>schedule:steps</c> or <c>schedule.steps</c>, and the text after <c>=</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Overrides { get; init; } = [];

    /// <summary>Axes in the order they were typed: <c>schedule:steps</c>, and <c>2,4,8</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Sweeps { get; init; } = [];

    /// <summary>The environment; only names that begin with <c>UNMASK_</c> are looked at.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a configuration without metrics is an error: not where only the data law and the predictor are asked for.</summary>
    public bool NeedsMetrics { get; init; } = true;
}
