using System.Globalization;

namespace Unmask.Host.Plugins.Checking;

/// <summary>How a process that runs code of plugins ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal where one ended it.</param>
/// <param name="GaveUpAfter">The time limit if it was killed for that, or null.</param>
/// <param name="Errors">What was kept of what it wrote to its standard error.</param>
internal sealed record CheckEnd(int ExitCode, TimeSpan? GaveUpAfter, string Errors)
{
    private const int Signalled = 128;
    private const int Sigkill = 9;
    private const string StackOverflow = "Stack overflow";
    private const string OutOfMemory = "Out of memory";
    private const string Terminated = "Process terminated.";

    /// <summary>How the runtime begins to say why it ends a process.</summary>
    private static readonly string[] _lastWords = [StackOverflow, OutOfMemory, Terminated, "Unhandled exception", "Fatal error"];

    private static readonly Dictionary<int, string> _signals = new()
    {
        [1] = "SIGHUP", [2] = "SIGINT", [4] = "SIGILL", [6] = "SIGABRT", [7] = "SIGBUS", [8] = "SIGFPE", [Sigkill] = "SIGKILL", [11] = "SIGSEGV", [15] = "SIGTERM",
    };

    /// <summary>Whether it was most likely somebody else who ended it, a terminal or a system that runs out of memory: the same plugin may pass at another time.</summary>
    public bool IsKilled => GaveUpAfter is null && ExitCode - Signalled is 1 or 2 or Sigkill or 15;

    /// <summary>Whether it ended for want of memory.</summary>
    public bool RanOut => LastWords is [var word, ..] && (word.StartsWith(OutOfMemory, StringComparison.Ordinal) || word.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal));

    private List<string> LastWords => [.. Errors.Split('\n').Select(line => line.Trim()).SkipWhile(line => !Array.Exists(_lastWords, words => line.StartsWith(words, StringComparison.Ordinal))).Take(2)];

    /// <summary>What a plugin did to end it so, in words.</summary>
    /// <param name="doing">What was being done with the plugin.</param>
    public string Words(Doing doing) => doing == Doing.Load ? Words("loading", "being loaded") : Words("constructing", "being constructed");

    /// <summary>What a plugin did to end it so, in words.</summary>
    /// <param name="unfinished">What it did not finish, if there was a time limit.</param>
    /// <param name="meanwhile">What was going on.</param>
    public string Words(string unfinished, string meanwhile)
    {
        if (GaveUpAfter is { } limit)
        {
            return $"did not finish {unfinished} within {limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s";
        }

        var lines = LastWords;
        return lines is [var word, ..]
            ? word.StartsWith(StackOverflow, StringComparison.Ordinal) ? $"overflowed the stack while {meanwhile}"
            : RanOut ? $"ran out of memory while {meanwhile}"
            : $"ended the process while {meanwhile}: {(word == Terminated && lines.Count > 1 ? $"{word} {lines[1]}" : word)}"
            : ExitCode > Signalled && _signals.TryGetValue(ExitCode - Signalled, out var signal) ? $"ended the process with {signal} while {meanwhile}{(ExitCode == Signalled + Sigkill ? ", as a system that runs out of memory does" : "")}"
            : $"ended the process with exit code {ExitCode} while {meanwhile}";
    }
}
