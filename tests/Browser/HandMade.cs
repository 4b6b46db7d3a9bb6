using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;
using Unmask.Host.Reporting;
using Unmask.Host.Runs;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Browser;

/// <summary>Runs of made-up results, carried out by the program's own session, which writes their reports.</summary>
internal static class HandMade
{
    /// <summary>Runs into a folder.</summary>
    /// <returns>The report.</returns>
    public static async Task<string> Report(string folder, Pipeline pipeline, Func<CellConfiguration, CellResult> measure)
    {
        using var error = new StringWriter();
        using var output = new StringWriter();
        await RunSession.Execute(
            pipeline, new RunOptions(folder, folder), new InProcess((cell, _) => measure(cell), new StillClock()), [Example.Assembly],
            new Screen(output, error, () => Screen.Plain(output), null), new StillClock(), TestContext.Current.CancellationToken);
        return Path.Combine(folder, "report.html");
    }

    /// <summary>The report of a run folder that is written at once, for runs of very many cells.</summary>
    public static string Stored(string folder, Pipeline pipeline, Func<CellConfiguration, CellResult> measure)
    {
        var cells = Directory.CreateDirectory(Path.Combine(folder, RunFolder.CellFolder)).FullName;
        File.WriteAllText(Path.Combine(folder, RunManifest.FileName), RunManifest.Of(pipeline).ToString());
        File.WriteAllText(Path.Combine(folder, RunFolder.PipelineFile), pipeline.Resolved.ToJsonString());
        File.WriteAllText(Path.Combine(folder, RunFolder.PluginsFile), RunManifest.Plugins([Example.Assembly]).ToJsonString());
        var store = new CellStore(cells);
        Parallel.ForEach(pipeline.Cells, new ParallelOptions { MaxDegreeOfParallelism = 32 }, cell => store.Write(cell.Id, measure(cell)));
        var file = Path.Combine(folder, ReportFile.FileName);
        ReportFile.Write(StoredRun.Open(folder, folder), file);
        return file;
    }

    /// <summary>A pipeline whose resolved form the report shows.</summary>
    public static Pipeline Pipeline(string name, JsonObject? resolved, string[] metrics, params (string, JsonNode[])[] axes)
    {
        resolved ??= [];
        resolved["name"] = name;
        resolved["metrics"] ??= new JsonObject(metrics.Select(metric => KeyValuePair.Create(metric, (JsonNode?)new JsonObject { ["kind"] = metric })));
        return Example.Of(metrics, [], resolved, axes) with { Name = name };
    }
}
