namespace Unmask.Host.Runs;

/// <summary>What a cell gave: its values, or the failure that ended it.</summary>
/// <param name="Values">The values, in the order the metrics reported them; those before a failure are kept out.</param>
/// <param name="Failure">Null if all went well.</param>
internal sealed record CellResult(IReadOnlyList<MetricValue> Values, CellFailure? Failure = null)
{
    /// <summary>A few generated sequences and how they came about; empty where none are kept.</summary>
    public IReadOnlyList<Draw> Draws { get; init; } = [];

    /// <summary>Why there are no draws; null if there are.</summary>
    public string? NoDraws { get; init; }
}

/// <summary>One value of one metric.</summary>
/// <param name="Metric">The metric's label, or <c>label.name</c> for a metric with several values.</param>
/// <param name="Value">The value.</param>
/// <param name="Error">Its standard error, or null where it is exact.</param>
/// <param name="Method">How it was computed.</param>
/// <param name="Samples">How many samples it is an estimate from, or null.</param>
/// <param name="Index">Its place in a list, or null.</param>
/// <param name="Note">What a reader has to know, or null.</param>
internal sealed record MetricValue(string Metric, double Value, double? Error, string Method, long? Samples, int? Index, string? Note)
{
    /// <summary>Where it is a mean over samples, the means of groups of them (<see cref="SampleGroups"/>); null where it is not, or they are not known.</summary>
    public IReadOnlyList<double>? Parts { get; init; }

    /// <summary>Which way it is better, as the metric says.</summary>
    public Better Better { get; init; }
}

/// <summary>Why a cell failed.</summary>
/// <param name="Plugin">The plugin that threw, as <c>section/name</c>, with its file.</param>
/// <param name="Message">What it said.</param>
/// <param name="Detail">The stack trace, shown with <c>--debug</c>.</param>
internal sealed record CellFailure(string Plugin, string Message, string? Detail);
