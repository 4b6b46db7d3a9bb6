using System.Globalization;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Estimates lie within 4 standard errors of values known exactly, say how many samples they are from, and admit their bias.</summary>
public class EstimateTests
{
    private const int Length = 24;
    private const int Samples = 20_000;
    private const double Heads = 0.8;
    private const double Weight = 0.5;

    /// <summary>What a mixture with the uniform law draws instead of <see cref="Heads"/>.</summary>
    private const double Drawn = ((1 - Weight) * Heads) + (Weight / 2);

    [Fact]
    public void Variation_of_positions_and_pairs_beyond_enumeration()
    {
        var measured = Independent(""" "each": { "kind": "tv", "marginal": "position" }, "pairs": { "kind": "tv", "marginal": "k", "k": 2 } """);
        Assert.Equal(Length, measured.List("each.position").Length);
        Assert.All(measured.All.Where(value => value.Metric == "each.position"), value => Near(Heads - Drawn, value));
        var pair = (Math.Abs((Heads * Heads) - (Drawn * Drawn))
            + (2 * Math.Abs((Heads * (1 - Heads)) - (Drawn * (1 - Drawn))))
            + Math.Abs(((1 - Heads) * (1 - Heads)) - ((1 - Drawn) * (1 - Drawn)))) / 2;
        Assert.All(measured.All.Where(value => value.Metric == "pairs.kgram"), value => Near(pair, value));
    }

    [Fact]
    public void Entropy_within_sequences_beyond_enumeration()
    {
        var (expected, probability) = (0.0, Math.Pow(1 - Drawn, Length));
        for (var heads = 0; heads <= Length; heads++)
        {
            var share = heads / (double)Length;
            expected -= probability * ((share > 0 ? share * Math.Log(share) : 0) + (share < 1 ? (1 - share) * Math.Log(1 - share) : 0));
            probability *= Drawn / (1 - Drawn) * (Length - heads) / (heads + 1);
        }

        var measured = Independent(""" "entropy": {} """);
        Near(expected, measured.One("entropy.sequence"));
        Assert.Equal(["entropy.sequence"], measured.Names);
    }

    [Fact]
    public void Frequencies_of_sequences_where_choices_are_too_many()
    {
        var measured = Installed.Measure($$"""
            { "data": {{Installed.Potts(18)}}, "predictor": "exact", "schedule": { "kind": "confidence", "steps": 2, "temperature": 1 },
              "sampler": "ancestral", "metrics": { "law": { "samples": {{Samples}} } } }
            """);
        Assert.Equal(1 << 18, measured.All.Count);
        Assert.Equal(1, measured.All.Sum(value => value.Value), 1e-9);
        Assert.All(measured.All, value => Assert.Equal(Math.Sqrt(value.Value * (1 - value.Value) / Samples), value.Error!.Value, 1e-15));
        Assert.All(measured.All, value => Assert.Equal((long)Samples, value.Samples));
    }

    [Fact]
    public void Calls_of_a_schedule_that_looks_at_tokens()
    {
        var nfe = Installed.Measure($$"""
            { "data": {{Installed.Potts(40)}}, "predictor": "exact", "schedule": { "kind": "entropy", "steps": 5 },
              "sampler": "ancestral", "metrics": { "nfe": { "samples": 300 } } }
            """).One("nfe");
        Assert.Equal((5, 0, "samples", 300), (nfe.Value, nfe.Error, nfe.Method, nfe.Samples));
    }

    [Theory]
    [InlineData("marginal", 3)]
    [InlineData("exact", 4)]
    public void Divergence_of_the_output_law_from_frequencies(string predictor, int length)
    {
        var measured = Installed.Measure($$"""
            { "data": {{Installed.Potts(length)}}, "predictor": "{{predictor}}", "schedule": { "kind": "balanced", "steps": 1 }, "sampler": "ancestral",
              "metrics": { "kl": {}, "counted": { "kind": "kl", "method": "samples", "samples": {{10 * Samples}} } } }
            """);
        var counted = measured.One("counted.marginal");
        Near(measured["kl.marginal"], counted, 10 * Samples);
        Assert.Contains("biased upward", counted.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("counted", measured.Names);
    }

    [Fact]
    public void A_possible_sequence_that_was_never_drawn_makes_it_infinite()
    {
        var value = Installed.Measure($$"""
            { "data": {{Installed.Potts(10)}}, "predictor": "exact", "schedule": { "kind": "balanced", "steps": 5 }, "sampler": "ancestral",
              "metrics": { "kl": { "method": "samples", "samples": 100 } } }
            """).One("kl.marginal");
        Assert.Equal((double.PositiveInfinity, null), (value.Value, value.Error));
        Assert.Contains("never drawn in 100 samples", value.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_variation_over_many_states_admits_its_bias()
    {
        var measured = Installed.Measure($$"""
            { "data": {{Installed.Potts(30)}}, "predictor": "exact", "schedule": { "kind": "balanced", "steps": 30 }, "sampler": { "kind": "ancestral", "samples": 500 },
              "metrics": { "tv": { "marginal": "k", "k": 8 } } }
            """);
        Assert.All(measured.All, value => Assert.Contains("biased upward", value.Note, StringComparison.Ordinal));
    }

    [Fact]
    public void Replay_draws_the_metrics_own_number_of_sequences()
    {
        var measured = Installed.Measure($$"""
            { "data": {{Installed.Potts(12)}}, "predictor": { "kind": "mixture", "weight": 0.2 }, "schedule": { "kind": "balanced", "steps": 3 },
              "sampler": { "kind": "ancestral", "samples": 50 },
              "metrics": { "kl": { "method": "curve" }, "replayed": { "kind": "kl", "method": "replay", "samples": 4000 }, "default": { "kind": "kl", "method": "replay" } } }
            """);
        Near(measured["kl"], measured.One("replayed"), 4000, "replay");
        Near(measured["kl"], measured.One("default"), 50, "replay");
        Assert.Equal(["replayed"], measured.Names.Where(name => name.StartsWith("replayed", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_evidence_bound_of_an_order_carries_the_error_of_replay()
    {
        const int length = 40;
        var measured = Installed.Measure($$"""
            { "data": {{Installed.Potts(length)}}, "predictor": "exact", "schedule": { "kind": "entropy", "steps": 8 }, "sampler": "ancestral",
              "metrics": { "kl": { "samples": 500 }, "elbo": { "samples": 500 }, "information": {} } }
            """);
        var (kl, nats, perplexity) = (measured.One("kl"), measured.One("elbo.nats-per-token"), measured.One("elbo.perplexity"));
        Assert.Equal((kl.Value + measured["information.entropy"]) / length, nats.Value, 1e-12);
        Assert.Equal(kl.Error!.Value / length, nats.Error!.Value, 1e-14);
        Assert.Equal(Math.Exp(nats.Value), perplexity.Value, 1e-12);
        Assert.Equal(Math.Exp(nats.Value) * nats.Error.Value, perplexity.Error!.Value, 1e-12);
        Assert.Equal(nats.Error.Value / Math.Log(2), measured.One("elbo.bits-per-token").Error!.Value, 1e-14);
        Assert.Equal(("replay", 500L), (nats.Method, nats.Samples));
    }

    private static Measured Independent(string metrics) => Installed.Measure(string.Create(CultureInfo.InvariantCulture, $$"""
        { "data": { "kind": "independent", "length": {{Length}}, "states": 2, "probabilities": [{{1 - Heads}}, {{Heads}}] },
          "predictor": { "kind": "mixture", "weight": {{Weight}} }, "schedule": { "kind": "balanced", "steps": 3 },
          "sampler": { "kind": "ancestral", "samples": {{Samples}} }, "metrics": { {{metrics}} } }
        """));

    private static void Near(double expected, Host.Runs.MetricValue value, long samples = Samples, string method = "samples")
    {
        Assert.Equal((method, samples), (value.Method, value.Samples));
        Assert.True(value.Error > 0);
        Assert.True(Math.Abs(value.Value - expected) <= 4 * value.Error, $"{value.Metric}: expected {expected}, got {value.Value} ± {value.Error}");
    }
}
