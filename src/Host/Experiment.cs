using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Host;

/// <summary>A composed pipeline: every cell is valid and can be measured.</summary>
internal sealed class Experiment
{
    private readonly CellMeasurement _measurement;

    public Experiment(Pipeline pipeline, IReadOnlyList<ComposedCell> cells, PluginTypes types)
    {
        Pipeline = pipeline;
        Cells = cells;
        Plugins = [.. cells.SelectMany(cell => Used(cell.Configuration)).Distinct()];
        _measurement = new CellMeasurement(new PluginFrames(Plugins, types.Origin).Whose, types.Original);
    }

    /// <summary>The validated configuration.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>The cells, in order of their numbers.</summary>
    public IReadOnlyList<ComposedCell> Cells { get; }

    /// <summary>The plugins that any cell uses.</summary>
    public IReadOnlyList<PluginDescription> Plugins { get; }

    /// <summary>What is left out of some cells and why, in words for the reader of the results.</summary>
    public IEnumerable<string> LeftOut => Cells
        .SelectMany(cell => cell.Metrics.SelectMany(metric => metric.Refusals.Select(refusal => (cell.Configuration.Index, metric.Label, refusal.Message))))
        .GroupBy(left => (left.Label, left.Message), left => left.Index)
        .Select(group => $"{group.Key.Label} is left out of {MethodLegend.Numbers([.. group])}: {group.Key.Message}");

    /// <summary>Measures one cell.</summary>
    public CellResult Measure(CellConfiguration cell, CancellationToken stop) => _measurement.Measure(Cells[cell.Index], stop);

    private static IEnumerable<PluginDescription> Used(CellConfiguration cell) =>
        cell.Sections.Values.Concat(cell.Metrics.Select(metric => metric.Component)).SelectMany(Used);

    private static IEnumerable<PluginDescription> Used(ComponentConfiguration component) =>
        component.Components.Values.SelectMany(Used).Prepend(component.Plugin);
}
