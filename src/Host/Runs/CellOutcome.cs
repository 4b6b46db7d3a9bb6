using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>What stays in memory of a finished cell: its scalars, and of lists only their lengths.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Values">Its values that are not part of a list, in the order of the metrics.</param>
/// <param name="Lists">Its lists, in the order of the metrics.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record CellOutcome(CellPlace Cell, IReadOnlyList<MetricValue> Values, IReadOnlyList<ListSummary> Lists, CellFailure? Failure)
{
    /// <summary>The outcome of a result.</summary>
    public static CellOutcome Of(CellPlace cell, CellResult result) => result.Failure is { } failure
        ? new(cell, [], [], failure)
        : new(cell,
            [.. result.Values.Where(value => value.Index is null)],
            [.. result.Values.Where(value => value.Index is not null).GroupBy(value => value.Metric).Select(list => new ListSummary(list.Key, list.Count(), list.First().Method))],
            null);

    /// <summary>The cell's own value of a metric, or null.</summary>
    public MetricValue? Find(string metric) => Values.FirstOrDefault(value => value.Metric == metric);
}

/// <summary>A list that is not kept: how long it is.</summary>
/// <param name="Metric">Its name, such as <c>information.curve</c>.</param>
/// <param name="Count">How many values it has.</param>
/// <param name="Method">How they were computed.</param>
internal sealed record ListSummary(string Metric, int Count, string Method);
