using CsCheck;
using Unmask.Theory;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Bounds of a score against the exact law of its reverse chain.</summary>
public class ScoreBoundTests
{
    private const string Metrics = """
        "tv": {}, "kl": {}, "bounds": {}, "losses": {}, "first": { "kind": "attribution", "position": 0, "symbol": 0, "times": 3 },
        "each": { "kind": "tv", "marginal": "position" }, "w1": {}, "mmd": {}
        """;

    private static readonly string[] Distances = ["tv", "w1", "mmd"];

    [Fact]
    public void Every_bound_holds() => ScoredSetting.Random.Sample(
        setting =>
        {
            var measured = Installed.Measure(setting.Pipeline(Metrics));
            var tv = measured["tv"];
            Assert.All(["tv", "tv-sharp", "path", "kl-tv"], bound => AtMost(tv, measured["bounds." + bound], bound));
            AtMost(measured["kl"], measured["bounds.kl"], "kl");
            AtMost(measured["bounds.prior-exact"], measured["bounds.prior"], "prior");
            AtMost(measured["bounds.tv-sharp"], measured["bounds.tv"], "tv-sharp");
            AtMost(Math.Abs(measured["first"]), measured["bounds.ipm.first"], "ipm.first");
            AtMost(measured.List("each.position").Max(), measured["bounds.ipm.each"], "ipm.each");
            Assert.All(Distances, distance => AtMost(measured[distance], measured["bounds.ipm." + distance], distance));
            AtMost(2 * tv, measured["bounds.observable"], "observable");
            AtMost(measured["losses.weighted-ratio"], (2 * measured["losses.score-entropy"]) + (2 * measured["losses.cubic"] / 3), "Lemma B.6");
        },
        iter: 40);

    [Fact]
    public void Each_is_made_of_what_is_shown() => ScoredSetting.Random.Sample(
        setting =>
        {
            var measured = Installed.Measure(setting.Pipeline(Metrics));
            double L(string name) => measured["losses." + name];
            double B(string name) => measured["bounds." + name];
            var (d, s, masked) = (setting.Law.Length, setting.Law.States, setting.Process == "masked");
            Same(d * Math.Exp(-B("total-rate")), B("prior"));
            Same(masked ? L("score-entropy") + (2 * L("cubic") / 3) : L("weighted-score-matching"), B("loss"));
            Same(masked ? 2 * d * B("not-all-masked") : 2 * d * B("total-rate"), B("factor"));
            Same(B("loss") == 0 ? B("prior") : B("prior") + Math.Sqrt(B("factor") * B("loss")), B("tv"));
            Same(B("prior-exact") + Math.Sqrt(L("score-entropy") / 2), B("path"));
            Same(Math.Sqrt(B("kl") / 2), B("kl-tv"));
            Same(2 * B("tv"), B("observable"));
            Same(B("tv"), B("ipm.tv"));
            Same(d * B("tv"), B("ipm.w1"));
            Same(2 * B("tv"), B("ipm.mmd"));
            if (masked)
            {
                Same(1 - Math.Pow(1 - Math.Exp(-B("total-rate")), d), B("prior-exact"));
                Same(L("score-entropy-conditioned"), B("kl"));
                Assert.Contains("1/2 to 3/2", measured.One("bounds.tv").Note, StringComparison.Ordinal);
            }
            else
            {
                Assert.DoesNotContain("bounds.not-all-masked", measured.Names);
            }
        },
        iter: 20);

    [Fact]
    public void A_cell_with_a_schedule_and_a_score_has_both_families()
    {
        var names = Installed.Measure($$"""
            { "data": {{Installed.Potts(3)}}, "noise": "log-linear", "score": "exact", "predictor": "exact", "schedule": { "kind": "balanced", "steps": 2 }, "metrics": { "bounds": {} } }
            """).Names;
        Assert.Contains("bounds.theorem1", names);
        Assert.Contains("bounds.path", names);
    }

    [Fact]
    public void With_the_exact_score_under_the_masked_process_the_prior_term_is_slack()
    {
        var measured = Installed.Measure($$"""
            { "data": {{Installed.Potts(3)}}, "noise": { "kind": "constant", "rate": 0.5 }, "score": "exact", "sampler": "reverse-process", "metrics": { "tv": {}, "bounds": {} } }
            """);
        Assert.Equal(0, measured["tv"], 1e-11);
        Assert.Equal(0, measured["bounds.kl"], 1e-12);
        Assert.Equal(3 * Math.Exp(-0.5), measured["bounds.tv"], 1e-9);
    }

    [Theory]
    [InlineData("masked")]
    [InlineData("uniform")]
    public void At_any_length_they_are_of_estimated_losses(string process)
    {
        var measured = Installed.Measure($$"""
            {
              "data": {{Installed.Potts(40)}}, "process": "{{process}}", "noise": "log-linear", "score": { "kind": "perturbed", "amplitude": 0.3 },
              "metrics": { "bounds": {}, "losses": {} }, "sampler": { "kind": "euler", "steps": 4, "samples": 500 }
            }
            """);
        var (path, loss) = (measured.One("bounds.path"), measured.One("losses.score-entropy"));
        Same(1 - Math.Pow(1 - Math.Exp(-measured["bounds.total-rate"]), 40) + Math.Sqrt(loss.Value / 2), path.Value);
        Same(loss.Error!.Value / Math.Sqrt(8 * loss.Value), path.Error!.Value);
        Assert.Equal(("samples", 500L), (path.Method, path.Samples!.Value));
        Assert.Null(measured.One("bounds.prior").Error);
        Assert.Equal(process == "masked", measured.Names.Contains("bounds.prior-exact"));
        var divergence = measured.One("bounds.kl");
        AtMost(process == "masked" ? measured["losses.score-entropy-conditioned"] : loss.Value, divergence.Value, "kl");
        AtMost(divergence.Value, loss.Value + 0.1, "kl");
    }

    [Theory]
    [InlineData("masked")]
    [InlineData("uniform")]
    public void What_is_known_of_the_prior_at_any_length_holds(string process) => ScoredSetting.Random.Where(setting => setting.Process == process).Sample(
        setting =>
        {
            var experiment = Installed.Compose(setting.Pipeline(""" "bounds": {} """));
            var cell = experiment.Cells[0].Cell;
            var exact = PriorMismatch.Of(cell.Derive<ReverseChain>(CancellationToken.None, null).Value);
            var known = PriorMismatch.Of(cell.Find<IForwardProcess>()!, cell.Shape, cell.Derive<ReverseChain>(CancellationToken.None, null).Value.Total);
            Same(exact.Bound, known.Bound);
            Same(exact.Product, known.Product);
            AtMost(exact.TotalVariation, known.TotalVariation, "total variation");
            AtMost(exact.Divergence, known.Divergence, "divergence");
            Assert.Equal(process == "masked", known.IsExact);
        },
        iter: 15);

    [Fact]
    public void Infinity_has_its_reason()
    {
        var measured = Installed.Measure("""
            {
              "data": { "kind": "table", "length": 2, "states": 2, "probabilities": [0.5, 0, 0, 0.5] }, "process": "uniform", "noise": "log-linear",
              "score": { "kind": "perturbed", "amplitude": 0.1 }, "metrics": { "losses": {}, "bounds": {} }
            }
            """);
        foreach (var name in new[] { "losses.weighted-score-matching", "bounds.tv", "bounds.loss", "bounds.observable" })
        {
            Assert.Equal(double.PositiveInfinity, measured[name]);
            Assert.Contains("in state (0, 1)", measured.One(name).Note, StringComparison.Ordinal);
        }

        Assert.True(double.IsFinite(measured["bounds.tv-sharp"]));
    }

    private static void AtMost(double value, double bound, string name) => Assert.True(value <= (bound * (1 + 1e-9)) + 1e-9, $"{name}: {value:R} is above {bound:R}");

    private static void Same(double expected, double actual) =>
        Assert.True(expected == actual || Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {actual:R}");
}
