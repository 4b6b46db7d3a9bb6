using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Unmask.Host.Runs;

/// <summary>What happened when: <c>log.jsonl</c>, one JSON object a line, beginning with <c>time</c> (UTC) and <c>event</c>.</summary>
/// <remarks>Appended to by every host that works on the folder. Not thread-safe.</remarks>
internal sealed class RunLog : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "log.jsonl";

    private readonly StreamWriter _file;
    private readonly TimeProvider _clock;

    /// <summary>Opens the log of a folder; a last line that was cut by a crash is closed first.</summary>
    public RunLog(string folder, TimeProvider clock)
    {
        var stream = new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        var cut = stream.Length > 0 && stream.Seek(-1, SeekOrigin.End) >= 0 && stream.ReadByte() != '\n';
        stream.Seek(0, SeekOrigin.End);
        _file = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        _clock = clock;
        if (cut)
        {
            _file.WriteLine();
        }
    }

    /// <summary>A moment as the log writes it.</summary>
    public static string Time(DateTimeOffset utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Appends one line.</summary>
    public void Write(string happened, Action<Utf8JsonWriter>? fields = null) => _file.WriteLine(Json.Object(writer =>
    {
        writer.WriteString("time", Time(_clock.GetUtcNow()));
        writer.WriteString("event", happened);
        fields?.Invoke(writer);
    }));

    /// <summary>What a log tells, in order; lines that a crash has cut are passed over, and a folder without a log tells nothing.</summary>
    /// <remarks>Read as it is asked for, also while a host writes.</remarks>
    public static IEnumerable<JsonElement> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            yield break;
        }

        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (Event(line) is { } happened)
            {
                yield return happened;
            }
        }
    }

    /// <summary>The process that last started on a folder, as a log says it, such as <c>process 41 on lab3</c>; null if it does not.</summary>
    public static string? LastHost(string folder)
    {
        try
        {
            return Read(folder).Where(happened => happened.GetProperty("event").ValueEquals("started")).TakeLast(1)
                .Select(started => $"process {started.GetProperty("process").GetInt32()} on {started.GetProperty("machine").GetString()}").FirstOrDefault();
        }
        catch (Exception exception) when (exception is IOException or KeyNotFoundException or InvalidOperationException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // What could not be written was reported when it was tried first.
        }
    }

    private static JsonElement? Event(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && IsText(root, "time") && IsText(root, "event") ? root.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }

        static bool IsText(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String;
    }
}
