using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Comparing;

/// <summary>What stands in one column of a comparison: a run, or the cells of a run at one value of the axes that are compared.</summary>
/// <param name="Name">What it is called, such as <c>noisy</c> or <c>steps=16</c>.</param>
/// <param name="Run">Its run.</param>
/// <param name="At">Its values on the axes that are compared; empty for a whole run.</param>
internal sealed record Comparand(string Name, StoredRun Run, IReadOnlyDictionary<string, JsonNode> At)
{
    /// <summary>Its cells.</summary>
    public IEnumerable<CellPlace> Cells => Run.Cells.Where(cell => At.All(axis => cell.Axes.TryGetValue(axis.Key, out var value) && JsonNode.DeepEquals(value, axis.Value)));

    /// <summary>The seed of one of its cells.</summary>
    public string Seed(CellPlace cell) => Json.Plain(cell.Axes.TryGetValue(Sections.Seed, out var seed) ? seed : Run.Pipeline[Sections.Seed]);
}
