using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;

namespace Unmask.Host.Commands;

/// <summary>An example of a section that names a plugin: its own, or what is required and what has a default.</summary>
internal static class ExampleSection
{
    private const double Usual = 8;

    /// <summary>The same; a plugin that only others take is shown as an option of the first of them.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="all">What is installed.</param>
    public static JsonObject Of(PluginDescription plugin, IEnumerable<PluginDescription> all)
    {
        var own = Of(plugin);
        if (plugin.Section == Sections.Metrics || Sections.Components.Contains(plugin.Section))
        {
            return own;
        }

        foreach (var taker in all)
        {
            if (taker.Options.FirstOrDefault(option => option.Type.Section == plugin.Section) is { } option)
            {
                var example = Of(taker);
                var inner = (JsonObject)(taker.Section == Sections.Metrics ? example[taker.Section]![taker.Name]! : example[taker.Section]!);
                inner[option.Name] = own[plugin.Section]!.DeepClone();
                return example;
            }
        }

        return own;
    }

    /// <summary>The section in an object of its own, such as <c>{ "schedule": { "kind": "balanced", "steps": 8 } }</c>.</summary>
    public static JsonObject Of(PluginDescription plugin)
    {
        var options = plugin.Example is { } example
            ? example.Select(option => KeyValuePair.Create(option.Key, option.Value?.DeepClone()))
            : plugin.Options.Where(option => option.Required || option.Default is not null)
                .Select(option => KeyValuePair.Create(option.Name, option.Default?.DeepClone() ?? Value(option, option.Type.Rank)));
        return plugin.Section == "metrics"
            ? new JsonObject { [plugin.Section] = new JsonObject { [plugin.Name] = new JsonObject(options) } }
            : new JsonObject { [plugin.Section] = new JsonObject(options.Prepend(KeyValuePair.Create<string, JsonNode?>("kind", plugin.Name))) };
    }

    private static JsonNode? Value(OptionSchema option, int rank) => rank > 0 ? new JsonArray(Value(option, rank - 1)) : option.Type.Kind switch
    {
        OptionKind.Integer or OptionKind.LongInteger => (long)Inside(option, 1),
        OptionKind.Number => Inside(option, 0.5),
        OptionKind.Boolean => true,
        OptionKind.Choice => option.Type.Choices.Count > 0 ? option.Type.Choices[0] : null,
        _ => option.Type.InputFile ? "file.txt" : "text",
    };

    /// <summary>A usual value if it is in the range, otherwise one near an end of it.</summary>
    private static double Inside(OptionSchema option, double step)
    {
        var least = option.Minimum is { } minimum ? Math.Ceiling(minimum / step) * step + (option.MinimumIsExclusive && Math.Ceiling(minimum / step) * step <= minimum ? step : 0) : double.NegativeInfinity;
        var most = option.Maximum is { } maximum ? Math.Floor(maximum / step) * step - (option.MaximumIsExclusive && Math.Floor(maximum / step) * step >= maximum ? step : 0) : double.PositiveInfinity;
        var usual = step == 1 ? Usual : step;
        return least <= most ? Math.Clamp(usual, least, most) : (option.Minimum!.Value + option.Maximum!.Value) / 2;
    }
}
