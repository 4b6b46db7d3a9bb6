using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Losses of a score: as sums over pairs of states, from samples, and at any length.</summary>
public class LossTests
{
    private const double Rate = 2;

    [Theory]
    [InlineData("masked", false)]
    [InlineData("masked", true)]
    [InlineData("uniform", false)]
    [InlineData("uniform", true)]
    public void They_are_those_of_full_matrices(string process, bool stateDependent)
    {
        var setting = Of(process, stateDependent);
        var measured = Installed.Measure(setting.Pipeline(""" "losses": {} """));
        var masked = process == "masked";
        var (length, states) = (setting.Law.Length, setting.Law.States);
        var n = masked ? states + 1 : states;
        var chain = new FullChain(masked ? TokenRates.Masked(states) : TokenRates.Uniform(states), length);
        var data = new double[Laws.Count(length, n)];
        for (var x = 0; x < setting.Law.Law.Length; x++)
        {
            data[Laws.Index(Laws.Tokens(x, length, states), n)] = setting.Law.Law[x];
        }

        double Score(double b, int x, int i, int v, double exact)
        {
            var phase = stateDependent ? Laws.Tokens(x, length, n).Select((token, j) => (j + 1) * token).Sum() / 2.0 : 0;
            return exact * Math.Exp(setting.Amplitude * Math.Sin(1 + i + (2 * v) + (3 * b / Rate) + phase));
        }

        double Integral(Func<double, double, double, double, double, (int X, int Y, int Position), double> term) =>
            chain.Integral(data, 1e-12, 0.05, Score, 60, term) + chain.Integral(data, 0.05, Rate, Score, 100, term);

        Near(Integral((_, p, q, s, e, _) => p * q * ((s * Math.Log(s / e)) + e - s)), measured["losses.score-entropy"]);
        Near(Integral((_, p, q, s, e, _) => p * q * s * Math.Pow(1 - (e / s), 2)), measured["losses.weighted-ratio"]);
        Near(Integral((_, p, q, s, e, _) => p * q * s * Math.Pow(Math.Abs(1 - (e / s)), 3)), measured["losses.cubic"], 1e-5);
        if (masked)
        {
            Assert.Equal(double.PositiveInfinity, measured["losses.weighted-score-matching"]);
            Assert.Contains("as t → 0", measured.One("losses.weighted-score-matching").Note, StringComparison.Ordinal);
        }
        else
        {
            Near(Integral((_, p, q, s, e, _) => p * q * Math.Pow(s - e, 2) / 2), measured["losses.weighted-score-matching"]);

            // Σ_x p(x) Q s̃²/2 less Σ_y p(y) Q(y, x) s̃(x)_y, without the exact score; p(y) = p(x) s.
            Near(Integral((_, p, q, s, e, _) => (p * q * e * e / 2) - (p * s * q * e)), measured["losses.implicit-score-matching"]);
        }

        // Denoising, by the law of the noisy tokens given each data sequence.
        var denoising = 0.0;
        for (var x = 0; x < setting.Law.Law.Length; x++)
        {
            var given = new double[data.Length];
            given[Laws.Index(Laws.Tokens(x, length, states), n)] = 1;
            denoising += setting.Law.Law[x] * (Given(given, 1e-12, 0.05, 60) + Given(given, 0.05, Rate, 100));
        }

        Near(denoising, measured["losses.denoising-score-entropy"], 1e-5);

        // The score is that of the data law; the ratio r that of the given sequence.
        double Given(double[] given, double from, double to, int cells) => chain.Integral(
            given, from, to, (b, x, i, v, r) => r, cells, (b, p, q, r, _, pair) =>
            {
                var law = Marginal(b);
                var e = Score(b, pair.X, pair.Position, Laws.Tokens(pair.Y, length, n)[pair.Position], law[pair.Y] / law[pair.X]);
                return p * q * ((r == 0 ? 0 : r * Math.Log(r / e)) + e - r);
            });

        double[] Marginal(double b)
        {
            if (!_laws.TryGetValue(b, out var law))
            {
                _laws[b] = law = chain.Law(data, b);
            }

            return law;
        }
    }

    [Theory]
    [InlineData("masked", false)]
    [InlineData("masked", true)]
    [InlineData("uniform", false)]
    [InlineData("uniform", true)]
    public void Samples_agree_with_sums_over_all_states(string process, bool stateDependent)
    {
        var measured = Installed.Measure(Of(process, stateDependent).Pipeline(""" "exact": { "kind": "losses" }, "sampled": { "kind": "losses", "method": "samples", "samples": 20000 } """));
        foreach (var exact in measured.All.Where(value => value.Metric.StartsWith("exact.", StringComparison.Ordinal) && !value.Metric.EndsWith("-ratio", StringComparison.Ordinal)))
        {
            var sampled = measured.One(exact.Metric.Replace("exact.", "sampled.", StringComparison.Ordinal));
            Assert.Equal("samples", sampled.Method);
            Assert.Equal(double.IsInfinity(exact.Value), double.IsInfinity(sampled.Value));
            Assert.Equal(double.IsInfinity(exact.Value), sampled.Note is not null);
            Assert.True(double.IsInfinity(exact.Value) || Math.Abs(exact.Value - sampled.Value) <= 4 * sampled.Error, $"{exact.Metric}: {exact.Value:R} exactly, {sampled.Value:R} ± {sampled.Error:R} from samples");
        }
    }

    [Fact]
    public void So_they_do_under_a_process_that_does_not_redraw_tokens()
    {
        var rates = Data.Files.Write("circle.txt", "-3 2 1\n1 -3 2\n2 1 -3\n");
        var measured = Installed.Measure($$"""
            {
              "data": {{Installed.Potts(2, 3)}}, "process": { "kind": "tokens", "rates": "{{rates}}" }, "noise": { "kind": "constant", "rate": 1 }, "score": { "kind": "perturbed", "amplitude": 0.3 },
              "sampler": "reverse-process", "metrics": { "exact": { "kind": "losses" }, "sampled": { "kind": "losses", "method": "samples", "samples": 5000 }, "bounds": {}, "tv": {} }
            }
            """);
        Assert.All(["score-entropy", "weighted-score-matching", "weighted-ratio", "cubic", "denoising-score-entropy"], name =>
            Assert.True(Math.Abs(measured["exact." + name] - measured["sampled." + name]) <= 4 * measured.One("sampled." + name).Error));
        Assert.DoesNotContain("bounds.tv", measured.Names);
        Assert.All(["tv-sharp", "path", "kl-tv", "ipm.tv"], name => Assert.True(measured["tv"] <= measured["bounds." + name]));
    }

    [Fact]
    public void The_exact_score_has_none_at_any_length()
    {
        var measured = Installed.Measure($$"""
            { "data": {{Installed.Potts(40)}}, "noise": "cosine", "score": "exact", "metrics": { "losses": { "samples": 500 } } }
            """);
        Assert.All(["score-entropy", "score-entropy-conditioned", "weighted-score-matching", "weighted-ratio", "cubic"], name =>
        {
            Assert.Equal(0, measured["losses." + name], 1e-12);
            Assert.Equal("samples", measured.One("losses." + name).Method);
        });
        Assert.Equal(1, measured["losses.largest-ratio"], 1e-9);
    }

    [Theory]
    [InlineData("masked")]
    [InlineData("uniform")]
    public void At_any_length_the_denoising_entropy_of_the_exact_score_is_the_entropy_of_the_data(string process)
    {
        // H(X_0|X_T), up to e^{−2B(T)}, which log-linear noise makes 1e-6.
        var measured = Installed.Measure($$"""
            { "data": {{Installed.Potts(40)}}, "process": "{{process}}", "noise": "log-linear", "score": "exact", "metrics": { "losses": { "samples": 4000 }, "information": {} } }
            """);
        var denoising = measured.One("losses.denoising-score-entropy");
        Assert.True(Math.Abs(denoising.Value - measured["information.entropy"]) <= (4 * denoising.Error) + 1e-2, $"{denoising.Value} ± {denoising.Error}, entropy {measured["information.entropy"]}");
        Assert.InRange(denoising.Error!.Value, 0.001, 1);
    }

    [Theory]
    [InlineData(3, """{ "kind": "constant", "rate": 0.7 }""", "law")]
    [InlineData(40, """{ "kind": "constant", "rate": 0.7 }""", "samples")]
    [InlineData(40, "\"log-linear\"", "samples")]
    public void A_predictor_has_the_training_error_of_one_token_at_a_time_at_every_horizon(int length, string noise, string method)
    {
        // T 2.7: L_SE^m = Σ_w [c(w) − h(w)].
        var measured = Installed.Measure($$"""
            {
              "data": {{Installed.Potts(length)}}, "noise": {{noise}}, "predictor": { "kind": "mixture", "weight": 0.2 }, "score": "predictor",
              "schedule": { "kind": "balanced", "steps": {{length}} }, "metrics": { "losses": { "samples": 2000 }, "training-error": {} }
            }
            """);
        var loss = measured.One("losses.score-entropy-conditioned");
        Assert.Equal(method, loss.Method);
        Assert.True(Math.Abs(loss.Value - measured["training-error"]) <= (4 * loss.Error ?? 0) + 1e-9, $"{loss.Value:R} ± {loss.Error:R}, not {measured["training-error"]:R}");
    }

    [Fact]
    public void Data_that_can_only_be_sampled_has_the_denoising_entropy_alone_and_no_bounds()
    {
        string Pipeline(string metric) => $$"""
            {
              "data": { "kind": "text", "files": "{{Data.Files.Text}}", "length": 12 }, "noise": "log-linear",
              "predictor": { "kind": "ngram", "order": 1, "files": "{{Data.Files.Text}}" }, "score": "predictor", "metrics": { "{{metric}}": { } }, "sampler": { "kind": "first-hitting", "samples": 500 }
            }
            """;
        Assert.Equal(["losses.denoising-score-entropy"], Installed.Measure(Pipeline("losses")).Names);
        Assert.Contains(Installed.Errors(Pipeline("bounds")), error => error.Contains("conditionals", StringComparison.Ordinal));
    }

    private readonly Dictionary<double, double[]> _laws = [];

    private static ScoredSetting Of(string process, bool stateDependent) =>
        new(Setting.Of(2, 2), process, $$"""{ "kind": "constant", "rate": {{Rate}} }""", 0.4, stateDependent);

    private static void Near(double expected, double actual, double tolerance = 1e-7) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");
}
