using System.Diagnostics;
using System.Globalization;
using Unmask.Host;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Benchmarks;

/// <summary>What a sweep of 10,000 small cells costs beside measuring them: reading, composing, files, log, progress, table, all results in one file.</summary>
internal static class Sweep
{
    private const int Values = 100;

    /// <summary>Prints milliseconds a cell, on the clock and of processors.</summary>
    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("unmask-sweep-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "pipeline.json"), Pipeline());
            var workbench = Workbench.Open([Path.Combine(AppContext.BaseDirectory, "plugins")]);
            var request = new PipelineRequest("pipeline.json", folder);
            Pipeline? pipeline = null;
            Timed("reading and expanding", () => pipeline = workbench.Read(request));
            Experiment? composed = null;
            Timed("composing and checking", () => composed = workbench.Compose(pipeline!));
            using var experiment = composed!;
            Timed("measuring", () => Array.ForEach([.. pipeline!.Cells], cell => experiment.Measure(cell, CancellationToken.None)));
            var result = experiment.Measure(pipeline!.Cells[0], CancellationToken.None);
            Console.WriteLine($"  a cell has {result.Values.Count} values; measuring takes no time from here on");
            Timed("running", () => Execute(experiment, folder, json: false, (_, _) => result));
            Timed("printing it again", () => Execute(experiment, folder, json: false, (_, _) => throw new InvalidOperationException("A finished cell was measured again.")));
            Timed("printing it again, as JSON", () => Execute(experiment, folder, json: true, (_, _) => throw new InvalidOperationException("A finished cell was measured again.")));
            Timed("10,000 files, one after another", () => OneByOne(folder, pipeline!, result));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Pipeline()
    {
        var values = string.Join(", ", Enumerable.Range(1, Values).Select(value => (value / 1000.0).ToString(CultureInfo.InvariantCulture)));
        return $$"""
            { "data": { "kind": "potts", "length": 8, "states": 2, "coupling": 1 }, "schedule": { "kind": "balanced", "steps": 2 }, "predictor": { "kind": "mixture", "weight": 0.1 },
              "metrics": { "kl": {} }, "sweep": { "data:coupling": [{{values}}], "predictor:weight": [{{values}}] } }
            """;
    }

    private static void Execute(Experiment experiment, string folder, bool json, Func<CellConfiguration, CancellationToken, CellResult> measure)
    {
        using var output = new StreamWriter(Stream.Null);
        var screen = new Screen(output, output, () => Screen.Plain(output), null);
        PluginAssembly[] plugins = [.. experiment.Plugins.Select(plugin => plugin.Assembly).Distinct()];
        var options = new RunOptions(folder, "out", Json: json) { Survey = experiment.Survey };
        var code = RunSession.Execute(experiment.Pipeline, options, new InProcess(measure, TimeProvider.System), plugins, screen, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
        if (code != ExitCode.Done)
        {
            throw new InvalidOperationException($"The run ended with {code}.");
        }
    }

    private static void OneByOne(string folder, Pipeline pipeline, CellResult result)
    {
        var store = new CellStore(Directory.CreateDirectory(Path.Combine(folder, "alone")).FullName);
        foreach (var cell in pipeline.Cells)
        {
            store.Write(cell.Id, result);
        }
    }

    private static void Timed(string what, Action action)
    {
        using var process = Process.GetCurrentProcess();
        var (clock, processors) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        action();
        var wall = Stopwatch.GetElapsedTime(clock);
        process.Refresh();
        Console.WriteLine(FormattableString.Invariant(
            $"{what,-32} {wall.TotalMilliseconds / (Values * Values):0.000} ms a cell, {(process.TotalProcessorTime - processors).TotalMilliseconds / (Values * Values):0.000} ms of processors"));
    }
}
