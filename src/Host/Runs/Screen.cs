using System.Text;
using Spectre.Console;

namespace Unmask.Host.Runs;

/// <summary>The two outputs of the process, and what is at their other end.</summary>
/// <param name="output">Standard output: results, and nothing else with <c>--json</c>.</param>
/// <param name="error">Standard error: progress and messages.</param>
/// <param name="table">Makes <see cref="Table"/>.</param>
/// <param name="bars">Makes <see cref="Bars"/>.</param>
/// <param name="width">The width of lines on standard output: the terminal's, or <see cref="Wide"/>.</param>
internal sealed class Screen(TextWriter output, TextWriter error, Func<IAnsiConsole> table, Func<IAnsiConsole>? bars, int width = Screen.Wide)
{
    /// <summary>The width of a table that no terminal limits.</summary>
    public const int Wide = 4000;

    /// <summary>Standard output: results, and nothing else with <c>--json</c>.</summary>
    public TextWriter Out { get; } = output;

    /// <summary>Standard error: progress and messages.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Standard output for tables: coloured and as wide as the terminal, or plain and wide.</summary>
    public IAnsiConsole Table => field ??= table();

    /// <summary>Standard error for progress bars, or null if it is no terminal.</summary>
    public IAnsiConsole? Bars => field ??= bars?.Invoke();

    /// <summary>How wide a line on standard output may be.</summary>
    public int Width { get; } = width;

    /// <summary>Standard output for bytes, once nothing else is written to it.</summary>
    /// <exception cref="Configuration.UserErrorException">It is a terminal.</exception>
    public Stream OpenOut()
    {
        Out.Flush();
        return Console.IsOutputRedirected
            ? Console.OpenStandardOutput()
            : throw new Configuration.UserErrorException("command line", "", "standard output is a terminal, which cannot show bytes; send it to a file or to another program");
    }

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
            () => Console.IsOutputRedirected ? Plain(output) : Terminal(output),
            Console.IsErrorRedirected ? null : () => Terminal(error),
            Console.IsOutputRedirected ? Wide : TerminalWidth());
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
        console.Profile.Width = TerminalWidth();
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static int TerminalWidth() => Math.Max(40, Console.WindowWidth);

    private static StreamWriter Stream(Stream stream) => new(stream, new UTF8Encoding(false)) { NewLine = "\n" };
}
