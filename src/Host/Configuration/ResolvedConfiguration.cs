using System.Text.Json.Nodes;

namespace Unmask.Host.Configuration;

/// <summary>Writes the configuration that reproduces a run: layers composed, defaults filled in, paths absolute, the sweep kept.</summary>
/// <param name="slots">The places that hold components.</param>
/// <param name="axes">The sweep.</param>
/// <param name="expansion">The components as read.</param>
/// <param name="reader">Reads what the sweep completes.</param>
internal sealed class ResolvedConfiguration(
    IReadOnlyList<ComponentSlot> slots, IReadOnlyList<SweepAxis> axes, SweepExpansion expansion, ComponentReader reader)
{
    private readonly List<(ComponentSlot Slot, ComponentConfiguration Component)> _bases = [];

    /// <summary>Reads what stands outside the sweep, which a sweep may complete or replace but which must be right all the same.</summary>
    public void Read()
    {
        foreach (var slot in slots.Where(slot => slot is { Base: not null, Axes.Count: > 0 }))
        {
            if (reader.ReadPartial(slot.Base!, slot.Section, slot.DefaultKind, slot.SweptKinds) is { } component)
            {
                _bases.Add((slot, component));
            }
        }
    }

    /// <summary>The configuration as JSON; only after nothing was wrong.</summary>
    /// <param name="name">The experiment's name.</param>
    /// <param name="seed">The first seed.</param>
    /// <param name="seeds">The axis that <c>seeds</c> makes, or null.</param>
    /// <param name="fits">The lines to fit.</param>
    /// <param name="launcher">Where the cells are measured.</param>
    public JsonObject Write(string name, ulong seed, SweepAxis? seeds, IReadOnlyList<FitConfiguration> fits, LauncherConfiguration launcher)
    {
        var json = new JsonObject { [Sections.Name] = name, [Sections.Seed] = seed };
        if (seeds is not null)
        {
            json[Sections.Seeds] = seeds.Points.Count;
        }

        var metrics = new JsonObject();
        foreach (var slot in slots.Where(slot => slot.Base is not null))
        {
            var component = slot.Axes.Count == 0 ? expansion.Component(slot, 0) : _bases.First(each => each.Slot.Key == slot.Key).Component;
            (slot.Key == slot.Section ? json : metrics)[slot.Label] = component.ToJson();
        }

        json[Sections.Metrics] = metrics;
        var swept = axes.Where(axis => axis != seeds).ToList();
        if (swept.Count > 0)
        {
            json[Sections.Sweep] = new JsonObject(swept.Select(axis => KeyValuePair.Create(axis.Key, Axis(axis))));
        }

        if (fits.Count > 0)
        {
            json[Sections.Fits] = new JsonObject(fits.Select(fit => KeyValuePair.Create(fit.Label, (JsonNode?)new JsonObject
            {
                ["of"] = fit.Of,
                ["against"] = fit.Against,
                ["scale"] = fit.Logarithmic ? "log" : "linear",
            })));
        }

        // Left out where it is the default, so that a configuration is what it was before there were others.
        if (launcher.Kind != LauncherConfiguration.InProcess)
        {
            json[Sections.Launcher] = launcher.ToJson();
        }

        return json;
    }

    private JsonNode? Axis(SweepAxis axis)
    {
        var points = Enumerable.Range(0, axis.Points.Count);
        return axis.Named || axis.Points.Any(point => point.Name is not null) || points.Any(point => expansion.IsComponent(axis, point))
            ? new JsonObject(points.Select(point => KeyValuePair.Create(expansion.Label(axis, point).GetValue<string>(), expansion.Value(axis, point)?.DeepClone())))
            : new JsonArray([.. points.Select(point => expansion.Value(axis, point)?.DeepClone())]);
    }
}
