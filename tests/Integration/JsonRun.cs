using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration;

/// <summary>The lines of a <c>run --json</c>, and its values by cell and name.</summary>
internal sealed class JsonRun
{
    private static readonly string[] Keys = ["cell", "axes", "metric", "value", "error", "method", "samples"];

    private JsonRun(Outcome outcome)
    {
        Outcome = outcome;
        Lines = [.. outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
        foreach (var line in Lines.Where(line => !line.ContainsKey("failure")))
        {
            var keys = line.Select(pair => pair.Key).ToList();
            Assert.Equal(Keys, keys.Take(Keys.Length));
            Assert.All(keys.Skip(Keys.Length), key => Assert.Contains(key, new[] { "index", "note" }));
        }
    }

    public Outcome Outcome { get; }

    public IReadOnlyList<JsonObject> Lines { get; }

    /// <summary>Runs a pipeline in a folder; it has to succeed.</summary>
    public static JsonRun Of(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var run = Any(folder, arguments, environment);
        Assert.True(run.Outcome.ExitCode == 0, run.Outcome.Error);
        return run;
    }

    /// <summary>Runs a pipeline in a folder, whatever comes of it.</summary>
    public static JsonRun Any(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        new(UnmaskProgram.Start("dotnet", folder, [Path.Combine(UnmaskProgram.Published, "unmask.dll"), "run", .. arguments, "--json"], environment));

    /// <summary>A line by its metric and axes, such as <c>schedule=spread</c>.</summary>
    public JsonObject Line(string metric, params (string Axis, object Value)[] at) => Assert.Single(Lines, line =>
        line["metric"]?.GetValue<string>() == metric && !line.ContainsKey("index")
        && at.All(axis => line["axes"]![axis.Axis]!.ToJsonString() == JsonSerializer.Serialize(axis.Value)));

    /// <summary>A value by its metric and axes.</summary>
    public double Value(string metric, params (string Axis, object Value)[] at) => Line(metric, at)["value"]!.GetValue<double>();
}
