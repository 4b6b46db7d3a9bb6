using System.Globalization;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Store;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

/// <summary>Hand-made pipelines, cells and values.</summary>
internal static class Example
{
    public static readonly PluginAssembly Assembly = Schedules(new string('a', 64));

    public static PluginAssembly Schedules(string sha256, params PackageFile[] more) => new("/plugins/Unmask.Schedules.dll", "Unmask.Schedules", "0.1.0", sha256)
    {
        Package = new PluginPackage("/plugins", "Unmask.Schedules.dll", [new("Unmask.Schedules.dll", sha256), .. more]),
    };

    public static Pipeline Pipeline(string[] metrics, params (string Axis, JsonNode[] Values)[] axes) => Of(metrics, [], new JsonObject(), axes);

    public static Pipeline Of(string[] metrics, FitConfiguration[] fits, JsonObject resolved, params (string Axis, JsonNode[] Values)[] axes)
    {
        IEnumerable<Dictionary<string, JsonNode>> product = [[]];
        foreach (var (axis, values) in axes)
        {
            product = [.. product.SelectMany(cell => values.Select(value => new Dictionary<string, JsonNode>(cell) { [axis] = value.DeepClone() }))];
        }

        var cells = product.Select((cell, index) => new CellConfiguration(
            index, $"{index:x4}{Hash(cell, resolved):x8}", 1, cell,
            new Dictionary<string, ComponentConfiguration>
            {
                ["data"] = Component("data", "potts", new JsonObject { ["length"] = cell.GetValueOrDefault("data:length")?.DeepClone() ?? 64 }),
                ["schedule"] = Component("schedule", "balanced", new JsonObject { ["steps"] = cell.GetValueOrDefault("schedule:steps")?.DeepClone() ?? 8 }),
            },
            [.. metrics.Select(metric => new MetricConfiguration(metric, Component("metrics", metric, [])))])).ToList();
        resolved["name"] ??= "example";
        resolved["seed"] ??= 1;
        return new Pipeline("example", 1, [.. axes.Select(axis => axis.Axis)], cells, fits, resolved, "pipeline.json");
    }

    /// <summary>The same where <c>seeds</c> made the last axis.</summary>
    public static Pipeline Repeated(Pipeline pipeline, int seeds) => pipeline with
    {
        Seeds = seeds,
        Cells = [.. pipeline.Cells.Select(cell => cell with { Repeats = cell.Index % seeds == 0 ? null : cell.Index - (cell.Index % seeds) })],
    };

    public static (string, JsonNode[]) Axis(string name, params object[] values) =>
        (name, [.. values.Select(value => value is string text ? (JsonNode)text : JsonNode.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!)!)]);

    public static MetricValue Exact(string metric, double value, string method = "curve", int? index = null, string? note = null) =>
        new(metric, value, null, method, null, index, note);

    public static MetricValue Estimate(string metric, double value, double error, long samples, string method = "replay", string? note = null) =>
        new(metric, value, error, method, samples, null, note);

    public static IReadOnlyList<CellOutcome> Outcomes(Pipeline pipeline, Func<CellConfiguration, CellResult> measure) =>
        [.. pipeline.Cells.Select(cell => CellOutcome.Of(cell, measure(cell)))];

    public static CellResult Failed(string message) => new([], new CellFailure("schedule/entropy (/plugins/Unmask.Schedules.dll)", message, "at Entropy.Reveal"));

    private static ComponentConfiguration Component(string section, string kind, JsonObject options) =>
        new(new PluginDescription(section, kind, "", "", "", null, kind, Assembly, []), options, new Dictionary<string, ComponentConfiguration>(), "/" + section, name => new Location("pipeline.json", $"/{section}/{name}"))
        {
            Canonical = kind + options.ToJsonString(),
        };

    private static uint Hash(Dictionary<string, JsonNode> cell, JsonObject resolved)
    {
        var hash = 2166136261u;
        foreach (var letter in string.Concat(cell.Select(axis => axis.Key + axis.Value.ToJsonString())) + resolved["seed"]?.ToJsonString())
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash;
    }
}
