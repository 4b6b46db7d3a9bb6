using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unmask.Host.Runs;

/// <summary>How JSON is written everywhere in a run: readable text, shortest numbers that read back equal, <c>\n</c> line ends.</summary>
internal static class Json
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonWriterOptions Document = OneLine with { Indented = true, NewLine = "\n" };

    /// <summary>One object on one line, without the line's end.</summary>
    public static string Object(Action<Utf8JsonWriter> fields) => Text(OneLine, writer => Braced(writer, fields));

    /// <summary>Whatever is written, on one line.</summary>
    public static string Line(Action<Utf8JsonWriter> write) => Text(OneLine, write);

    /// <summary>A document over several lines, with a last line's end.</summary>
    public static string Indented(Action<Utf8JsonWriter> fields) => Text(Document, writer => Braced(writer, fields)) + "\n";

    /// <summary>A document over several lines, with a last line's end.</summary>
    public static string Indented(JsonNode node) => Text(Document, writer => node.WriteTo(writer)) + "\n";

    /// <summary>A node on one line.</summary>
    public static string OnOneLine(JsonNode? node) => node is null ? "null" : Text(OneLine, writer => node.WriteTo(writer));

    /// <summary>A node on one line; a text without its quotes.</summary>
    public static string Plain(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : OnOneLine(node);

    /// <summary>Writes a double in its shortest round-trip form; <c>"Infinity"</c>, <c>"-Infinity"</c>, <c>"NaN"</c> as texts; null as null.</summary>
    public static void Number(this Utf8JsonWriter writer, string name, double? value)
    {
        writer.WritePropertyName(name);
        writer.NumberValue(value);
    }

    /// <summary>Writes numbers as an array, each as <see cref="Number"/> does.</summary>
    public static void Numbers(this Utf8JsonWriter writer, string name, IEnumerable<double?> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.NumberValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Number"/> wrote.</summary>
    /// <exception cref="FormatException">It is neither null, a number, nor one of the three texts.</exception>
    public static double? ReadNumber(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => element.GetDouble(),
        _ => element.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var other => throw new FormatException($"Expected a number, got \"{other}\"."),
        },
    };

    /// <summary>Writes the axes of a cell as an object.</summary>
    public static void Axes(this Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonNode> axes)
    {
        writer.WriteStartObject("axes");
        foreach (var (axis, value) in axes)
        {
            writer.WritePropertyName(axis);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a double as <see cref="Number"/> does, without a name.</summary>
    public static void NumberValue(this Utf8JsonWriter writer, double? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case { } number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case { } number:
                writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
        }
    }

    private static void Braced(Utf8JsonWriter writer, Action<Utf8JsonWriter> fields)
    {
        writer.WriteStartObject();
        fields(writer);
        writer.WriteEndObject();
    }

    private static string Text(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
