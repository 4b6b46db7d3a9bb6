using Unmask.Interpretation;
using Unmask.Host.Runs;

namespace Unmask.Host.Composition;

/// <summary>Measures composed cells: one pass over generated sequences for all metrics that look at them, then each metric in turn.</summary>
/// <param name="whose">Names the plugin that an exception came out of, or null.</param>
/// <param name="original">Puts the user's files in the place of the copies that a text of the runtime names.</param>
internal sealed class CellMeasurement(Func<Exception, string?> whose, Func<string, string> original)
{
    /// <summary>The cell's values, or its failure: an exception of a plugin ends its cell, nothing else.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public CellResult Measure(ComposedCell cell, CancellationToken stop)
    {
        var values = new List<MetricValue>();
        var current = (ComposedMetric?)null;
        try
        {
            var seen = Look(cell, stop);
            foreach (var metric in cell.Metrics.Where(metric => metric.Refusals.Count == 0))
            {
                current = metric;
                metric.Metric.Measure(metric.View, seen.GetValueOrDefault(metric.Label), new Labelled(metric.Label, values), stop);
            }

            return new CellResult(values);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            var placed = exception is AggregateException { InnerExceptions: [var first, ..] } ? first : exception;
            var (cause, where) = placed is StepException { InnerException: { } inner } ? (inner, $" ({placed.Message})") : (placed, "");
            return new CellResult([], new CellFailure(whose(cause) ?? Blame(cause, cell, current), original(Message(cause)) + where, original(cause.ToString())));
        }
    }

    private static Dictionary<string, ITally> Look(ComposedCell cell, CancellationToken stop)
    {
        var requests = cell.Metrics
            .Where(metric => metric.Refusals.Count == 0)
            .Select(metric => (metric.Label, Request: metric.Metric.Samples(metric.View)))
            .Where(asked => asked.Request is not null)
            .Select(asked => (asked.Label, Request: asked.Request!))
            .ToList();
        if (requests.Count == 0)
        {
            return [];
        }

        var rule = new SamplingRule(cell.Cell.Shape, cell.Cell.Find<ISampler>()!, cell.Cell.Find<IMaskPredictor>()!);
        var tallies = SamplePass.Run(rule, cell.Cell.Seed, [.. requests.Select(asked => asked.Request)], stop);
        return requests.Zip(tallies).ToDictionary(pair => pair.First.Label, pair => pair.Second);
    }

    /// <summary>A broken contract is the schedule's (or a sampler's) doing; anything else came up in the metric being measured.</summary>
    private static string Blame(Exception exception, ComposedCell cell, ComposedMetric? metric) => exception is ContractException
        ? Name("schedule", cell.Configuration.Sections.GetValueOrDefault("schedule")) ?? Name("sampler", cell.Configuration.Sections.GetValueOrDefault("sampler"))!
        : Name("metrics", metric?.Configuration) ?? "host";

    private static string? Name(string section, Configuration.ComponentConfiguration? component) =>
        component is null ? null : $"{section}/{component.Plugin.Name} ({component.Plugin.Assembly.Path})";

    private static string Message(Exception exception) => exception is ContractException ? $"the plugin {exception.Message}" : exception.Message;

    private sealed class Labelled(string label, List<MetricValue> values) : IResults
    {
        public void Add(string name, double value, string method, double? error, long? samples, int? index, string? note) =>
            values.Add(new MetricValue(name.Length == 0 ? label : $"{label}.{name}", value, error, method, samples, index, note));
    }
}
