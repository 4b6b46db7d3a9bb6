using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Exact values against plain enumeration, on random laws, schedules and predictors.</summary>
public class MetricDefinitionTests
{
    private static readonly Gen<(Setting Setting, int[] Sizes)> Cells =
        from setting in Setting.Random
        from which in Gen.Int[0, 1000]
        let all = Oracles.Sizes.Compositions(setting.Length).ToList()
        select (setting, all[which % all.Count]);

    [Fact]
    public void Divergences_and_their_parts() => Sample((setting, sizes) =>
    {
        var measured = Measure(setting, sizes, """ "kl": {}, "ter": {}, "elbo": {}, "training-error": {}, "by-law": { "kind": "kl", "method": "law" }, "exactly": { "kind": "kl", "method": "exact" } """);
        var expected = Divergences.Expected(setting.Law, setting.Length, setting.States, sizes, setting.Predictor);
        var marginal = Laws.Divergence(setting.Law, Divergences.Output(setting.Length, setting.States, sizes, setting.Predictor));
        var training = Divergences.TrainingError(setting.Law, setting.Length, setting.States, sizes, setting.Predictor);
        var (entropy, bits) = (Laws.Entropy(setting.Law), setting.Length * Math.Log(2));

        Close(expected, measured["kl"]);
        Close(expected, measured["by-law"]);
        Close(expected, measured["exactly"]);
        Close(expected, measured.List("kl.step").Sum());
        Assert.Equal(sizes.Length, measured.List("kl.step").Length);
        Close(marginal, measured["kl.marginal"]);
        Close(training, measured["training-error"]);
        Close(entropy / bits, measured["ter.data"]);
        Close((entropy + marginal) / bits, measured["ter.generated"]);
        Close(marginal / bits, measured["ter.gap"]);
        Close((expected + entropy) / setting.Length, measured["elbo.nats-per-token"]);
        Close((expected + entropy) / bits, measured["elbo.bits-per-token"]);
        Close(Math.Exp((expected + entropy) / setting.Length), measured["elbo.perplexity"]);
    });

    [Fact]
    public void The_generated_law_and_what_follows_from_it() => Sample((setting, sizes) =>
    {
        var k = Math.Min(2, setting.Length);
        var measured = Measure(setting, sizes, $$""" "law": {}, "entropy": {}, "nfe": {}, "tv": {}, "each": { "kind": "tv", "marginal": "position" }, "pairs": { "kind": "tv", "marginal": "k", "k": {{k}} } """);
        var law = Divergences.Output(setting.Length, setting.States, sizes, setting.Predictor);

        Assert.All(law.Zip(measured.List("law")), pair => Close(pair.First, pair.Second));
        Close(Laws.Entropy(law), measured["entropy"]);
        Close(law.Select((q, x) => q * WithinSequence(Laws.Tokens(x, setting.Length, setting.States), setting.States)).Sum(), measured["entropy.sequence"]);
        Assert.Equal(sizes.Length, measured["nfe"]);
        Close(Variation(setting.Law, law), measured["tv"]);
        Assert.All(measured.List("each.position").Index(), at => Close(Variation(Marginal(setting.Law, at.Index, 1), Marginal(law, at.Index, 1)), at.Item));
        Assert.All(measured.List("pairs.kgram").Index(), at => Close(Variation(Marginal(setting.Law, at.Index, k), Marginal(law, at.Index, k)), at.Item));
        Assert.Equal(setting.Length, measured.List("each.position").Length);
        Assert.Equal(setting.Length - k + 1, measured.List("pairs.kgram").Length);

        double[] Marginal(double[] p, int start, int width) => Laws.Marginal(p, setting.Length, setting.States, [.. Enumerable.Range(start, width)]);
    });

    [Fact]
    public void Curves_and_correlations() => Sample((setting, sizes) =>
    {
        var measured = Measure(setting, sizes, """ "information": {} """);
        var h = Curves.Information(setting.Law, setting.Length, setting.States);
        var c = Curves.CrossEntropy(setting.Law, setting.Length, setting.States, setting.Predictor);
        Assert.All(h.Zip(measured.List("information.curve")), pair => Close(pair.First, pair.Second));
        Assert.All(c.Zip(measured.List("information.cross-entropy")), pair => Close(pair.First, pair.Second));
        Close(Laws.Entropy(setting.Law), measured["information.entropy"]);
        Close(setting.Length * (h[0] - h[^1]), measured["information.sum"]);
        Close(h.Sum(value => h[0] - value), measured["information.total-correlation"]);
        Close(h.Sum(value => value - h[^1]), measured["information.dual-total-correlation"]);
    });

    [Fact]
    public void Marginals_vary_less_than_the_whole_and_both_less_than_the_divergence_allows() => Sample((setting, sizes) =>
    {
        var measured = Measure(setting, sizes, """ "kl": {}, "tv": {}, "each": { "kind": "tv", "marginal": "position" }, "all": { "kind": "tv", "marginal": "k", "k": 1 } """);
        Assert.True(measured["kl.marginal"] <= measured["kl"] + 1e-12);
        Assert.True(measured["tv"] <= Math.Sqrt(measured["kl.marginal"] / 2) + 1e-7);
        Assert.All(measured.List("each.position"), value => Assert.True(value <= measured["tv"] + 1e-12));
        Assert.Equal(measured.List("each.position"), measured.List("all.kgram"));
    });

    [Fact]
    public void One_position_a_step_with_the_exact_predictor_has_no_error() => Setting.Random.Sample(
        setting =>
        {
            var measured = Measure(setting with { Weight = 0 }, [.. Enumerable.Repeat(1, setting.Length)], """ "kl": {}, "tv": {}, "ter": {}, "training-error": {} """);
            Assert.All(["kl", "kl.marginal", "tv", "ter.gap", "training-error"], name => Assert.InRange(measured[name], -1e-15, 1e-12));
        },
        iter: 20);

    [Fact]
    public void An_impossible_token_makes_the_divergence_infinite_and_says_where()
    {
        var measured = Installed.Measure("""
            { "data": { "kind": "table", "length": 2, "states": 2, "probabilities": [0.5, 0, 0.25, 0.25] },
              "predictor": { "kind": "tempered", "temperature": 0.0001 }, "schedule": { "kind": "balanced", "steps": 1 },
              "sampler": "ancestral", "metrics": { "kl": {}, "ter": {} } }
            """);
        Assert.Equal(double.PositiveInfinity, measured["kl"]);
        Assert.Equal(double.PositiveInfinity, measured["kl.marginal"]);
        Assert.Equal(double.PositiveInfinity, measured["ter.gap"]);
        Assert.Contains("probability 0", measured.One("kl").Note, StringComparison.Ordinal);
        Assert.Contains("cannot be generated", measured.One("kl.marginal").Note, StringComparison.Ordinal);
    }

    private static void Sample(Action<Setting, int[]> check) => Cells.Sample(cell => check(cell.Setting, cell.Sizes), iter: 40);

    private static Measured Measure(Setting setting, int[] sizes, string metrics) =>
        Installed.Measure(setting.Pipeline($$"""{ "kind": "sizes", "sizes": [{{string.Join(", ", sizes)}}] }""", metrics));

    private static double Variation(double[] p, double[] q) => p.Zip(q).Sum(pair => Math.Abs(pair.First - pair.Second)) / 2;

    private static double WithinSequence(int[] tokens, int states) =>
        Laws.Entropy([.. Enumerable.Range(0, states).Select(v => tokens.Count(token => token == v) / (double)tokens.Length)]);

    private static void Close(double expected, double got) =>
        Assert.True(Math.Abs(expected - got) <= 1e-10 * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {got:R}");
}
