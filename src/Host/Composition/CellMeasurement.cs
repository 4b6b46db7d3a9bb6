using System.Text.RegularExpressions;
using Unmask.Interpretation;
using Unmask.Host.Runs;

namespace Unmask.Host.Composition;

/// <summary>Measures composed cells: one pass over generated sequences for all metrics that look at them, then each metric in turn.</summary>
/// <param name="whose">Names the plugin that an exception came out of, or null.</param>
/// <param name="original">Puts the user's files in the place of the copies that a text of the runtime names.</param>
internal sealed partial class CellMeasurement(Func<Exception, string?> whose, Func<string, string> original)
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
                var results = new Labelled(metric.Label, values);
                metric.Metric.Measure(metric.View, seen.GetValueOrDefault(metric.Label), results, stop);
                results.RequireSome();
            }

            return new CellResult(values);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            var placed = exception is AggregateException { InnerExceptions: [var first, ..] } ? first : exception;
            var (cause, where) = placed is StepException { InnerException: { } inner } ? (inner, $" ({placed.Message})") : (placed, "");
            return new CellResult([], new CellFailure(Whose(cause) ?? Blame(cause, cell, current), original(Message(cause)) + where, original(cause.ToString())));
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

    /// <summary>The plugin on the stack; what a predictor or data law answered is found wrong only after it returned.</summary>
    private string? Whose(Exception cause) => cause is ContractException { Section: "predictor" or "data" } ? null : whose(cause);

    /// <summary>A broken contract names whose it is (a sampler's where there is no schedule); anything else came up in the metric being measured.</summary>
    private static string Blame(Exception exception, ComposedCell cell, ComposedMetric? metric) => exception is ContractException { Section: not "metrics" } broken
        ? Name(broken.Section, cell.Configuration.Sections.GetValueOrDefault(broken.Section)) ?? Name("sampler", cell.Configuration.Sections.GetValueOrDefault("sampler"))!
        : Name("metrics", metric?.Configuration) ?? "host";

    private static string? Name(string section, Configuration.ComponentConfiguration? component) =>
        component is null ? null : $"{section}/{component.Plugin.Name} ({component.Plugin.Assembly.Path})";

    private static string Message(Exception exception) => exception is ContractException ? $"the plugin {exception.Message}" : exception.Message;

    /// <summary>Collects what one metric says, and holds it to its contract.</summary>
    private sealed partial class Labelled(string label, List<MetricValue> values) : IResults
    {
        private readonly HashSet<(string Name, int? Index)> _names = [];

        public void Add(string name, double value, string method, double? error, long? samples, int? index, string? note)
        {
            if (!NameForm().IsMatch(name))
            {
                throw Broken($"named a value '{name}'; expected are lower-case words joined by hyphens, or nothing");
            }

            if (string.IsNullOrWhiteSpace(method))
            {
                throw Broken($"does not say by which method the value '{name}' was computed");
            }

            if (!_names.Add((name, index)))
            {
                throw Broken($"gave the value '{name}'{(index is { } at ? $" with index {at}" : "")} twice");
            }

            values.Add(new MetricValue(name.Length == 0 ? label : $"{label}.{name}", value, error, method, samples, index, note));
        }

        public void RequireSome()
        {
            if (_names.Count == 0)
            {
                throw Broken("gave no value; a metric that has none refuses the cell when it is checked");
            }
        }

        private static ContractException Broken(string message) => new(message, "metrics");

        [GeneratedRegex("^([a-z][a-z0-9]*(-[a-z0-9]+)*)?$")]
        private static partial Regex NameForm();
    }
}
