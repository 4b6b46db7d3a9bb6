using System.Diagnostics;
using System.Globalization;
using Unmask.Host;
using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Interpretation;
using Unmask.Plugins.Data;
using Unmask.Plugins.Metrics;
using Unmask.Plugins.Predictors;
using Unmask.Plugins.Samplers;
using Unmask.Plugins.Schedules;
using Entropy = Unmask.Plugins.Schedules.Entropy;
using OrderOptions = Unmask.Plugins.Schedules.OrderOptions;

namespace Unmask.Benchmarks;

/// <summary>What it costs that a plugin is found, loaded and composed by the host, against the same class linked into a program.</summary>
/// <remarks>Calls one at a time: the same loop around an interface that the host filled, and around the class itself. Cells: the host's
/// measurement of a cell, and the same steps with the linked classes; one thread, since there is one block of sequences. Two loads of one
/// class are compiled twice, and where the code lies makes a difference of some percent that lasts as long as the process: so the
/// medians of several processes are taken, in which one or the other is compiled first.</remarks>
internal static class Overhead
{
    /// <summary>The command that a process of its own is started with; then 0 or 1.</summary>
    public const string OneProcess = "overhead-once";

    private const int PairCount = 60;
    private const double ChunkSeconds = 0.02;
    private const double WarmUpSeconds = 1;
    private const int Samples = 256;

    private static readonly Shape _shape = new(64, 4);

    /// <summary>Prints the ratios.</summary>
    /// <param name="processes">In how many processes each is measured.</param>
    public static void Run(int processes)
    {
        var measured = Enumerable.Range(0, processes).SelectMany(k => Lines($"{k % 2}")).ToLookup(line => line[0], line => (Ratio: Number(line[1]), Hosted: Number(line[2]), Linked: Number(line[3])));
        foreach (var each in measured)
        {
            var ratios = each.Select(process => process.Ratio).Order().ToArray();
            Console.WriteLine(FormattableString.Invariant(
                $"{each.Key,-36} {ratios[processes / 2]:0.000}  from {ratios[0]:0.000} to {ratios[^1]:0.000} in {processes} processes of {PairCount} pairs  ({Pairs.Text(each.Average(process => process.Hosted))} and {Pairs.Text(each.Average(process => process.Linked))})"));
        }

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Measures in this process, and prints a line each: what, the median ratio, both medians in seconds, with tabs between.</summary>
    public static void RunOnce(bool linkedFirst)
    {
        var data = new Potts(new PottsOptions(_shape.Length, _shape.States, 1));
        var entropy = new Entropy(new OrderOptions(Steps: 8));
        var exact = new Exact(data, null!);
        var tv = new Tv(new TvOptions(TvMarginal.Position));
        var experiment = Compose("""{ "kind": "entropy", "steps": 8 }""", "exact");
        var hosted = experiment.Cells[0];
        Compare("call of a schedule (entropy)", new ScheduleCalls<HostedSchedule>(new(Foreign(hosted.Cell.Find<ISchedule>()!, entropy))), new ScheduleCalls<LinkedSchedule>(new(entropy)), linkedFirst);
        Compare("call of a predictor (exact)", new PredictorCalls<HostedPredictor>(new(Foreign(hosted.Cell.Find<IMaskPredictor>()!, exact))), new PredictorCalls<LinkedPredictor>(new(exact)), linkedFirst);
        var linked = new LinkedCell(data, entropy, exact, tv, hosted.Cell.Seed);
        Compare("call of a metric (tv by position)", new MetricCalls<HostedMetric>(new(Foreign(hosted.Metrics[0].Metric, tv)), hosted.Cell), new MetricCalls<LinkedMetric>(new(tv), linked.Cell), linkedFirst);
        Compare("cell: entropy, exact, tv", new HostedCell(experiment), linked, linkedFirst);

        var balanced = new Balanced(new BalancedOptions(8));
        var marginal = new Marginal(data);
        Compare("cell: balanced, marginal, tv", new HostedCell(Compose("""{ "kind": "balanced", "steps": 8 }""", "marginal")), new LinkedCell(data, new UniformPositions(balanced), marginal, tv, hosted.Cell.Seed), linkedFirst);
    }

    private static List<string[]> Lines(string order)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Overhead).Assembly.Location, OneProcess, order]) { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd().Split('\t'))]
            : throw new InvalidOperationException($"A process ended with {process.ExitCode}.");
    }

    private static void Compare(string what, IWork hosted, IWork linked, bool linkedFirst)
    {
        if (hosted.Do(3) != linked.Do(3))
        {
            throw new InvalidOperationException($"{what}: the host's result differs from the linked one's.");
        }

        var (earlier, later) = linkedFirst ? (linked, hosted) : (hosted, linked);
        var (times, warm) = (1, 0.0);
        while (warm < WarmUpSeconds)
        {
            var chunk = Pairs.Processor(() => earlier.Do(times)) + Pairs.Processor(() => later.Do(times));
            times = chunk < ChunkSeconds ? times * 2 : times;
            warm += chunk;
        }

        var pairs = Pairs.Of(PairCount, () => Pairs.Processor(() => hosted.Do(times)) / times, () => Pairs.Processor(() => linked.Do(times)) / times);
        Console.WriteLine(FormattableString.Invariant($"{what}\t{Pairs.Median(pairs.Ratios):R}\t{Pairs.Median(pairs.First):R}\t{Pairs.Median(pairs.Second):R}"));
    }

    private static Experiment Compose(string schedule, string predictor)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $$"""
            {
              "data": { "kind": "potts", "length": {{_shape.Length}}, "states": {{_shape.States}}, "coupling": 1 },
              "process": "masked", "schedule": {{schedule}}, "predictor": "{{predictor}}",
              "sampler": { "kind": "ancestral", "samples": {{Samples}} },
              "metrics": { "tv": { "marginal": "position" } }
            }
            """);
        try
        {
            return Workbench.Open([Path.Combine(AppContext.BaseDirectory, "plugins")]).Compose(new PipelineRequest(file, Path.GetTempPath()));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The instance itself, made sure to be of the same build as the linked one and loaded apart from it.</summary>
    private static T Foreign<T>(T hosted, T linked) where T : class =>
        hosted.GetType() != linked.GetType() && hosted.GetType().FullName == linked.GetType().FullName && hosted.GetType().Module.ModuleVersionId == linked.GetType().Module.ModuleVersionId
            ? hosted
            : throw new InvalidOperationException($"{hosted.GetType()} was expected to be another load of the linked class.");

    /// <summary>Something done a number of times, with a result that says whether two did the same.</summary>
    private interface IWork
    {
        double Do(int times);
    }

    private sealed class ScheduleCalls<T>(T schedule) : IWork where T : struct, ISchedule
    {
        private readonly DrawnChoices _choices = new(new SamplingRule(_shape, new Ancestral(new AncestralOptions(), _shape, schedule, null, null, null, null!, null), new Exact(new Potts(new PottsOptions(_shape.Length, _shape.States, 1)), null!)), 1);
        private readonly int[] _masked = [.. Enumerable.Range(0, _shape.Length)];
        private readonly double[] _rows = SomeRows(_shape.Length);

        public double Do(int times)
        {
            var sum = 0;
            var rows = new Rows(_masked, _rows, _shape.States);
            for (var k = 0; k < times; k++)
            {
                _choices.Begin(k, 0, _masked);
                schedule.Reveal(new Step(0, _shape, default, _masked, default), rows, _choices);
                _choices.End();
                sum += _choices.Positions[0];
            }

            return sum;
        }
    }

    private sealed class PredictorCalls<T>(T predictor) : IWork where T : struct, IMaskPredictor
    {
        private const int Sequences = 16;

        private readonly int[] _tokens = [.. Enumerable.Range(0, Sequences * _shape.Length).Select(i => i % 2 == 0 ? _shape.States : i * 7 % _shape.States)];
        private readonly int[] _offsets = [.. Enumerable.Range(0, Sequences + 1).Select(k => k * _shape.Length / 2)];
        private readonly int[] _positions = [.. Enumerable.Range(0, Sequences * _shape.Length / 2).Select(i => 2 * i % _shape.Length)];
        private readonly double[] _rows = new double[Sequences * _shape.Length / 2 * _shape.States];

        public double Do(int times)
        {
            var sum = 0.0;
            for (var k = 0; k < times; k++)
            {
                predictor.Predict(new Query(_shape, _tokens, _offsets, _positions), _rows, CancellationToken.None);
                sum += _rows[k % _rows.Length];
            }

            return sum;
        }
    }

    private sealed class MetricCalls<T>(T metric, Cell cell) : IWork where T : struct, IMetric
    {
        private readonly int[] _tokens = [.. Enumerable.Range(0, _shape.Length).Select(i => i * 7 % _shape.States)];

        public double Do(int times)
        {
            var results = new Results();
            for (var k = 0; k < times; k++)
            {
                var tally = metric.Samples(cell)!.Create();
                for (var n = 0; n < 16; n++)
                {
                    tally.Add(_tokens, 8);
                }

                metric.Measure(cell, tally, results, CancellationToken.None);
            }

            return results.Sum;
        }
    }

    // Structures, so that each loop is compiled for what it calls: an interface, or the class itself.
    private readonly struct HostedSchedule(ISchedule schedule) : ISchedule
    {
        public Observes Observes => schedule.Observes;

        public void Reveal(in Step step, in Rows rows, IChoices choose) => schedule.Reveal(step, rows, choose);
    }

    private readonly struct LinkedSchedule(Entropy schedule) : ISchedule
    {
        public Observes Observes => schedule.Observes;

        public void Reveal(in Step step, in Rows rows, IChoices choose) => schedule.Reveal(step, rows, choose);
    }

    private readonly struct HostedPredictor(IMaskPredictor predictor) : IMaskPredictor
    {
        public void Predict(in Query query, Span<double> rows, CancellationToken stop) => predictor.Predict(query, rows, stop);
    }

    private readonly struct LinkedPredictor(Exact predictor) : IMaskPredictor
    {
        public void Predict(in Query query, Span<double> rows, CancellationToken stop) => predictor.Predict(query, rows, stop);
    }

    private readonly struct HostedMetric(IMetric metric) : IMetric
    {
        public void Check(ICell cell, Problems problems) => metric.Check(cell, problems);

        public SampleRequest? Samples(ICell cell) => metric.Samples(cell);

        public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop) => metric.Measure(cell, seen, results, stop);
    }

    private readonly struct LinkedMetric(Tv metric) : IMetric
    {
        public void Check(ICell cell, Problems problems) => metric.Check(cell, problems);

        public SampleRequest? Samples(ICell cell) => metric.Samples(cell);

        public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop) => metric.Measure(cell, seen, results, stop);
    }

    private sealed class HostedCell(Experiment experiment) : IWork
    {
        public double Do(int times)
        {
            var sum = 0.0;
            for (var k = 0; k < times; k++)
            {
                sum += experiment.Measure(experiment.Cells[0].Configuration, CancellationToken.None).Values.Sum(value => value.Value);
            }

            return sum;
        }
    }

    private sealed class LinkedCell : IWork
    {
        private readonly SamplingRule _rule;
        private readonly Tv _metric;

        public LinkedCell(IDataDistribution data, ISchedule schedule, IMaskPredictor predictor, Tv metric, ulong seed)
        {
            var sampler = new Ancestral(new AncestralOptions(Samples), _shape, schedule, null, null, null, null!, null);
            _rule = new SamplingRule(_shape, sampler, predictor);
            _metric = metric;
            var components = new Dictionary<string, object> { ["data"] = data, ["schedule"] = schedule, ["predictor"] = predictor, ["sampler"] = sampler };
            Cell = new Cell(_shape, components, seed, Samples, new DerivationStore());
        }

        public Cell Cell { get; }

        public double Do(int times)
        {
            var sum = 0.0;
            for (var k = 0; k < times; k++)
            {
                var seen = SamplePass.Run(_rule, Cell.Seed, [_metric.Samples(Cell)!], CancellationToken.None);
                var results = new Results();
                _metric.Measure(Cell, seen[0], results, CancellationToken.None);
                sum += results.Sum;
            }

            return sum;
        }
    }

    private sealed class Results : IResults
    {
        public double Sum { get; private set; }

        public void Add(string name, double value, string method, double? error, long? samples, int? index, string? note) => Sum += value;
    }

    private static double[] SomeRows(int count)
    {
        var rows = new double[count * _shape.States];
        for (var k = 0; k < count; k++)
        {
            var row = rows.AsSpan(k * _shape.States, _shape.States);
            for (var v = 0; v < row.Length; v++)
            {
                row[v] = 1 + ((k * 31) + (v * 17)) % 23;
            }

            var sum = row[0] + row[1] + row[2] + row[3];
            for (var v = 0; v < row.Length; v++)
            {
                row[v] /= sum;
            }
        }

        return rows;
    }
}
