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

    /// <summary>Appends one line.</summary>
    public void Write(string happened, Action<Utf8JsonWriter>? fields = null) => _file.WriteLine(Json.Object(writer =>
    {
        writer.WriteString("time", _clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("event", happened);
        fields?.Invoke(writer);
    }));

    /// <summary>The process that last started on a folder, as a log says it, such as <c>process 41 on lab3</c>; null if it does not.</summary>
    public static string? LastHost(string folder)
    {
        try
        {
            using var stream = new FileStream(Path.Combine(folder, FileName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            string? last = null;
            while (reader.ReadLine() is { } line)
            {
                last = line.Contains("\"event\":\"started\"", StringComparison.Ordinal) ? line : last;
            }

            if (last is null)
            {
                return null;
            }

            using var document = JsonDocument.Parse(last);
            return $"process {document.RootElement.GetProperty("process").GetInt32()} on {document.RootElement.GetProperty("machine").GetString()}";
        }
        catch (Exception exception) when (exception is IOException or JsonException or KeyNotFoundException or InvalidOperationException or UnauthorizedAccessException)
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
}
