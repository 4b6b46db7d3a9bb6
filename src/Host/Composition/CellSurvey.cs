using Unmask.Host.Configuration;

namespace Unmask.Host.Composition;

/// <summary>What composing told of one cell: plain data, so that another process may be the one that composed it.</summary>
/// <param name="Cell">Its number.</param>
/// <param name="Length">How many tokens it generates; null if it could not be composed.</param>
/// <param name="Unheeded">Sections that it has and that its sampler takes none of.</param>
/// <param name="Metrics">Its metrics.</param>
/// <param name="Errors">What is wrong with it; it cannot be measured unless this is empty.</param>
internal sealed record CellSurvey(int Cell, int? Length, IReadOnlyList<string> Unheeded, IReadOnlyList<MetricSurvey> Metrics, IReadOnlyList<UserError> Errors)
{
    /// <summary>What there is to tell of a cell.</summary>
    /// <param name="index">Its number.</param>
    /// <param name="cell">What was composed, or null.</param>
    /// <param name="errors">What is wrong with it.</param>
    public static CellSurvey Of(int index, ComposedCell? cell, IReadOnlyList<UserError> errors) =>
        new(index, cell?.Cell.Shape.Length, cell?.Unheeded ?? [], [.. cell?.Metrics.Select(metric => new MetricSurvey(metric.Label, metric.Refusals)) ?? []], errors);
}

/// <summary>What composing told of a metric of a cell.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Refusals">Why none of its values can be computed; empty if one can.</param>
internal sealed record MetricSurvey(string Label, IReadOnlyList<UserError> Refusals);
