using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Composition;

/// <summary>What composing all cells of a pipeline told: that it is wrong, or what a reader of its results has to know.</summary>
internal static class PipelineSurvey
{
    /// <summary>Sums up what was told of single cells.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="cells">What was told, in order; cells of which nothing is known are missing.</param>
    /// <exception cref="UserErrorException">Everything that is wrong, each thing once.</exception>
    public static Survey Of(Pipeline pipeline, IReadOnlyList<CellSurvey> cells)
    {
        Refuse(pipeline, cells);
        var lengths = new int?[pipeline.Cells.Count];
        foreach (var cell in cells)
        {
            lengths[cell.Cell] = cell.Length;
        }

        return new Survey([.. Unheeded(pipeline, cells), .. LeftOut(cells), .. Unknown(pipeline, cells)], lengths);
    }

    private static void Refuse(Pipeline pipeline, IReadOnlyList<CellSurvey> cells)
    {
        var first = new OrderedDictionary<UserError, CellConfiguration>();
        foreach (var cell in cells)
        {
            foreach (var error in cell.Errors)
            {
                first.TryAdd(error, pipeline.Cells[cell.Cell]);
            }
        }

        // What is wrong in the first cell is mostly wrong in all of them; what is not says where.
        var errors = first.Select(error => error.Value.Index == 0 || error.Key.Path.StartsWith("/sweep", StringComparison.Ordinal) ? error.Key : error.Key with { Message = $"{error.Key.Message} (in {Place.Of(error.Value)})" }).ToList();
        errors.AddRange(RefusedEverywhere(cells).Except(first.Keys));
        if (errors.Count > 0)
        {
            throw new UserErrorException(errors);
        }
    }

    /// <summary>A metric that has no value in any cell is an error; one that has none in some cells is left out there.</summary>
    private static IEnumerable<UserError> RefusedEverywhere(IEnumerable<CellSurvey> cells) => cells
        .SelectMany(cell => cell.Metrics)
        .GroupBy(metric => metric.Label)
        .Where(label => label.All(metric => metric.Refusals.Count > 0))
        .SelectMany(label => label.SelectMany(metric => metric.Refusals))
        .Distinct();

    /// <summary>Sections that some samplers take none of: a sweep may compare them with others, so this is no mistake.</summary>
    private static IEnumerable<string> Unheeded(Pipeline pipeline, IEnumerable<CellSurvey> cells) => cells
        .SelectMany(cell => cell.Unheeded.Select(section => (cell.Cell, Section: section, Sampler: pipeline.Cells[cell.Cell].Sections[Sections.Sampler].Plugin.Name)))
        .GroupBy(unheeded => (unheeded.Section, unheeded.Sampler), unheeded => unheeded.Cell)
        .Select(group => $"the {group.Key.Section} has no effect on what is generated in {MethodLegend.Numbers([.. group])}: the sampler '{group.Key.Sampler}' takes none");

    private static IEnumerable<string> Unknown(Pipeline pipeline, IEnumerable<CellSurvey> cells) =>
        pipeline.Cells.Select(cell => cell.Index).Except(cells.Select(cell => cell.Cell)).ToList() is { Count: > 0 } unknown
            ? [$"{MethodLegend.Numbers(unknown)} could not be composed beforehand: the process that tried ended, took too long or ran out of memory, or too many others did"]
            : [];

    private static IEnumerable<string> LeftOut(IEnumerable<CellSurvey> cells) => cells
        .SelectMany(cell => cell.Metrics.SelectMany(metric => metric.Refusals.Select(refusal => (cell.Cell, metric.Label, refusal.Message))))
        .GroupBy(left => (left.Label, left.Message), left => left.Cell)
        .Select(group => $"{group.Key.Label} is left out of {MethodLegend.Numbers([.. group])}: {group.Key.Message}");
}
