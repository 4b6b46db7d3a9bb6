using System.Text.Json.Nodes;

namespace Unmask.Host.Configuration;

/// <summary>One axis of a sweep.</summary>
/// <param name="Key">Its name and key path, such as <c>schedule:steps</c>.</param>
/// <param name="Keys">The parts of the key path.</param>
/// <param name="Node">Where it was written.</param>
/// <param name="Points">Its values, at least one.</param>
internal sealed record SweepAxis(string Key, IReadOnlyList<string> Keys, SourceNode Node, IReadOnlyList<SweepPoint> Points)
{
    /// <summary>True if its values were written as a map of named variants.</summary>
    public bool Named { get; init; }
}

/// <summary>One value of an axis.</summary>
/// <param name="Name">Its name, if it is a named variant.</param>
/// <param name="Value">The value as written.</param>
internal sealed record SweepPoint(string? Name, SourceNode Value)
{
    /// <summary>What results call it: its name, or its value as the option's type reads it.</summary>
    public JsonNode Label(JsonNode? value) => Name ?? value?.DeepClone() ?? "null";
}
