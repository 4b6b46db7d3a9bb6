using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;

namespace Unmask.Host.Runs;

/// <summary>What differs between the run in a folder and the one that was asked for, in words.</summary>
internal static class Differences
{
    private const int Longest = 60;
    private const int Most = 12;

    /// <summary>The differences of two runs that do not match, each on a line of its own.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="manifest">Its cells.</param>
    /// <param name="pipeline">The pipeline that was asked for.</param>
    /// <param name="plugins">The assemblies that it uses.</param>
    public static string Between(string folder, RunManifest manifest, Pipeline pipeline, IReadOnlyList<PluginAssembly> plugins)
    {
        string[] differences = [
            .. Between(Document(folder, RunFolder.PipelineFile), pipeline.Resolved).Where(line => !line.StartsWith("/name:", StringComparison.Ordinal) && !line.StartsWith($"/{Sections.Launcher}", StringComparison.Ordinal)),
            .. Between(Hashes(Document(folder, RunFolder.PluginsFile)), Hashes(RunManifest.Plugins(plugins)), "plugin")];
        if (differences.Length == 0)
        {
            differences = manifest.Cells.Count == pipeline.Cells.Count
                ? ["the contents of an input file"]
                : [$"{manifest.Cells.Count} cells there, {pipeline.Cells.Count} here"];
        }

        var more = differences.Length > Most ? [$"and {differences.Length - Most} more"] : Array.Empty<string>();
        return string.Concat(differences.Take(Most).Concat(more).Select(line => Environment.NewLine + "  " + line));
    }

    /// <summary>One line a difference, such as <c>/schedule/steps: 8 there, 16 here</c>, in the order of the documents.</summary>
    /// <param name="there">The older document.</param>
    /// <param name="here">The newer document.</param>
    /// <param name="path">Where both stand.</param>
    /// <param name="older">What the older one is called.</param>
    /// <param name="newer">What the newer one is called.</param>
    public static IEnumerable<string> Between(JsonNode? there, JsonNode? here, string path = "", string older = "there", string newer = "here")
    {
        if (there is JsonObject left && here is JsonObject right)
        {
            var keys = left.Select(entry => entry.Key).Union(right.Select(entry => entry.Key));
            return keys.SelectMany(key => (left.ContainsKey(key), right.ContainsKey(key)) switch
            {
                (true, true) => Between(left[key], right[key], $"{path}/{key}", older, newer),
                (true, false) => [$"{path}/{key}: {Short(left[key])} {older}, absent {newer}"],
                _ => [$"{path}/{key}: absent {older}, {Short(right[key])} {newer}"],
            });
        }

        return JsonNode.DeepEquals(there, here) ? [] : [$"{path}: {Short(there)} {older}, {Short(here)} {newer}"];
    }

    private static JsonNode? Document(string folder, string name)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder, name)));
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>The hashes of the files of plugins, by assembly, of a <c>plugins.json</c>.</summary>
    public static JsonObject Hashes(JsonNode? plugins) => new((plugins as JsonArray ?? [])
        .DistinctBy(plugin => plugin!["assembly"]!.GetValue<string>())
        .Select(plugin => KeyValuePair.Create(plugin!["assembly"]!.GetValue<string>(), (plugin["files"] ?? plugin["sha256"])?.DeepClone())));

    private static string Short(JsonNode? node)
    {
        var text = Json.OnOneLine(node);
        return text.Length <= Longest ? text : text[..(Longest - 1)] + "…";
    }
}
