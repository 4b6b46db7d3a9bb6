using System.Text.Json.Nodes;

namespace Unmask.Host.Configuration;

/// <summary>Which cell it is: what is known of it without its plugins.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Id">The hash of its canonical configuration, the plugins' and input files' contents, and the seed.</param>
/// <param name="Axes">The value, or the variant's name, on each axis.</param>
internal record CellPlace(int Index, string Id, IReadOnlyDictionary<string, JsonNode> Axes);
