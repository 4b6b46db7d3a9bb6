namespace Unmask.Host.Runs;

/// <summary>Says of every number in a table by which method it was computed, and whether that is exact.</summary>
internal static class MethodLegend
{
    /// <summary>One line a way of computing, such as <c>Exact (curve): kl, bounds.*</c>.</summary>
    /// <param name="metrics">The names of the values shown, in order.</param>
    /// <param name="outcomes">The cells shown.</param>
    /// <param name="seeds">How many cells each of them stands for, itself and the next ones.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> metrics, IReadOnlyList<CellOutcome> outcomes, int seeds = 1)
    {
        var ways = metrics.Select(metric => (Metric: metric, Way: Ways(metric, outcomes, seeds))).ToList();
        var names = ways.GroupBy(entry => Label(entry.Metric)).SelectMany(label =>
            label.Count() > 1 && label.Select(entry => entry.Way).Distinct().Count() == 1
                ? [(label.Any(entry => entry.Metric == label.Key) ? $"{label.Key}, {label.Key}.*" : $"{label.Key}.*", label.First().Way)]
                : label.AsEnumerable());
        return names.GroupBy(entry => entry.Item2).Select(way => $"{way.Key}: {string.Join(", ", way.Select(entry => entry.Item1))}");
    }

    /// <summary>The label of a metric: <c>bounds</c> of <c>bounds.theorem1</c>.</summary>
    public static string Label(string metric) => metric.Split('.', 2)[0];

    private static string Ways(string metric, IReadOnlyList<CellOutcome> outcomes, int seeds)
    {
        var ways = outcomes.Where(outcome => outcome.Find(metric) is not null).GroupBy(outcome => Way(outcome.Find(metric)!)).ToList();
        var text = ways.Count == 1 ? ways[0].Key : string.Join("; ", ways.Select(way => $"{way.Key} in {Numbers([.. way.SelectMany(outcome => Enumerable.Range(outcome.Cell.Index, seeds))])}"));
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string Way(MetricValue value) => value switch
    {
        { Error: null, Samples: null } => $"exact ({value.Method})",
        { Samples: { } samples, Method: "samples" } => $"estimated from {Figures.Count(samples)} samples",
        { Samples: { } samples } => $"estimated ({value.Method}) from {Figures.Count(samples)} samples",
        _ => $"estimated ({value.Method})",
    };

    /// <summary>Numbers of cells, ascending, as <c>cell 3</c> or <c>cells 0–4, 7</c>.</summary>
    public static string Numbers(IReadOnlyList<int> cells)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var cell in cells)
        {
            if (runs.Count > 0 && runs[^1].Last == cell - 1)
            {
                runs[^1] = (runs[^1].First, cell);
            }
            else
            {
                runs.Add((cell, cell));
            }
        }

        return (cells.Count == 1 ? "cell " : "cells ") + string.Join(", ", runs.Select(run => run.First == run.Last ? $"{run.First}" : $"{run.First}–{run.Last}"));
    }
}
