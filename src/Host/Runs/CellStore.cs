using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Unmask.Host.Runs;

/// <summary>The finished cells of a run: one file each, <c>cells/&lt;id&gt;.json</c>, written whole or not at all.</summary>
/// <remarks>
/// A file is one JSON object whose first line holds the SHA-256 of all bytes after that line: a file that was cut, changed or
/// renamed is not read. Nothing in it depends on the time, the machine or the folder, so the same cell gives the same bytes.
/// </remarks>
internal sealed class CellStore(string folder)
{
    private const string Opening = "{\"sha256\":\"";
    private const string Closing = "\",\n";
    private const int Header = 11 + 64 + 3;

    /// <summary>The folder of the files.</summary>
    public string Folder => folder;

    /// <summary>The file of a cell.</summary>
    public string PathOf(string id) => Path.Combine(folder, id + ".json");

    /// <summary>The ids of the cells that have a file, whole or not.</summary>
    public IEnumerable<string> Ids() => Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>Forgets the result of a cell.</summary>
    public void Delete(string id) => File.Delete(PathOf(id));

    /// <summary>Keeps the result of a cell. A worker of a host that was killed may do so at the same moment as one of the next host.</summary>
    public void Write(string id, CellResult result)
    {
        var body = Encoding.UTF8.GetBytes(Body(id, result));
        var header = Encoding.ASCII.GetBytes(Opening + Convert.ToHexStringLower(SHA256.HashData(body)) + Closing);
        AtomicFile.WriteAlone(PathOf(id), [.. header, .. body]);
    }

    /// <summary>Removes what processes left behind that were ended while they wrote one of these cells.</summary>
    public void RemoveUnfinished(IEnumerable<string> ids)
    {
        var own = ids.ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*" + AtomicFile.Unfinished))
        {
            if (own.Contains(Path.GetFileName(file).Split('.')[0]))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Reads the result of a cell.</summary>
    /// <param name="id">The cell's id.</param>
    /// <param name="damaged">True if there is a file that is not what was written.</param>
    /// <returns>The result, or null if there is none that can be trusted.</returns>
    public CellResult? Read(string id, out bool damaged)
    {
        damaged = false;
        var path = PathOf(id);
        if (!File.Exists(path))
        {
            return null;
        }

        var result = Parse(id, File.ReadAllBytes(path));
        damaged = result is null;
        return result;
    }

    private static string Body(string id, CellResult result)
    {
        var text = new StringBuilder($"\"id\":{JsonSerializer.Serialize(id)}");
        if (result.Failure is { } failure)
        {
            text.Append(",\n\"failure\":").Append(Json.Object(writer =>
            {
                writer.WriteString("plugin", failure.Plugin);
                writer.WriteString("message", failure.Message);
                writer.WriteString("detail", failure.Detail);
            }));
        }

        text.Append(",\n\"values\":[");
        for (var n = 0; n < result.Values.Count; n++)
        {
            var value = result.Values[n];
            text.Append(n == 0 ? "\n" : ",\n").Append(Json.Object(writer =>
            {
                JsonLines.Fields(writer, value);
                Further(writer, value);
            }));
        }

        text.Append("\n]");
        if (result.Draws.Count > 0)
        {
            text.Append(",\n\"draws\":[\n").AppendJoin(",\n", result.Draws.Select(DrawJson.Write)).Append("\n]");
        }

        if (result.NoDraws is { } missing)
        {
            text.Append(",\n\"noDraws\":").Append(Json.OnOneLine(missing));
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>What only comparisons of cells need.</summary>
    private static void Further(Utf8JsonWriter writer, MetricValue value)
    {
        if (value.Better != Better.Neither)
        {
            writer.WriteString("better", value.Better == Better.Smaller ? "smaller" : "larger");
        }

        if (value.Parts is { } parts)
        {
            writer.WriteStartArray("parts");
            foreach (var part in parts)
            {
                writer.WriteNumberValue(part);
            }

            writer.WriteEndArray();
        }
    }

    private static CellResult? Parse(string id, byte[] contents)
    {
        if (contents.Length < Header)
        {
            return null;
        }

        var expected = Opening + Convert.ToHexStringLower(SHA256.HashData(contents.AsSpan(Header))) + Closing;
        if (!contents.AsSpan(0, Header).SequenceEqual(Encoding.ASCII.GetBytes(expected)))
        {
            return null;
        }

        using var document = JsonDocument.Parse(contents);
        var root = document.RootElement;
        if (root.GetProperty("id").GetString() != id)
        {
            return null;
        }

        var failure = root.TryGetProperty("failure", out var failed)
            ? new CellFailure(failed.GetProperty("plugin").GetString()!, failed.GetProperty("message").GetString()!, failed.GetProperty("detail").GetString())
            : null;
        return new CellResult([.. root.GetProperty("values").EnumerateArray().Select(Value)], failure)
        {
            Draws = root.TryGetProperty("draws", out var draws) ? [.. draws.EnumerateArray().Select(DrawJson.Read)] : [],
            NoDraws = root.TryGetProperty("noDraws", out var missing) ? missing.GetString() : null,
        };
    }

    private static MetricValue Value(JsonElement element) => new(
        element.GetProperty("metric").GetString()!,
        element.GetProperty("value").ReadNumber()!.Value,
        element.GetProperty("error").ReadNumber(),
        element.GetProperty("method").GetString()!,
        element.GetProperty("samples") is { ValueKind: JsonValueKind.Number } samples ? samples.GetInt64() : null,
        element.TryGetProperty("index", out var index) ? index.GetInt32() : null,
        element.TryGetProperty("note", out var note) ? note.GetString() : null)
    {
        Better = element.TryGetProperty("better", out var better) ? better.GetString() == "smaller" ? Better.Smaller : Better.Larger : Better.Neither,
        Parts = element.TryGetProperty("parts", out var parts) ? [.. parts.EnumerateArray().Select(part => part.GetDouble())] : null,
    };
}
