using System.Text.Json.Nodes;

namespace Unmask.Host.Comparing;

/// <summary>One value of a metric at one place on the other axes, of every comparand.</summary>
/// <param name="Axes">The place.</param>
/// <param name="Metric">The value's name.</param>
/// <param name="Index">Its place in a list, or null.</param>
/// <param name="Better">Which way it is better.</param>
/// <param name="Values">The values in the order of the comparands; null where there is none.</param>
/// <param name="Compared">The differences to the first of them; null for that, and where one of the two is missing.</param>
internal sealed record ComparedRow(
    IReadOnlyDictionary<string, JsonNode> Axes, string Metric, int? Index, Better Better, IReadOnlyList<Measured?> Values, IReadOnlyList<Compared?> Compared)
{
    /// <summary>Its name with its place in a list.</summary>
    public string Title => Index is { } index ? $"{Metric}[{index}]" : Metric;
}
