using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Reporting;

/// <summary>The first lines of a report: what was measured, and how far it ranges.</summary>
internal static class Verdict
{
    private const int Most = 3;

    /// <summary>The lines.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outcomes">Its finished cells.</param>
    /// <param name="metrics">The names of the values, in the order of the metrics.</param>
    public static IEnumerable<string> Of(StoredRun run, IReadOnlyList<CellOutcome> outcomes, IReadOnlyList<string> metrics)
    {
        var failed = outcomes.Count(outcome => outcome.Failure is not null);
        var missing = run.Cells.Count - outcomes.Count;
        yield return run.Cells.Count == 1
            ? missing > 0 ? "One cell, which is not finished." : failed > 0 ? "One cell, which failed." : "One cell, finished."
            : $"{Figures.Count(run.Cells.Count)} cells{(run.Axes.Count == 0 ? "" : $" over {string.Join(", ", run.Axes)}")}: "
                + (failed + missing == 0 ? "all finished." : $"{Figures.Count(outcomes.Count - failed)} finished, {Figures.Count(failed)} failed, {Figures.Count(missing)} not finished.");
        foreach (var metric in Headlines(metrics))
        {
            var values = outcomes.Select(outcome => (outcome.Cell, Value: outcome.Find(metric))).Where(each => each.Value is not null && !double.IsNaN(each.Value.Value)).ToList();
            if (values.Count == 0)
            {
                continue;
            }

            var least = values.MinBy(each => each.Value!.Value);
            var most = values.MaxBy(each => each.Value!.Value);
            yield return least.Value!.Value == most.Value!.Value
                ? $"{metric} is {Text(least.Value)}{(values.Count > 1 ? $" in all {Figures.Count(values.Count)} cells" : "")}."
                : $"{metric} is from {Text(least.Value)} at {At(least.Cell)} to {Text(most.Value)} at {At(most.Cell)}.";
        }
    }

    /// <summary>The first value of each of the first metrics; bounds are what these are compared with.</summary>
    private static IEnumerable<string> Headlines(IReadOnlyList<string> metrics) =>
        metrics.GroupBy(MethodLegend.Label).Where(label => label.Key is not "bounds").Take(Most).Select(label => label.First());

    private static string Text(MetricValue value) => Figures.Of(value.Value, value.Error);

    private static string At(CellPlace cell) => cell.Axes.Count == 0 ? $"cell {cell.Index}" : string.Join(", ", cell.Axes.Select(axis => $"{axis.Key} = {Json.Plain(axis.Value)}"));
}
