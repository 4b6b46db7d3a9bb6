using System.Globalization;

namespace Unmask.Host.Plugins.Checking;

/// <summary>How a process that loads an assembly ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal where one ended it.</param>
/// <param name="GaveUpAfter">The time limit if it was killed for that, or null.</param>
/// <param name="Errors">The beginning of what it wrote to its standard error.</param>
internal sealed record CheckEnd(int ExitCode, TimeSpan? GaveUpAfter, string Errors)
{
    private const int Signalled = 128;
    private const int Sigkill = 9;

    private static readonly Dictionary<int, string> _signals = new()
    {
        [1] = "SIGHUP", [2] = "SIGINT", [4] = "SIGILL", [6] = "SIGABRT", [7] = "SIGBUS", [8] = "SIGFPE", [Sigkill] = "SIGKILL", [11] = "SIGSEGV", [15] = "SIGTERM",
    };

    /// <summary>Whether it was most likely somebody else who ended it, a terminal or a system that runs out of memory: the same plugin may pass at another time.</summary>
    public bool IsKilled => GaveUpAfter is null && ExitCode - Signalled is 1 or 2 or Sigkill or 15;

    /// <summary>What a plugin did to end it so, in words.</summary>
    /// <param name="doing">What was being done with the plugin.</param>
    public string Words(Doing doing)
    {
        var (active, passive) = doing == Doing.Load ? ("loading", "loaded") : ("constructing", "constructed");
        if (GaveUpAfter is { } limit)
        {
            return $"did not finish {active} within {limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s";
        }

        var first = Errors.AsSpan().TrimStart();
        first = first[..(first.IndexOfAny('\r', '\n') is >= 0 and var end ? end : first.Length)].TrimEnd();
        return first.StartsWith("Stack overflow", StringComparison.Ordinal) ? $"overflowed the stack while being {passive}"
            : first.StartsWith("Out of memory", StringComparison.Ordinal) ? $"ran out of memory while being {passive}"
            : first.StartsWith("Unhandled exception", StringComparison.Ordinal) ? $"ended the process while being {passive}: {first}"
            : ExitCode > Signalled && _signals.TryGetValue(ExitCode - Signalled, out var signal) ? $"ended the process with {signal} while being {passive}{(ExitCode == Signalled + Sigkill ? ", as a system that runs out of memory does" : "")}"
            : $"ended the process with exit code {ExitCode} while being {passive}";
    }
}
