using System.Text.Json.Nodes;

namespace Unmask.Host.Runs;

/// <summary>What differs between two JSON documents, in words.</summary>
internal static class Differences
{
    private const int Longest = 60;

    /// <summary>One line a difference, such as <c>/schedule/steps: 8 there, 16 here</c>, in the order of the documents.</summary>
    /// <param name="there">The older document.</param>
    /// <param name="here">The newer document.</param>
    /// <param name="path">Where both stand.</param>
    public static IEnumerable<string> Between(JsonNode? there, JsonNode? here, string path = "")
    {
        if (there is JsonObject left && here is JsonObject right)
        {
            var keys = left.Select(entry => entry.Key).Union(right.Select(entry => entry.Key));
            return keys.SelectMany(key => (left.ContainsKey(key), right.ContainsKey(key)) switch
            {
                (true, true) => Between(left[key], right[key], $"{path}/{key}"),
                (true, false) => [$"{path}/{key}: {Short(left[key])} there, absent here"],
                _ => [$"{path}/{key}: absent there, {Short(right[key])} here"],
            });
        }

        return JsonNode.DeepEquals(there, here) ? [] : [$"{path}: {Short(there)} there, {Short(here)} here"];
    }

    private static string Short(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        return text.Length <= Longest ? text : text[..(Longest - 1)] + "…";
    }
}
