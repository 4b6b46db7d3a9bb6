using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Results;

/// <summary>The columns of a run's results: where a row stands in the sweep, a column an axis, and what was measured there.</summary>
/// <remarks>
/// An axis is a column of its own name: of 64-bit integers if all its values are such, else of doubles if all are numbers, of truth values,
/// or else of texts. SQL takes no notice of capitals in a name: an axis that is named like another column is called <c>axis:NAME</c>, and
/// <c>seed</c> is the column <c>seed</c> whether it is an axis or not.
/// </remarks>
internal static class ResultColumns
{
    /// <summary>What precedes the name of an axis that another column is named like.</summary>
    public const string AxisPrefix = "axis:";

    /// <summary>The columns, in order.</summary>
    /// <param name="cells">All cells of the run: they decide the types of the axes.</param>
    public static IReadOnlyList<ResultColumn> Of(IReadOnlyList<CellPlace> cells)
    {
        ResultColumn[] place = [ResultColumn.Of("cell", row => (long)row.Cell.Index)];
        ResultColumn[] measured =
        [
            ResultColumn.OfText("axes", PerCell(Axes)),
            ResultColumn.Of(Sections.Seed, row => row.Seed),
            ResultColumn.OfOptionalText("metric", row => row.Value?.Metric),
            ResultColumn.OfOptional("index", row => (long?)row.Value?.Index),
            ResultColumn.OfOptional("value", row => row.Value?.Value),
            ResultColumn.OfOptional("error", row => row.Value?.Error),
            ResultColumn.OfOptionalText("method", row => row.Value?.Method),
            ResultColumn.OfOptional("samples", row => row.Value?.Samples),
            ResultColumn.OfOptionalText("note", row => row.Value?.Note),
            ResultColumn.OfOptionalText("failure_plugin", row => row.Failure?.Plugin),
            ResultColumn.OfOptionalText("failure_message", row => row.Failure?.Message),
        ];
        var taken = place.Concat(measured).Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> axes = cells.Count == 0 ? [] : cells[0].Axes.Keys;
        return [.. place, .. axes.Where(axis => axis != Sections.Seed).Select(axis => Axis(axis, Name(axis, taken), cells)), .. measured];
    }

    /// <summary>A name that no column has yet.</summary>
    private static string Name(string axis, HashSet<string> taken)
    {
        var name = axis;
        while (!taken.Add(name))
        {
            name = AxisPrefix + name;
        }

        return name;
    }

    private static ResultColumn Axis(string axis, string name, IReadOnlyList<CellPlace> cells)
    {
        bool All(Func<JsonNode, bool> kind) => cells.All(cell => kind(cell.Axes[axis]));
        Func<ResultRow, T> Value<T>(Func<JsonNode, T> read) => PerCell(cell => read(cell.Axes[axis]));
        return All(value => Integer(value) is not null) ? ResultColumn.Of(name, Value(value => Integer(value)!.Value))
            : All(value => value.GetValueKind() == JsonValueKind.Number) ? ResultColumn.Of(name, Value(Number))
            : All(value => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False) ? ResultColumn.Of(name, Value(value => value.GetValue<bool>()))
            : ResultColumn.OfText(name, Value(Json.Plain));
    }

    /// <summary>What is the same in all rows of a cell, found once for rows that follow each other.</summary>
    private static Func<ResultRow, T> PerCell<T>(Func<CellPlace, T> value)
    {
        CellPlace? last = null;
        var kept = default(T)!;
        return row =>
        {
            if (!ReferenceEquals(row.Cell, last))
            {
                (last, kept) = (row.Cell, value(row.Cell));
            }

            return kept;
        };
    }

    private static string Axes(CellPlace cell) => Json.Object(writer =>
    {
        foreach (var (axis, value) in cell.Axes)
        {
            writer.WritePropertyName(axis);
            value.WriteTo(writer);
        }
    });

    private static long? Integer(JsonNode value) => value.GetValueKind() == JsonValueKind.Number
        && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? integer : null;

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
