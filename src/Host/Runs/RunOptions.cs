namespace Unmask.Host.Runs;

/// <summary>How a run was asked for, beside its pipeline.</summary>
/// <param name="Directory">The working directory: run folders are made below it, and paths are shown relative to it.</param>
/// <param name="Out">The run folder by name (<c>--out</c>), or null for <c>runs/&lt;name&gt;/&lt;time&gt;</c>.</param>
/// <param name="Force">Start over in <paramref name="Out"/> whatever run is there (<c>--force</c>).</param>
/// <param name="Json">Write JSON lines and nothing else to standard output (<c>--json</c>).</param>
/// <param name="Debug">Show stack traces of failures (<c>--debug</c>).</param>
internal sealed record RunOptions(string Directory, string? Out = null, bool Force = false, bool Json = false, bool Debug = false)
{
    /// <summary>What else stood on the command line, such as <c>seed=2</c> or <c>--plugins</c>, <c>mine</c>: repeated in commands shown to the user.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What composing the pipeline told about its cells.</summary>
    public Survey Survey { get; init; } = Survey.Empty;
}
