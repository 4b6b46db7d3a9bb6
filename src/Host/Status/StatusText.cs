using System.Globalization;
using System.Text.Json.Nodes;
using Unmask.Host.Runs;

namespace Unmask.Host.Status;

/// <summary>A run's status for people, and as JSON.</summary>
internal static class StatusText
{
    private const int MostShown = 10;

    /// <summary>The lines.</summary>
    /// <param name="status">The status.</param>
    /// <param name="shown">The folder, as the user gave it.</param>
    public static IEnumerable<string> Lines(RunStatus status, string shown)
    {
        var cells = status.Run.Cells.Count;
        yield return string.Create(CultureInfo.InvariantCulture, $"{status.Run.Name}: {status.Done:N0} of {cells:N0} {(cells == 1 ? "cell" : "cells")} done, {status.Failed.Count:N0} failed, {status.Missing:N0} to go");
        yield return Now(status, shown);
        if (status.State == "running")
        {
            foreach (var (cell, began) in status.History!.AtWork.OrderBy(each => each.Value).Take(MostShown))
            {
                yield return $"  at work: {Place.Of(status.Run.Cells[cell])} for {Pace.Duration(status.Now - began)}";
            }
        }

        foreach (var (cell, failure) in status.Failed.Take(MostShown))
        {
            yield return $"  failed: {Place.Of(cell)} in {failure.Plugin}: {failure.Message}";
        }

        if (status.Failed.Count > MostShown)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  and {status.Failed.Count - MostShown:N0} more failed");
        }
    }

    /// <summary>The same as one document.</summary>
    public static JsonObject Json(RunStatus status) => new()
    {
        ["run"] = status.Run.Path,
        ["name"] = status.Run.Name,
        ["state"] = status.State,
        ["cells"] = status.Run.Cells.Count,
        ["done"] = status.Done,
        ["failed"] = status.Failed.Count,
        ["missing"] = status.Missing,
        ["machine"] = status.History?.Machine,
        ["process"] = status.History?.Process,
        ["started"] = status.History is { } history ? RunLog.Time(history.Started) : null,
        ["cellsPerSecond"] = status.Pace.Known ? status.Pace.Measured / status.Pace.Elapsed.TotalSeconds : null,
        ["secondsLeft"] = status.State == "running" && status.Pace.Known ? status.Pace.Left(status.Missing).TotalSeconds : null,
        ["atWork"] = new JsonArray([.. status.State == "running" ? status.History!.AtWork.Keys.Select(cell => (JsonNode)cell) : []]),
        ["failures"] = new JsonArray([.. status.Failed.Select(each => (JsonNode)new JsonObject
        {
            ["cell"] = each.Cell.Index, ["plugin"] = each.Failure.Plugin, ["message"] = each.Failure.Message,
        })]),
    };

    private static string Now(RunStatus status, string shown)
    {
        var host = status.History is { } history ? $" (process {history.Process} on {history.Machine})" : "";
        return status.State switch
        {
            "complete" => "complete",
            "running" => $"running{Since(status)}{host}{(status.Pace.Known ? $", {status.Pace}, about {Pace.Duration(status.Pace.Left(status.Missing))} left" : "")}",
            "stopped" => $"stopped by a signal; to go on, run the same with --out {shown}",
            _ => $"the last host{host} ended without a word, as one that is killed does; to go on, run the same with --out {shown}",
        };
    }

    private static string Since(RunStatus status) => status.History is { } history ? $" for {Pace.Duration(status.Now - history.Started)}" : "";
}
