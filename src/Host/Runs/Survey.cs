using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unmask.Host.Runs;

/// <summary>What composing a pipeline told about its cells, for whoever reads the results without its plugins: <c>survey.json</c>.</summary>
/// <param name="Notes">What has no effect in which cells, and which metrics are left out of which and why, a line each.</param>
/// <param name="Lengths">How many tokens each cell generates, or null: the L of fits against L/T − 1.</param>
internal sealed record Survey(IReadOnlyList<string> Notes, IReadOnlyList<int?> Lengths)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "survey.json";

    /// <summary>Nothing told.</summary>
    public static Survey Empty { get; } = new([], []);

    /// <summary>Reads the survey of a run folder; empty if it has none.</summary>
    public static Survey Read(string folder)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder, FileName))) is JsonObject file
                ? new Survey(
                    [.. (file["notes"] as JsonArray ?? []).Select(note => note!.GetValue<string>())],
                    [.. (file["lengths"] as JsonArray ?? []).Select(length => length?.GetValue<int>())])
                : Empty;
        }
        catch (Exception exception) when (exception is JsonException or IOException or InvalidOperationException)
        {
            return Empty;
        }
    }

    /// <summary>How many tokens a cell generates, or null.</summary>
    public int? Length(int cell) => cell < Lengths.Count ? Lengths[cell] : null;

    /// <summary>The file's text.</summary>
    public override string ToString() => Json.Object(writer =>
    {
        writer.WriteStartArray("notes");
        foreach (var note in Notes)
        {
            writer.WriteStringValue(note);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("lengths");
        foreach (var length in Lengths)
        {
            if (length is { } known)
            {
                writer.WriteNumberValue(known);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }) + "\n";
}
