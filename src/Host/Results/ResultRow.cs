using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Results;

/// <summary>One row of the results: a value of a cell, or why the cell failed.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Seed">The seed of its random streams.</param>
/// <param name="Value">The value, or null of a cell that failed.</param>
/// <param name="Failure">The failure, or null.</param>
internal readonly record struct ResultRow(CellPlace Cell, long Seed, MetricValue? Value, CellFailure? Failure)
{
    /// <summary>The rows of a finished cell: one a value in the order they were reported, or one for its failure.</summary>
    public static IEnumerable<ResultRow> Of(CellPlace cell, long seed, CellResult result) => result.Failure is { } failure
        ? [new(cell, seed, null, failure)]
        : result.Values.Select(value => new ResultRow(cell, seed, value, null));
}
