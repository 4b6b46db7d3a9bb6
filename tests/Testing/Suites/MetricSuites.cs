using Unmask.Numerics;

namespace Unmask.Tests.Testing.Suites;

internal sealed class MetricSuite(Func<IMetric> create) : MetricConformance
{
    public IReadOnlyCollection<string> Declared { get; init; } = [""];

    public IReadOnlyCollection<string> Claims { get; init; } = [];

    protected override IReadOnlyCollection<string> Names => Declared;

    protected override IReadOnlyCollection<string> ZeroOnEqualLaws => Claims;

    protected override IReadOnlyCollection<string> Symmetric => Claims;

    protected override IReadOnlyCollection<string> TriangleInequality => Claims;

    protected override IMetric Create(ICell cell) => create();
}

/// <summary>Metrics, broken and correct.</summary>
internal static class MetricSuites
{
    private static int _instances;

    public static IEnumerable<BrokenCase> Broken =>
    [
        With(nameof(MetricConformance.What_the_check_lets_through_has_a_value), "keeps its value to itself", "no value was reported", metric => metric.Report = static (_, _) => { }),
        With(nameof(MetricConformance.What_the_check_lets_through_has_a_value), "lets everything through", "the check let it through, but measuring threw", metric => metric.Refuses = static (_, _) => { }),
        With(nameof(MetricConformance.A_complete_pipeline_is_measured), "refuses everything", "every complete pipeline is refused: not today", metric => metric.Refuses = static (_, problems) => problems.Add("not today")),
        With(nameof(MetricConformance.A_refusal_says_why), "refuses without a word", "the cell 'data alone' (L = 3, S = 2): refused without a reason", metric => metric.Refuses = static (cell, problems) =>
        {
            if (!Variation.CanMeasure(cell))
            {
                problems.Add("");
            }
        }),
        With(nameof(MetricConformance.Nothing_is_derived_by_the_check), "computes before it is asked to", "the check derived something", metric => metric.Refuses = static (cell, problems) =>
        {
            if (cell.Check<DataLaw>().Possible)
            {
                cell.Derive<DataLaw>(CancellationToken.None);
            }

            Variation.Refuse(cell, problems);
        }),
        With(nameof(MetricConformance.A_request_is_for_at_least_two_samples), "looks at one sequence", "asked for 1 samples", metric => metric.Count = static _ => 1),
        With(nameof(MetricConformance.Values_have_declared_names), "reports by another name", "reported 'variation'; Names of the test class declares ''", metric => metric.Report = static (value, results) => results.Add("variation", value.Value, value.Method, value.Error, value.Samples)),
        With(nameof(MetricConformance.Values_say_how_they_were_computed), "does not say how", "does not say by which method", metric => metric.Report = static (value, results) => results.Add("", value.Value, "", value.Error, value.Samples)),
        With(nameof(MetricConformance.A_name_has_one_value_or_a_list_from_0), "counts from 1", "'' has the indices 1, 2; expected", metric => metric.Report = static (value, results) =>
        {
            results.Add("", value.Value, value.Method, value.Error, value.Samples, 1);
            results.Add("", value.Value, value.Method, value.Error, value.Samples, 2);
        }),
        With(nameof(MetricConformance.A_name_has_one_value_or_a_list_from_0), "reports twice", "'' has the indices none, none", metric => metric.Report = static (value, results) =>
        {
            results.Add("", value.Value, value.Method, value.Error, value.Samples);
            results.Add("", value.Value, value.Method, value.Error, value.Samples);
        }),
        With(nameof(MetricConformance.Standard_errors_are_numbers_with_samples), "divides by nothing", "a standard error of NaN", metric => metric.Report = static (value, results) => results.Add("", value.Value, value.Method, double.NaN, value.Samples)),
        With(nameof(MetricConformance.Standard_errors_are_numbers_with_samples), "does not say from how many", "has a standard error, but is from no samples", metric => metric.Report = static (value, results) => results.Add("", value.Value, value.Method, value.Error)),
        With(nameof(MetricConformance.Parts_have_the_value_as_their_mean), "gives sums as its parts", "but its parts have the mean", metric => metric.Report = static (value, results) =>
            results.Add("", new Estimated(value.Value, value.Error) { Parts = value.Error is null ? null : [value.Value, 2 * value.Value] }, value.Method, value.Samples)),
        With(nameof(MetricConformance.Parts_have_the_value_as_their_mean), "has one part", "has 1 parts", metric => metric.Report = static (value, results) =>
            results.Add("", new Estimated(value.Value, value.Error) { Parts = value.Error is null ? null : [value.Value] }, value.Method, value.Samples)),
        With(nameof(MetricConformance.Estimates_agree_with_exact_values), "doubles its estimates", "as an estimate", metric => metric.Report = static (value, results) =>
            results.Add("", value.Error is null ? value.Value : 2 * value.Value, value.Method, value.Error, value.Samples)),
        With(nameof(MetricConformance.The_same_cell_has_the_same_values), "adds up", "measured again; before", metric =>
        {
            var calls = 0;
            metric.Report = (value, results) => results.Add("", value.Value + calls++, value.Method, value.Error, value.Samples);
        }),
        With(nameof(MetricConformance.The_same_cell_has_the_same_values), "numbers its instances", "by another instance; before", metric =>
        {
            var own = Interlocked.Increment(ref _instances);
            metric.Report = (value, results) => results.Add("", value.Value + own, value.Method, value.Error, value.Samples);
        }),
        With(nameof(MetricConformance.Values_do_not_depend_on_how_samples_are_split), "forgets the earlier blocks", "from blocks of one sample; before", metric => metric.Forgets = true),
        With(nameof(MetricConformance.Many_threads_measure_as_one), "shares a field between calls", "measured on several threads at once", metric =>
        {
            var thread = 0;
            metric.Report = (value, results) =>
            {
                thread = Environment.CurrentManagedThreadId;
                Thread.Sleep(20);
                results.Add("", value.Value + (thread == Environment.CurrentManagedThreadId ? 0 : 1), value.Method, value.Error, value.Samples);
            };
        }),
        With(nameof(MetricConformance.Equal_laws_have_no_distance), "adds a constant", "the cell 'equal laws' (L = 3, S = 2): the value is 0.01", metric => metric.Report = static (value, results) => results.Add("", value.Value + 0.01, value.Method)),
        With(nameof(MetricConformance.Claimed_values_are_symmetric), "is a divergence", "when they change places", metric => metric.Distance = static (p, q) => Entropies.Divergence(p, q)),
        With(nameof(MetricConformance.A_way_round_is_never_shorter), "is a square", "by way of a third", metric => metric.Distance = static (p, q) => Math.Pow(Variation.Of(p, q), 2)),
    ];

    public static IEnumerable<CorrectCase> Correct =>
    [
        new(typeof(MetricSuite), "variation", () => new MetricSuite(() => new Variation()) { Claims = [""] }),
        new(typeof(MetricSuite), "a list and a divergence", () => new MetricSuite(() => new Divergences()) { Declared = ["", "step"] }),
    ];

    private static BrokenCase With(string test, string what, string says, Action<Variation> change) => new(typeof(MetricSuite), test, what, says, () => new MetricSuite(() =>
    {
        var metric = new Variation();
        change(metric);
        return metric;
    })
    { Claims = [""] });

    /// <summary>A distance of laws.</summary>
    private delegate double Distance(ReadOnlySpan<double> p, ReadOnlySpan<double> q);

    /// <summary>A value to report.</summary>
    private sealed record Found(double Value, string Method, double? Error, long? Samples);

    /// <summary>Total variation of whole sequences, exact or from frequencies; each part can be changed.</summary>
    private sealed class Variation : IMetric
    {
        public Action<ICell, Problems> Refuses { get; set; } = Refuse;

        public Action<Found, IResults> Report { get; set; } = static (value, results) => results.Add("", value.Value, value.Method, value.Error, value.Samples);

        public Func<ICell, long> Count { get; set; } = static cell => cell.Samples;

        public Distance Distance { get; set; } = Of;

        public bool Forgets { get; set; }

        public static bool CanMeasure(ICell cell) => IsExact(cell) || cell.Find<ISampler>() is not null && cell.Find<IMaskPredictor>() is not null;

        public static void Refuse(ICell cell, Problems problems)
        {
            if (!CanMeasure(cell))
            {
                problems.Add("it needs a predictor and a sampler");
            }
        }

        public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
        {
            var sum = 0.0;
            for (var x = 0; x < p.Length; x++)
            {
                sum += Math.Abs(p[x] - q[x]) / 2;
            }

            return sum;
        }

        public void Check(ICell cell, Problems problems) => Refuses(cell, problems);

        public SampleRequest? Samples(ICell cell) => IsExact(cell) ? null : new SampleRequest(Count(cell), () => new Frequencies(cell.Shape, Forgets));

        public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
        {
            if (seen is Frequencies frequencies)
            {
                var p = new double[(int)cell.Shape.Sequences];
                cell.Find<IDataDistribution>()!.Find<IWindowLaw>()!.Window(0, cell.Shape.Length, p);
                double[] q = [.. frequencies.Counts.Select(count => (double)count / frequencies.Counts.Sum())];
                var spread = q.Zip(p, (b, a) => Math.Sign(b - a) * b).Sum();
                Report(new Found(Distance(p, q), "samples", Math.Sqrt((1 - (spread * spread)) / frequencies.Counts.Sum()) / 2, frequencies.Counts.Sum()), results);
            }
            else
            {
                Report(new Found(Distance(cell.Derive<DataLaw>(stop).Value.Probabilities, cell.Derive<GeneratedLaw>(stop).Value.Probabilities), "law", null, null), results);
            }
        }

        private static bool IsExact(ICell cell) => cell.Check<GeneratedLaw>().Possible && cell.Check<DataLaw>().Possible;
    }

    private sealed class Frequencies(Shape shape, bool forgets) : ITally
    {
        public long[] Counts { get; } = new long[(int)shape.Sequences];

        public void Add(ReadOnlySpan<int> tokens, int calls)
        {
            var number = 0;
            foreach (var token in tokens)
            {
                number = (number * shape.States) + token;
            }

            Counts[number]++;
        }

        public void Merge(ITally later)
        {
            for (var x = 0; x < Counts.Length; x++)
            {
                Counts[x] = (forgets ? 0 : Counts[x]) + ((Frequencies)later).Counts[x];
            }
        }
    }

    /// <summary>The order-averaged divergence, with what each step adds where it is known.</summary>
    private sealed class Divergences : IMetric
    {
        public void Check(ICell cell, Problems problems)
        {
            if (cell.Check<OrderedDivergence>().Reason is { } reason)
            {
                problems.Add(reason);
            }
        }

        public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
        {
            var (kl, method) = cell.Derive<OrderedDivergence>(stop);
            results.Add("", kl.Total, method, kl.StandardError, kl.Samples);
            for (var t = 0; t < kl.Steps?.Length; t++)
            {
                results.Add("step", kl.Steps[t], method, index: t);
            }
        }
    }
}
