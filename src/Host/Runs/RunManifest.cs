using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;

namespace Unmask.Host.Runs;

/// <summary>What a run consists of, frozen before its first cell: <c>cells.json</c>, the file that makes a folder a run folder.</summary>
/// <param name="Cells">The cells with their ids and places on the axes, in order.</param>
internal sealed record RunManifest(JsonArray Cells)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "cells.json";

    private const string Format = "unmask run 1";

    /// <summary>The manifest of a pipeline.</summary>
    public static RunManifest Of(Pipeline pipeline) => new([.. pipeline.Cells.Select(cell => new JsonObject
    {
        ["cell"] = cell.Index,
        ["id"] = cell.Id,
        ["axes"] = new JsonObject(cell.Axes.Select(axis => KeyValuePair.Create(axis.Key, (JsonNode?)axis.Value.DeepClone()))),
    })]);

    /// <summary>The description of the plugins used, as <c>plugins.json</c> holds it.</summary>
    /// <param name="plugins">The assemblies.</param>
    /// <param name="used">The plugins in them that are used, or none to leave them out.</param>
    public static JsonArray Plugins(IEnumerable<PluginAssembly> plugins, IReadOnlyList<PluginDescription>? used = null) => [.. plugins
        .OrderBy(plugin => plugin.Name, StringComparer.Ordinal).ThenBy(plugin => plugin.Package.Content, StringComparer.Ordinal)
        .Select(plugin => new JsonObject
        {
            ["assembly"] = plugin.Name,
            ["version"] = plugin.Version,
            ["sha256"] = plugin.Sha256,
            ["content"] = plugin.Package.Content,
            ["files"] = new JsonObject(plugin.Package.Files.Select(file => KeyValuePair.Create(file.Name, (JsonNode?)file.Sha256))),
            ["path"] = plugin.Path,
            ["plugins"] = new JsonArray([.. (used ?? []).Where(each => each.Assembly.Path == plugin.Path).Select(each => new JsonObject
            {
                ["section"] = each.Section,
                ["name"] = each.Name,
                ["summary"] = each.Summary,
                ["reference"] = each.Reference,
            })]),
        })];

    /// <summary>Reads the manifest of a folder; null if the folder is no run folder.</summary>
    public static RunManifest? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path) && JsonNode.Parse(File.ReadAllText(path)) is JsonObject file
                && file["format"] is JsonValue format && format.TryGetValue<string>(out var name) && name == Format
                && file["cells"] is JsonArray cells ? new RunManifest(cells) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The cells, in order.</summary>
    public IEnumerable<CellPlace> Places => Cells.Select(cell => new CellPlace(
        cell!["cell"]!.GetValue<int>(),
        cell["id"]!.GetValue<string>(),
        new OrderedDictionary<string, JsonNode>(cell["axes"]!.AsObject().Select(axis => KeyValuePair.Create(axis.Key, axis.Value!)))));

    /// <summary>Whether both have the same cells at the same places.</summary>
    public bool Matches(RunManifest other) => JsonNode.DeepEquals(Cells, other.Cells);

    /// <summary>The file's text.</summary>
    public override string ToString() => Json.Indented(new JsonObject { ["format"] = Format, ["cells"] = Cells.DeepClone() });
}
