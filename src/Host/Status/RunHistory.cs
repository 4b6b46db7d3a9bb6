using System.Text.Json;
using Unmask.Host.Runs;

namespace Unmask.Host.Status;

/// <summary>The last session of a run as <c>log.jsonl</c> tells it: who works on it, since when, at which cells.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Machine">The machine it runs on.</param>
/// <param name="Started">When it began, UTC.</param>
/// <param name="Last">When something was last written, UTC.</param>
/// <param name="End"><c>finished</c> or <c>stopped</c>, or null if it did not say how it ended.</param>
/// <param name="Measured">How many cells it measured.</param>
/// <param name="AtWork">The cells that it began and did not end, by number, and when each began.</param>
internal sealed record RunHistory(
    int Process, string Machine, DateTimeOffset Started, DateTimeOffset Last, string? End, int Measured, IReadOnlyDictionary<int, DateTimeOffset> AtWork)
{
    private static readonly string[] Ends = ["finished", "stopped"];

    /// <summary>Reads it; null if there is no session in the log.</summary>
    public static RunHistory? Read(string folder)
    {
        var atWork = new SortedDictionary<int, DateTimeOffset>();
        return RunLog.Read(folder).Aggregate((RunHistory?)null, (history, happened) => After(history, happened, atWork));
    }

    private static RunHistory? After(RunHistory? history, JsonElement happened, SortedDictionary<int, DateTimeOffset> atWork)
    {
        var time = happened.GetProperty("time").GetDateTimeOffset();
        var name = happened.GetProperty("event").GetString()!;
        if (name == "started")
        {
            atWork.Clear();
            return new RunHistory(happened.GetProperty("process").GetInt32(), happened.GetProperty("machine").GetString()!, time, time, null, 0, atWork);
        }

        if (history is null)
        {
            return null;
        }

        var cell = happened.TryGetProperty("cell", out var number) ? number.GetInt32() : -1;
        if (name == "cell-started")
        {
            atWork[cell] = time;
        }
        else
        {
            atWork.Remove(cell);
        }

        return history with
        {
            Last = time,
            End = Ends.Contains(name) ? name : null,
            Measured = history.Measured + (name is "cell-finished" or "cell-failed" ? 1 : 0),
        };
    }
}
