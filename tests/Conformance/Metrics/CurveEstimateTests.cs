using Unmask.Host.Composition;
using Unmask.Interpretation;
using Unmask.Numerics;
using Unmask.Tests.Conformance.Data;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Estimated curves against the exact ones, at every w: every installed predictor, laws of every installed kind, and whatever is known of the law.</summary>
public class CurveEstimateTests
{
    private const int Samples = 1500;

    public static TheoryData<string> Predictors => [.. Installed.Names("predictor")];

    [Theory]
    [MemberData(nameof(Predictors))]
    public void Agrees_with_the_exact_curve_wherever_both_exist(string predictor)
    {
        foreach (var law in LawCase.Varied)
        {
            var cell = Cell(law.Json, PredictorCase.Of(predictor));
            var stop = TestContext.Current.CancellationToken;
            var exact = cell.Derive<CrossEntropyCurve>(stop, null).Value;
            var (data, asked) = (cell.Find<IDataDistribution>()!, cell.Find<IMaskPredictor>()!);
            var usual = CurveTask.Of(cell.Shape, data, asked, exact.Information);
            foreach (var task in new[]
            {
                usual,
                usual with { Known = null },
                usual with { Conditionals = null },
                usual with { Conditionals = null, Known = null, Joint = data.Find<IJointLaw>() },
            }.Where(task => task.Conditionals is not null || task.Joint is not null || task.Known is not null))
            {
                var estimate = CurveEstimation.Run(task, 5, Samples, stop);
                for (var w = 0; w < exact.Length; w++)
                {
                    var place = $"{law.Name}, conditionals {task.Conditionals is not null}, h known {task.Known is not null}, w = {w}";
                    Near(exact[w], estimate.CrossEntropy(w), place);
                    if (estimate.Separates)
                    {
                        Near(exact.Information[w], estimate.Information(w), place);
                    }
                }

                Assert.Equal((Samples, 63), (estimate.Samples, estimate.DegreesOfFreedom));
            }
        }
    }

    [Fact]
    public void Every_value_from_a_curve_has_an_estimate_near_the_exact_one()
    {
        const string exact = """ "information": {}, "training-error": {}, "elbo": {}, "kl": { "method": "curve" } """;
        const string estimated = """
            "information": { "method": "samples", "samples": 2000 }, "training-error": { "method": "samples", "samples": 2000 },
            "elbo": { "method": "samples", "samples": 2000 }, "kl": { "method": "curveSamples", "samples": 2000 }
            """;
        var truth = Measure(exact);
        var values = Measure(estimated).All.Where(value => value.Method == "samples").ToList();
        Assert.Equal(
            ["elbo.bits-per-token", "elbo.nats-per-token", "elbo.perplexity", "information.cross-entropy", "kl", "training-error"], values.Select(value => value.Metric).Distinct().Order());
        Assert.All(values, value =>
        {
            var other = truth.All.Single(each => (each.Metric, each.Index) == (value.Metric, value.Index));
            Assert.Equal(2000, value.Samples);
            Assert.True(Math.Abs(value.Value - other.Value) <= (4 * value.Error) + 1e-12, $"{value.Metric}[{value.Index}]: {value.Value} ± {value.Error}, exactly {other.Value}");
        });

        static Measured Measure(string metrics) => Installed.Measure($$"""
            { "data": {{Installed.Potts(12, 3)}}, "predictor": { "kind": "tempered", "temperature": 2 }, "schedule": { "kind": "random-offset", "maximum": 4 }, "metrics": { {{metrics}} } }
            """);
    }

    [Fact]
    public void Data_that_can_only_be_sampled_have_an_evidence_bound_and_a_curve_but_no_divergence()
    {
        var law = (LawCase.Named("markov").Json, LawCase.Named("markov").Length);
        var cell = Cell(law.Json, """{ "kind": "mixture", "weight": 0.3 }""", """{ "kind": "balanced", "steps": 3 }""");
        var stop = TestContext.Current.CancellationToken;
        var (exact, visits) = (cell.Derive<CrossEntropyCurve>(stop, null).Value, cell.Derive<SizeVisits>(stop, null).Value);
        var hidden = new Cell(
            cell.Shape,
            new Dictionary<string, object> { ["data"] = new OnlySampled(cell.Find<IDataDistribution>()!), ["predictor"] = cell.Find<IMaskPredictor>()!, ["schedule"] = cell.Find<ISchedule>()! },
            1,
            3000,
            new DerivationStore());
        var measured = Measured(hidden, "information", "elbo");
        Assert.Equal(["cross-entropy", "nats-per-token", "bits-per-token", "perplexity"], measured.Select(value => value.Name).Distinct());
        Near(visits.All.Sum(visit => visit.Size * exact[visit.Revealed]) / law.Length, measured.Single(value => value.Name == "nats-per-token"));
        Assert.All(Enumerable.Range(0, law.Length), w => Near(exact[w], measured.Single(value => value.Name == "cross-entropy" && value.Index == w)));
        Assert.Contains("Try 'elbo'", Refusal(hidden, "training-error"), StringComparison.Ordinal);
        Assert.Contains("can only be sampled", hidden.Check<OrderedDivergence>("samples").Reason, StringComparison.Ordinal);
        Assert.Contains("no section 'predictor'", new Cell(cell.Shape, new Dictionary<string, object> { ["data"] = new OnlySampled(cell.Find<IDataDistribution>()!) }, 1, 10, new DerivationStore()).Check<EstimatedCurve>(null).Reason, StringComparison.Ordinal);

        static void Near(double truth, Value value) =>
            Assert.True(value.Method == "samples" && Math.Abs(value.Number - truth) <= 4 * value.Error, $"{value}: {truth} exactly");
    }

    [Theory]
    [InlineData("""{ "kind": "entropy", "perStep": 2 }""")]
    [InlineData("""{ "kind": "left-to-right", "perStep": 1 }""")]
    public void Of_an_order_the_evidence_bound_of_data_that_can_only_be_sampled_is_replayed(string schedule)
    {
        var law = LawCase.Named("markov");
        var pipeline = Installed.Compose($$"""{ "data": {{law.Json}}, "predictor": "marginal", "schedule": {{schedule}}, "sampler": "ancestral", "metrics": { "elbo": {} } }""");
        var exact = Installed.Measure($$"""{ "data": {{law.Json}}, "predictor": "marginal", "schedule": {{schedule}}, "sampler": "ancestral", "metrics": { "elbo": {} } }""").One("elbo.nats-per-token");
        var cell = pipeline.Cells[0].Cell;
        var hidden = new Cell(
            cell.Shape,
            new Dictionary<string, object> { ["data"] = new OnlySampled(cell.Find<IDataDistribution>()!), ["predictor"] = cell.Find<IMaskPredictor>()!, ["schedule"] = cell.Find<ISchedule>()!, ["sampler"] = cell.Find<ISampler>()! },
            1,
            4000,
            new DerivationStore());
        var bound = Measured(hidden, "elbo").Single(value => value.Name == "nats-per-token");
        Assert.Null(exact.Error);
        Assert.Equal("replay", bound.Method);
        Assert.True(bound.Error > 0 && Math.Abs(bound.Number - exact.Value) <= 4 * bound.Error, $"{bound}: {exact.Value} exactly");
    }

    private static List<Value> Measured(ICell cell, params string[] metrics)
    {
        var results = new Results();
        foreach (var metric in metrics.Select(name => Installed.Metric($"\"{name}\"")))
        {
            var problems = new Problems();
            metric.Check(cell, problems);
            Assert.Empty(problems.All);
            metric.Measure(cell, null, results, TestContext.Current.CancellationToken);
        }

        return results.All;
    }

    private static string Refusal(ICell cell, string metric)
    {
        var problems = new Problems();
        Installed.Metric($"\"{metric}\"").Check(cell, problems);
        return Assert.Single(problems.All).Message;
    }

    private sealed record Value(string Name, double Number, string Method, double? Error, int? Index);

    private sealed class Results : IResults
    {
        public List<Value> All { get; } = [];

        public void Add(string name, double value, string method, double? error, long? samples, int? index, string? note) => All.Add(new Value(name, value, method, error, index));
    }

    private sealed class OnlySampled(IDataDistribution law) : IDataDistribution
    {
        public Shape Shape => law.Shape;

        public void Sample(ref RandomStream random, Span<int> x) => law.Sample(ref random, x);
    }

    /// <summary>A cell of a law and a predictor.</summary>
    private static Cell Cell(string data, string predictor, string schedule = """{ "kind": "balanced", "steps": 1 }""") =>
        Installed.Compose($$"""{ "data": {{data}}, "predictor": {{predictor}}, "schedule": {{schedule}}, "metrics": { "information": {} } }""").Cells[0].Cell;

    private static void Near(double exact, Estimated estimate, string place) => Assert.True(
        Math.Abs(estimate.Value - exact) <= (4 * (estimate.StandardError ?? 0)) + 1e-12,
        $"{place}: exact {exact:R}, estimated {estimate.Value:R} ± {estimate.StandardError:R}");
}
