using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Runs;

namespace Unmask.Host.Reporting;

/// <summary>What a run's log tells about where and when it ran: who worked on it, from when to when, and the time its cells took.</summary>
/// <param name="Hosts">The machines and processes that worked on it, in order, each with the time it started.</param>
/// <param name="Started">The first line's time, or null.</param>
/// <param name="Ended">The last line's time, or null.</param>
/// <param name="Seconds">The time spent in cells.</param>
internal sealed record RunDiary(IReadOnlyList<string> Hosts, string? Started, string? Ended, double Seconds)
{
    /// <summary>Reads the log of a run folder; lines that cannot be read are passed over.</summary>
    public static RunDiary Read(string folder)
    {
        var path = Path.Combine(folder, RunLog.FileName);
        List<string> hosts = [];
        string? first = null, last = null;
        var seconds = 0.0;
        foreach (var line in File.Exists(path) ? Lines(path) : [])
        {
            if (Entry(line) is not { } entry || entry["time"] is not JsonValue stamp || !stamp.TryGetValue<string>(out var time))
            {
                continue;
            }

            first ??= time;
            last = time;
            if ($"{entry["event"]}" == "started")
            {
                hosts.Add($"{entry["machine"]}, process {entry["process"]}, {time}");
            }

            seconds += entry["seconds"] is JsonValue spent && spent.TryGetValue<double>(out var took) ? took : 0;
        }

        return new RunDiary(hosts, first, last, seconds);
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static JsonObject? Entry(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
