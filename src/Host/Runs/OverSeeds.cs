using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Numerics;

namespace Unmask.Host.Runs;

/// <summary>Cells that differ in the seed only, put together: what a table shows and a line is fitted through.</summary>
/// <remarks>
/// An estimate becomes its mean over the N seeds with the standard error over them, <c>√(Σ(x − x̄)²/(N − 1)/N)</c>, whatever error each has of its own.
/// A value in which nothing was sampled stays as it is. Where some seeds gave none, a note says so.
/// </remarks>
internal static class OverSeeds
{
    /// <summary>The axes that are left: without <c>seed</c>, if <c>seeds</c> made it.</summary>
    public static IReadOnlyList<string> Axes(Pipeline pipeline) => pipeline.Seeds > 1 ? [.. pipeline.Axes.SkipLast(1)] : pipeline.Axes;

    /// <summary>One outcome for each place on the axes that are left, numbered as its first seed.</summary>
    /// <param name="pipeline">The run.</param>
    /// <param name="outcomes">Its finished cells, in order.</param>
    public static IReadOnlyList<CellOutcome> Of(Pipeline pipeline, IReadOnlyList<CellOutcome> outcomes) => pipeline.Seeds == 1
        ? outcomes
        : [.. outcomes.GroupBy(outcome => outcome.Cell.Index / pipeline.Seeds).Select(seeds => Together([.. seeds], pipeline.Seeds))];

    private static CellOutcome Together(List<CellOutcome> seeds, int wanted)
    {
        var first = seeds[0].Cell;
        var place = new CellPlace(first.Index, first.Id, new OrderedDictionary<string, JsonNode>(first.Axes.SkipLast(1)));
        var good = seeds.Where(seed => seed.Failure is null).ToList();
        return good.Count == 0
            ? new CellOutcome(place, [], [], seeds[0].Failure)
            : new CellOutcome(
                place,
                [.. good.SelectMany(seed => seed.Values).GroupBy(value => value.Metric).Select(values => Mean([.. values], wanted))],
                [.. good.SelectMany(seed => seed.Lists).DistinctBy(list => list.Metric)],
                null);
    }

    private static MetricValue Mean(List<MetricValue> values, int wanted)
    {
        var first = values[0];
        if (values.TrueForAll(value => value.Samples is null))
        {
            return first;
        }

        var count = values.Count;
        var note = values.TrueForAll(value => value.Note == first.Note) ? first.Note : $"{first.Note ?? values.First(value => value.Note is not null).Note} (of one seed)";
        if (count < wanted)
        {
            var missing = count == 1 ? $"from 1 of {wanted} seeds: ± is that of its own samples" : $"from {count} of {wanted} seeds";
            note = note is null ? missing : $"{missing}; {note}";
        }

        if (count == 1)
        {
            return first with { Note = note };
        }

        var mean = Sum.Of([.. values.Select(value => value.Value)]) / count;
        var squares = Sum.Of([.. values.Select(value => (value.Value - mean) * (value.Value - mean))]);
        return first with { Value = mean, Error = double.IsFinite(mean) ? Math.Sqrt(squares / (count - 1) / count) : null, Note = note };
    }
}
