using System.Text.Json;
using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>The lines of <c>run --json</c>: one value of one cell each, or the failure of a cell.</summary>
/// <remarks>
/// Values: <c>{"cell":3,"axes":{"schedule:steps":16},"metric":"kl","value":0.0123,"error":null,"method":"curve","samples":null}</c>;
/// then <c>"index"</c> if it is one of a list, and <c>"note"</c> if there is one.
/// Failures: <c>{"cell":3,"axes":{…},"failure":{"plugin":…,"message":…}}</c>.
/// Not thread-safe.
/// </remarks>
internal sealed class JsonLines(TextWriter output)
{
    /// <summary>Writes a cell and flushes, so that a reader at the other end of a pipe has it at once.</summary>
    public void Write(CellPlace cell, CellResult result)
    {
        if (result.Failure is { } failure)
        {
            Line(Failure(cell, failure));
        }
        else
        {
            foreach (var value in result.Values)
            {
                Line(Value(cell, value));
            }
        }

        output.Flush();
    }

    /// <summary>The line of a value.</summary>
    public static string Value(CellPlace cell, MetricValue value) => Json.Object(writer =>
    {
        writer.WriteNumber("cell", cell.Index);
        writer.Axes(cell.Axes);
        Fields(writer, value);
    });

    /// <summary>The line of a failed cell.</summary>
    public static string Failure(CellPlace cell, CellFailure failure) => Json.Object(writer =>
    {
        writer.WriteNumber("cell", cell.Index);
        writer.Axes(cell.Axes);
        writer.WriteStartObject("failure");
        writer.WriteString("plugin", failure.Plugin);
        writer.WriteString("message", failure.Message);
        writer.WriteEndObject();
    });

    /// <summary>The fields of a value, without the cell's.</summary>
    public static void Fields(Utf8JsonWriter writer, MetricValue value)
    {
        writer.WriteString("metric", value.Metric);
        writer.Number("value", value.Value);
        writer.Number("error", value.Error);
        writer.WriteString("method", value.Method);
        if (value.Samples is { } samples)
        {
            writer.WriteNumber("samples", samples);
        }
        else
        {
            writer.WriteNull("samples");
        }

        if (value.Index is { } index)
        {
            writer.WriteNumber("index", index);
        }

        if (value.Note is { } note)
        {
            writer.WriteString("note", note);
        }
    }

    private void Line(string line)
    {
        output.Write(line);
        output.Write('\n');
    }
}
