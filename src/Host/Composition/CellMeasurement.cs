using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;
using Unmask.Interpretation;

namespace Unmask.Host.Composition;

/// <summary>Measures composed cells: one pass over generated sequences for all metrics that look at them, then each metric in turn.</summary>
/// <param name="load">Gives a plugin's class.</param>
internal sealed class CellMeasurement(Func<PluginDescription, Type> load)
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
        catch (Exception exception) when (!(exception is OperationCanceledException && stop.IsCancellationRequested))
        {
            return new CellResult([], Failure(exception, cell, current));
        }
    }

    /// <summary>Which plugin an exception came out of, and what it says.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="metric">The metric that was measured, or null.</param>
    public CellFailure Failure(Exception exception, ComposedCell cell, ComposedMetric? metric)
    {
        var placed = exception as StepException;
        var cause = placed?.InnerException ?? exception;
        var plugin = new PluginFrames([.. cell.Configuration.Plugins], load).Whose(cause) ?? Asked(cause, placed?.Section, cell.Configuration, metric);
        var message = cause is ContractException ? $"the plugin {cause.Message}" : FailureText.Of(cause);
        return new CellFailure(plugin, placed is null ? message : $"{message} ({placed.Message})", FailureText.Detail(cause));
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

    /// <summary>Where no plugin is on the stack: whichever was asked, and of a sampler its schedule.</summary>
    private static string Asked(Exception exception, string? section, CellConfiguration cell, ComposedMetric? metric)
    {
        string[] asked = section is "sampler" || exception is ContractException ? ["schedule", "sampler"] : section is null ? [] : [section];
        return asked.Select(each => (Section: each, Component: cell.Sections.GetValueOrDefault(each)))
            .Append((Section: "metrics", Component: metric?.Configuration))
            .Select(each => each.Component is { Plugin: var plugin } ? $"{each.Section}/{plugin.Name} ({plugin.Assembly.Path})" : null)
            .FirstOrDefault(name => name is not null) ?? "host";
    }

    private sealed class Labelled(string label, List<MetricValue> values) : IResults
    {
        public void Add(string name, double value, string method, double? error, long? samples, int? index, string? note) =>
            values.Add(new MetricValue(name.Length == 0 ? label : $"{label}.{name}", value, error, method, samples, index, note));
    }
}
