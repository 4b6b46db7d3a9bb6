using System.Text;
using System.Text.Json;

namespace Unmask.Host.Plugins.Checking;

/// <summary>How far a process that loads an assembly got: a file with one JSON object a line, so that nothing a plugin prints, and no
/// way it ends the process, can spoil what was written before.</summary>
/// <param name="path">The file.</param>
internal sealed class CheckReport(string path)
{
    /// <summary>Writes that something begins: the line that is last when the process ends says what ended it.</summary>
    /// <param name="typeName">The class, or null for the assembly.</param>
    /// <param name="doing">What is done with it, such as <c>load</c>: a word for "did not finish …ing".</param>
    public void Begin(string? typeName, Doing doing) => Write(new Line { Doing = doing, Began = typeName });

    /// <summary>Writes what came of a class.</summary>
    public void End(ClassCheck result) => Write(new Line { Ended = result });

    /// <summary>Writes that the assembly as a whole is refused.</summary>
    public void Refuse(string reason) => Write(new Line { Refusal = reason });

    /// <summary>Writes that everything was tried.</summary>
    /// <param name="natives">The native libraries that were loaded meanwhile.</param>
    public void Finish(IReadOnlyList<string> natives) => Write(new Line { Natives = natives });

    /// <summary>Reads what was written; a last line that is cut counts as not written.</summary>
    public Progress Read()
    {
        var progress = new Progress(null, [], null, Doing.Load, null);
        foreach (var text in File.ReadLines(path))
        {
            if (Parse(text) is not { } line)
            {
                break;
            }

            progress = line switch
            {
                { Refusal: { } reason } => progress with { Refusal = reason },
                { Ended: { } ended } => progress with { Ended = [.. progress.Ended, ended], Current = null },
                { Natives: { } natives } => progress with { Natives = natives },
                _ => progress with { Current = line.Began, Doing = line.Doing },
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

    private void Write(Line line) => File.AppendAllText(path, JsonSerializer.Serialize(line) + "\n", new UTF8Encoding(false));

    /// <summary>What a report says.</summary>
    /// <param name="Refusal">Why the assembly is refused, or null.</param>
    /// <param name="Ended">The classes that are done with.</param>
    /// <param name="Current">The class that was begun and not ended, or null.</param>
    /// <param name="Doing">What was being done last.</param>
    /// <param name="Natives">The native libraries loaded; null if the end was not reached.</param>
    internal sealed record Progress(string? Refusal, IReadOnlyList<ClassCheck> Ended, string? Current, Doing Doing, IReadOnlyList<string>? Natives)
    {
        /// <summary>Whether there is nothing left to try.</summary>
        public bool IsComplete => Refusal is not null || Natives is not null;
    }

    private sealed record Line
    {
        public Doing Doing { get; init; }

        public string? Began { get; init; }

        public ClassCheck? Ended { get; init; }

        public string? Refusal { get; init; }

        public IReadOnlyList<string>? Natives { get; init; }
    }
}

/// <summary>What is done with an assembly or a class.</summary>
internal enum Doing
{
    /// <summary>It is loaded, and its initialisers run.</summary>
    Load,

    /// <summary>It is constructed.</summary>
    Construct,
}
