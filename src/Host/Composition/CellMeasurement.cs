using System.Reflection;
using Unmask.Host.Configuration;
using Unmask.Host.Derivations;
using Unmask.Host.Plugins;
using Unmask.Host.Recording;
using Unmask.Host.Runs;
using Unmask.Interpretation;

namespace Unmask.Host.Composition;

/// <summary>Measures composed cells: one pass over generated sequences for all metrics that look at them, then each metric in turn.</summary>
/// <param name="types">The plugins' classes.</param>
internal sealed class CellMeasurement(PluginTypes types)
{
    /// <summary>The cell's values, or its failure: an exception of a plugin ends its cell, nothing else.</summary>
    /// <remarks>
    /// Where an enumeration turns out to be too large only while it runs, the cell is measured again: metrics are then told that it is out of
    /// reach, and those that can estimate do.
    /// </remarks>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public CellResult Measure(ComposedCell cell, CancellationToken stop)
    {
        while (true)
        {
            var known = cell.Cell.FoundOutOfReach;
            var (values, exception, metric) = Try(cell, stop);
            if (exception is null)
            {
                var (draws, missing) = KeptDraws.Of(cell, stop);
                return new CellResult(values) { Draws = draws, NoDraws = missing };
            }

            if (exception is not OutOfReachException || cell.Cell.FoundOutOfReach == known || !StillMeasurable(cell))
            {
                return new CellResult([], Failure(exception, cell, metric));
            }
        }
    }

    /// <summary>Whether every metric still has a way; one that throws now has none.</summary>
    private static bool StillMeasurable(ComposedCell cell)
    {
        try
        {
            return cell.Metrics.Where(metric => metric.Refusals.Count == 0).All(metric =>
            {
                var problems = new Problems();
                metric.Metric.Check(metric.View, problems);
                return problems.All.Count == 0;
            });
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>The values, or what was thrown and the metric that was measured then.</summary>
    private static (List<MetricValue> Values, Exception? Thrown, ComposedMetric? Metric) Try(ComposedCell cell, CancellationToken stop)
    {
        var values = new List<MetricValue>();
        var current = (ComposedMetric?)null;
        try
        {
            var seen = Look(cell, stop);
            foreach (var metric in cell.Metrics.Where(metric => metric.Refusals.Count == 0))
            {
                current = metric;
                var results = new Labelled(metric, values);
                metric.Metric.Measure(metric.View, seen.GetValueOrDefault(metric.Label), results, stop);
                results.RequireSome();
            }

            return (values, null, null);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && stop.IsCancellationRequested))
        {
            return (values, exception, current);
        }
    }

    /// <summary>Which plugin an exception came out of, and what it says.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="metric">The metric that was measured, or null.</param>
    public CellFailure Failure(Exception exception, ComposedCell cell, ComposedMetric? metric)
    {
        var placed = (exception is AggregateException { InnerExceptions: [var first, ..] } ? first : exception) as StepException;
        var cause = placed?.InnerException ?? exception;
        var broken = cause as ContractException;

        // What a predictor or data law answered is found wrong only after it returned.
        var onStack = broken is { Section: "predictor" or "score" or "data" } ? null : new PluginFrames([.. cell.Configuration.Plugins], types.Origin).Whose(cause);
        var plugin = onStack ?? Asked(broken?.Section ?? placed?.Section, cell.Configuration, metric);
        var message = broken is not null ? $"the plugin {broken.Message}" : PluginWords.Message(cause);
        return new CellFailure(plugin, types.Original(placed is null ? message : $"{message} ({placed.Message})"), types.Original(PluginWords.Detail(cause)));
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

        var tallies = SamplePass.Run(Sampling.Rule(cell.Cell), cell.Cell.Seed, [.. requests.Select(asked => asked.Request)], stop);
        return requests.Zip(tallies).ToDictionary(pair => pair.First.Label, pair => pair.Second);
    }

    /// <summary>Where no plugin is on the stack: whichever was asked, and of a schedule that there is none of the sampler.</summary>
    private static string Asked(string? section, CellConfiguration cell, ComposedMetric? metric)
    {
        string[] asked = section is "schedule" or "sampler" ? ["schedule", "sampler"] : section is null ? [] : [section];
        return asked.Select(each => (Section: each, Component: cell.Sections.GetValueOrDefault(each)))
            .Append((Section: "metrics", Component: metric?.Configuration))
            .Select(each => each.Component is { Plugin: var plugin } ? $"{each.Section}/{plugin.Name} ({plugin.Assembly.Path})" : null)
            .FirstOrDefault(name => name is not null) ?? "host";
    }

    /// <summary>Collects what one metric says, and holds it to its contract.</summary>
    private sealed class Labelled(ComposedMetric metric, List<MetricValue> values) : IResults
    {
        private readonly BetterAttribute[] _ways = [.. metric.Metric.GetType().GetCustomAttributes<BetterAttribute>()];
        private readonly HashSet<(string Name, int? Index)> _names = [];

        public void Add(string name, double value, string method, double? error, long? samples, int? index, string? note) =>
            Add(name, new Estimated(value, error), method, samples, index, note);

        public void Add(string name, Estimated value, string method, long? samples, int? index, string? note)
        {
            if (name.Length > 0 && !(name.Split('.', 2) is [var own, .. var of] && KebabName.Is(own) && of.All(metric.View.Metrics.ContainsKey)))
            {
                throw Broken($"named a value '{name}'; expected are lower-case words joined by hyphens, with a dot and a metric's label after them or without, or nothing");
            }

            if (string.IsNullOrWhiteSpace(method))
            {
                throw Broken($"does not say by which method the value '{name}' was computed");
            }

            if (!_names.Add((name, index)))
            {
                throw Broken($"gave the value '{name}'{(index is { } at ? $" with index {at}" : "")} twice");
            }

            if (value.Parts is { } parts && (samples is null || parts.Count is < 2 or > SampleGroups.Most || !parts.All(double.IsFinite)))
            {
                throw Broken($"gave {parts.Count} parts of the value '{name}'; expected are 2 to {SampleGroups.Most} finite numbers, beside the number of samples");
            }

            values.Add(new MetricValue(name.Length == 0 ? metric.Label : $"{metric.Label}.{name}", value.Value, value.StandardError, method, samples, index, note)
            {
                Parts = value.Parts,
                Better = _ways.FirstOrDefault(way => way.IsOf(name))?.Way ?? Better.Neither,
            });
        }

        public void RequireSome()
        {
            if (_names.Count == 0)
            {
                throw Broken("gave no value; a metric that has none refuses the cell when it is checked");
            }
        }

        private static ContractException Broken(string message) => new(message, "metrics");
    }
}
