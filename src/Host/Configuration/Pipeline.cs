using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>A configuration after all layers are composed, every option validated, and the sweep expanded and frozen.</summary>
/// <param name="Name">The experiment's name.</param>
/// <param name="Seed">The seed of all random streams.</param>
/// <param name="Axes">The names of the sweep's axes, slowest first, such as <c>schedule:steps</c>.</param>
/// <param name="Cells">The product of the axes, numbered from 0; one cell if there is no sweep.</param>
/// <param name="Fits">Lines to fit through the results.</param>
/// <param name="Resolved">The configuration that reproduces the run: all layers composed, defaults filled in, paths absolute.</param>
/// <param name="Source">The file given on the command line, for messages.</param>
internal sealed record Pipeline(
    string Name, ulong Seed, IReadOnlyList<string> Axes, IReadOnlyList<CellConfiguration> Cells, IReadOnlyList<FitConfiguration> Fits, JsonObject Resolved, string Source)
{
    /// <summary>How many seeds every cell is measured with: beyond 1, the last axis is <c>seed</c>.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>The input files that it names, by full path, with the SHA-256 of their contents.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the cells are measured.</summary>
    public LauncherConfiguration Launcher { get; init; } = LauncherConfiguration.Default;
}

/// <summary>One cell of the sweep.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Id">The hash of its canonical configuration, the plugins' and input files' contents, and the seed.</param>
/// <param name="Seed">The seed of its random streams.</param>
/// <param name="Axes">The value, or the variant's name, on each axis.</param>
/// <param name="Sections">Its components by section: <c>data</c>, <c>schedule</c>, …; only those that are present.</param>
/// <param name="Metrics">Its metrics by label, in the order they were written.</param>
internal sealed record CellConfiguration(
    int Index, string Id, ulong Seed, IReadOnlyDictionary<string, JsonNode> Axes,
    IReadOnlyDictionary<string, ComponentConfiguration> Sections, IReadOnlyList<MetricConfiguration> Metrics) : CellPlace(Index, Id, Axes)
{
    /// <summary>The number of the cell that it repeats with another seed; null for the first seed.</summary>
    public int? Repeats { get; init; }

    /// <summary>The plugins it uses, inner ones too; some more than once.</summary>
    public IEnumerable<PluginDescription> Plugins => Sections.Values.Concat(Metrics.Select(metric => metric.Component)).SelectMany(component => component.Plugins);
}

/// <summary>A metric and its label.</summary>
internal sealed record MetricConfiguration(string Label, ComponentConfiguration Component);

/// <summary>A validated choice of a plugin with its options.</summary>
/// <param name="Plugin">The plugin.</param>
/// <param name="Options">Every option, defaults filled in, one-or-many normalised to arrays, input files absolute; components excluded.</param>
/// <param name="Components">The plugin's own components by option name.</param>
/// <param name="Path">Where it stands, such as <c>/schedule</c> or <c>/sweep/predictor/noisy</c>.</param>
/// <param name="Locate">Where an option below it was written, for messages.</param>
internal sealed record ComponentConfiguration(
    PluginDescription Plugin, JsonObject Options, IReadOnlyDictionary<string, ComponentConfiguration> Components, string Path, Func<string, Location> Locate)
{
    /// <summary>The canonical text of kind, options and components: equal for equal choices.</summary>
    public required string Canonical { get; init; }

    /// <summary>Its plugin and those of its own components.</summary>
    public IEnumerable<PluginDescription> Plugins => Components.Values.SelectMany(component => component.Plugins).Prepend(Plugin);
}

/// <summary>Where a value was written.</summary>
/// <param name="Source">A file, <c>environment NAME</c> or <c>command line</c>.</param>
/// <param name="Path">Its path, such as <c>/schedule/steps</c>.</param>
internal readonly record struct Location(string Source, string Path);

/// <summary>A straight line to fit through the cells, over all but one axis held fixed.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Of">The value on the vertical axis, such as <c>kl</c>.</param>
/// <param name="Against">An axis, a value's name, or <c>length/steps-1</c>.</param>
/// <param name="Logarithmic">Whether both are taken in logarithms, so that the slope is an exponent.</param>
internal sealed record FitConfiguration(string Label, string Of, string Against, bool Logarithmic);
