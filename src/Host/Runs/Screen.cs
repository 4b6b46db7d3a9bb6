using System.Text;
using Spectre.Console;

namespace Unmask.Host.Runs;

/// <summary>The two outputs of the process, and what is at their other end.</summary>
/// <param name="Out">Standard output: results, and nothing else with <c>--json</c>.</param>
/// <param name="Error">Standard error: progress and messages.</param>
/// <param name="Table">Standard output for tables: coloured and as wide as the terminal, or plain and wide.</param>
/// <param name="Bars">Standard error for progress bars, or null if it is no terminal.</param>
internal sealed record Screen(TextWriter Out, TextWriter Error, IAnsiConsole Table, IAnsiConsole? Bars)
{
    /// <summary>The width of a table that no terminal limits.</summary>
    public const int Wide = 4000;

    /// <summary>The process's own outputs, in UTF-8.</summary>
    public static Screen Process()
    {
        var output = Stream(Console.OpenStandardOutput());
        var error = Stream(Console.OpenStandardError());
        error.AutoFlush = true;

        // What a plugin prints is a message; standard output carries results.
        Console.SetOut(error);
        return new Screen(
            output, error,
            Console.IsOutputRedirected ? Plain(output) : Terminal(output),
            Console.IsErrorRedirected ? null : Terminal(error));
    }

    /// <summary>A console without colours that never breaks a line.</summary>
    public static IAnsiConsole Plain(TextWriter writer, int width = Wide)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static IAnsiConsole Terminal(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = Math.Max(40, Console.WindowWidth);
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static StreamWriter Stream(Stream stream) => new(stream, new UTF8Encoding(false)) { NewLine = "\n" };
}
