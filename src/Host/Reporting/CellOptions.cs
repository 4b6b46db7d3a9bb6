using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Reporting;

/// <summary>Options of a cell as its run folder tells them: the resolved pipeline with the cell's place on the axes put in.</summary>
internal static class CellOptions
{
    /// <summary>An option of a section's component.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="section">A section, such as <c>schedule</c>.</param>
    /// <param name="option">An option, such as <c>steps</c>.</param>
    /// <returns>Its value, or null if it has none.</returns>
    public static JsonNode? Find(StoredRun run, CellPlace cell, string section, string option)
    {
        if (cell.Axes.TryGetValue($"{section}{Sections.Separator}{option}", out var own))
        {
            return Swept(run, $"{section}{Sections.Separator}{option}", own);
        }

        var component = cell.Axes.TryGetValue(section, out var variant) ? Swept(run, section, variant) : run.Pipeline[section];
        return (component as JsonObject)?[option];
    }

    /// <summary>The same if it is a number.</summary>
    public static double? Number(StoredRun run, CellPlace cell, string section, string option) =>
        Find(run, cell, section, option) is { } node && node.GetValueKind() == JsonValueKind.Number
            ? double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static JsonNode? Swept(StoredRun run, string axis, JsonNode label) =>
        run.Pipeline[Sections.Sweep]?[axis] is JsonObject variants && label.GetValueKind() == JsonValueKind.String && variants[label.GetValue<string>()] is { } variant ? variant : label;
}
