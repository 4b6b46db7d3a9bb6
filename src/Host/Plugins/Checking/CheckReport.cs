using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Unmask.Host.Plugins.Checking;

/// <summary>How far a process that loads an assembly got: a file with one JSON object a line, so that nothing a plugin prints, and no
/// way it ends the process, can spoil what was written before.</summary>
/// <param name="path">The file.</param>
internal sealed class CheckReport(string path)
{
    private static readonly JsonSerializerOptions _written = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Writes which classes are to be tried, after the assembly itself was loaded.</summary>
    public void Loaded(IReadOnlyList<string> classes) => Write(new Line { Classes = classes });

    /// <summary>Writes that something begins with the next class.</summary>
    public void Begin(Doing doing) => Write(new Line { Began = doing });

    /// <summary>Writes what came of a class.</summary>
    public void End(ClassCheck result) => Write(new Line { Ended = result });

    /// <summary>Writes that the assembly as a whole is refused.</summary>
    public void Refuse(string reason) => Write(new Line { Refusal = reason });

    /// <summary>Writes that everything was tried.</summary>
    /// <param name="natives">The native libraries that were loaded meanwhile.</param>
    public void Finish(IReadOnlyList<string> natives) => Write(new Line { Natives = natives });

    /// <summary>Reads what was written; a last line that is cut counts as not written.</summary>
    public CheckProgress Read()
    {
        var progress = CheckProgress.None;
        foreach (var text in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (Parse(text) is not { } line)
            {
                break;
            }

            progress = line switch
            {
                { Classes: { } classes } => progress with { Classes = classes },
                { Began: { } doing } => progress with { Doing = doing },
                { Ended: { } ended } => progress with { Ended = [.. progress.Ended, ended] },
                _ => progress with { Refusal = line.Refusal, Natives = line.Natives ?? [] },
            };
        }

        return progress;
    }

    private static Line? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Write(Line line) => File.AppendAllText(path, JsonSerializer.Serialize(line, _written) + "\n", new UTF8Encoding(false));

    private sealed record Line
    {
        public IReadOnlyList<string>? Classes { get; init; }

        public Doing? Began { get; init; }

        public ClassCheck? Ended { get; init; }

        public string? Refusal { get; init; }

        public IReadOnlyList<string>? Natives { get; init; }
    }
}
