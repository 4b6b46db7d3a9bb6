using Unmask.Host.Configuration;
using Unmask.Host.Recording;

namespace Unmask.Host.Composition;

/// <summary>A cell with its metrics, ready to be measured.</summary>
/// <param name="Configuration">Its options.</param>
/// <param name="Cell">Its components.</param>
/// <param name="Metrics">Its metrics.</param>
/// <param name="Unheeded">Sections that it has and that its sampler takes none of.</param>
/// <param name="Text">How its sequences read.</param>
internal sealed record ComposedCell(CellConfiguration Configuration, Cell Cell, IReadOnlyList<ComposedMetric> Metrics, IReadOnlyList<string> Unheeded, SequenceText Text);

/// <summary>A metric and the view of the cell it measures: with its own number of samples if it has one.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Configuration">Its options.</param>
/// <param name="Metric">The metric.</param>
/// <param name="View">What it measures.</param>
/// <param name="Refusals">Why none of its values can be computed for this cell; empty if one can.</param>
internal sealed record ComposedMetric(
    string Label, ComponentConfiguration Configuration, IMetric Metric, Cell View, IReadOnlyList<UserError> Refusals);
