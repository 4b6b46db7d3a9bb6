using System.Globalization;
using System.Text.Json.Nodes;
using Unmask.Host;
using Unmask.Host.Commands;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Tests.Conformance;

/// <summary>The installed plugins, found, loaded and composed as for a user: from their own folders, by a pipeline's text.</summary>
internal static class Installed
{
    private static readonly Workbench Bench = Workbench.Open([Path.Combine(AppContext.BaseDirectory, "plugins")]);
    private static readonly Lock Loading = new();

    /// <summary>The names installed in a section.</summary>
    public static IReadOnlyList<string> Names(string section) => Bench.Catalogue.Names(section);

    /// <summary>All that is installed.</summary>
    public static IReadOnlyList<PluginDescription> Plugins => Bench.Catalogue.Plugins;

    /// <summary>Composes a pipeline.</summary>
    /// <exception cref="UserErrorException">Everything that is wrong with it.</exception>
    public static Experiment Compose(string pipeline)
    {
        var file = Path.Combine(Path.GetTempPath(), $"unmask-{Guid.NewGuid():N}.json");
        File.WriteAllText(file, pipeline);
        try
        {
            lock (Loading)
            {
                return Bench.Compose(new PipelineRequest(file, Path.GetTempPath()));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A plugin's description as JSON, as <c>describe --json</c> prints it.</summary>
    public static JsonObject Describe(string section, string name) => PluginJson.Describe(Bench.Catalogue.Find(section, name, out _)!, Bench.Catalogue.Plugins);

    /// <summary>What is wrong with a pipeline, as <c>path: message</c>.</summary>
    public static IReadOnlyList<string> Errors(string pipeline) =>
        [.. Assert.Throws<UserErrorException>(() => Compose(pipeline)).Errors.Select(error => $"{error.Path}: {error.Message}")];

    /// <summary>The values of a pipeline of one cell.</summary>
    public static Measured Measure(string pipeline)
    {
        var experiment = Compose(pipeline);
        var result = experiment.Measure(Assert.Single(experiment.Pipeline.Cells), TestContext.Current.CancellationToken);
        Assert.True(result.Failure is null, result.Failure?.Message);
        return new Measured(result.Values);
    }

    /// <summary>A schedule of sizes for sequences of a length.</summary>
    public static ISizeLaw SizeLaw(int length, string schedule) => SizeLaw(new Shape(length, 2), schedule);

    /// <summary>A schedule of sizes.</summary>
    public static ISizeLaw SizeLaw(Shape shape, string schedule) => Cell(shape, schedule).Find<ISizeLaw>()!;

    /// <summary>A schedule for sequences of a length, two symbols.</summary>
    public static ISchedule Schedule(int length, string schedule) => Schedule(new Shape(length, 2), schedule);

    /// <summary>A schedule.</summary>
    public static ISchedule Schedule(Shape shape, string schedule) => Cell(shape, schedule).Find<ISchedule>()!;

    /// <summary>A metric.</summary>
    public static IMetric Metric(string metric) => Metric(metric, new Shape(3, 2));

    /// <summary>A metric for sequences of a shape.</summary>
    public static IMetric Metric(string metric, Shape shape) => Compose(
        $$"""{ "data": {{Potts(shape.Length, shape.States)}}, "noise": "log-linear", "predictor": "exact", "score": "exact", "schedule": { "kind": "balanced", "steps": 1 }, "sampler": "ancestral", "metrics": { "it": {{metric}} } }""")
        .Cells[0].Metrics[0].Metric;

    /// <summary>A kernel, as a metric has it.</summary>
    public static IKernel Kernel(string kernel)
    {
        var metric = Metric($$"""{ "kind": "mmd", "kernel": {{kernel}} }""");
        return (IKernel)metric.GetType().GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic).Single(field => field.FieldType == typeof(IKernel)).GetValue(metric)!;
    }

    /// <summary>A forward process, by its name or its section.</summary>
    public static IForwardProcess Process(string kind, int states = 2) =>
        Compose($$"""{ "data": {{Potts(2, states)}}, "process": {{(kind.StartsWith('{') ? kind : $"\"{kind}\"")}}, "metrics": { "information": {} } }""").Cells[0].Cell.Find<IForwardProcess>()!;

    /// <summary>A noise schedule.</summary>
    public static INoiseSchedule Noise(string noise) =>
        Compose($$"""{ "data": {{Potts(2)}}, "noise": {{noise}}, "metrics": { "information": {} } }""").Cells[0].Cell.Find<INoiseSchedule>()!;

    /// <summary>A score under a process.</summary>
    /// <param name="data">The data law.</param>
    /// <param name="process">The process.</param>
    /// <param name="score">The score.</param>
    /// <param name="noise">The noise.</param>
    /// <param name="predictor">The predictor, if there is one.</param>
    public static IScoreEstimator Score(string data, string process, string score, string noise = """{ "kind": "constant", "rate": 1, "end": 1000 }""", string? predictor = null) => Compose(
        $$"""{ "data": {{data}}, "process": {{(process[0] is '{' or '"' ? process : $"\"{process}\"")}}, "noise": {{noise}}, {{(predictor is null ? "" : $"\"predictor\": {predictor},")}} "score": {{score}}, "metrics": { "information": {} } }""").Cells[0].Cell.Find<IScoreEstimator>()!;

    /// <summary>A Potts chain of two symbols, or three.</summary>
    public static string Potts(int length, int states = 2, double coupling = 1) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{ "kind": "potts", "length": {{length}}, "states": {{states}}, "coupling": {{coupling}} }""");

    /// <summary>A sampler of a Potts chain, with other sections, each with a comma after it.</summary>
    public static ISampler Sampler(Shape shape, string sampler, string sections = "") => Compose(
        $$"""{ "data": {{Potts(shape.Length, shape.States)}}, "predictor": "exact", {{sections}} "sampler": {{sampler}}, "metrics": { "information": {} } }""").Cells[0].Cell.Find<ISampler>()!;

    /// <summary>A pipeline of a Potts chain with a schedule.</summary>
    public static ICell Cell(Shape shape, string schedule) => Compose(
        $$"""{ "data": {{Potts(shape.Length, shape.States)}}, "predictor": "exact", "schedule": {{schedule}}, "sampler": "ancestral", "metrics": { "information": {} } }""").Cells[0].Cell;
}

/// <summary>The values of one cell by name.</summary>
internal sealed class Measured(IReadOnlyList<MetricValue> values)
{
    /// <summary>The one value of a name.</summary>
    public double this[string name] => One(name).Value;

    /// <summary>The one value of a name, with its error and method.</summary>
    public MetricValue One(string name) => Assert.Single(All, value => value.Metric == name);

    /// <summary>The values of a list, by index.</summary>
    public double[] List(string name)
    {
        var list = All.Where(value => value.Metric == name).ToList();
        Assert.Equal(Enumerable.Range(0, list.Count).Select(k => (int?)k), list.Select(value => value.Index));
        return [.. list.Select(value => value.Value)];
    }

    /// <summary>The names that have values, each once.</summary>
    public IReadOnlyList<string> Names { get; } = [.. values.Select(value => value.Metric).Distinct()];

    /// <summary>Every value.</summary>
    public IReadOnlyList<MetricValue> All { get; } = values;
}
