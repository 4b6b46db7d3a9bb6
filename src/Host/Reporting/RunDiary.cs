using System.Text.Json;
using Unmask.Host.Runs;

namespace Unmask.Host.Reporting;

/// <summary>What a run's log tells about where and when it ran: who worked on it, from when to when, and the time its cells took.</summary>
/// <param name="Hosts">The machines and processes that worked on it, in order, each with the time it started.</param>
/// <param name="Started">The first line's time, or null.</param>
/// <param name="Ended">The last line's time, or null.</param>
/// <param name="Seconds">The time spent in cells.</param>
internal sealed record RunDiary(IReadOnlyList<string> Hosts, string? Started, string? Ended, double Seconds)
{
    /// <summary>Reads the log of a run folder.</summary>
    public static RunDiary Read(string folder)
    {
        List<string> hosts = [];
        string? first = null, last = null;
        var seconds = 0.0;
        foreach (var happened in RunLog.Read(folder))
        {
            last = happened.GetProperty("time").GetString();
            first ??= last;
            if (happened.GetProperty("event").ValueEquals("started"))
            {
                hosts.Add($"{Told(happened, "machine")}, process {Told(happened, "process")}, {last}");
            }

            seconds += Told(happened, "seconds") is { ValueKind: JsonValueKind.Number } took ? took.GetDouble() : 0;
        }

        return new RunDiary(hosts, first, last, seconds);
    }

    private static JsonElement? Told(JsonElement happened, string name) => happened.TryGetProperty(name, out var value) ? value : null;
}
