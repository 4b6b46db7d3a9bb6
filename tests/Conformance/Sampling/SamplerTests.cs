using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Sampling;

/// <summary>What the samplers of the masked process promise beyond their laws: what is exact, what stays as it is, what a call costs.</summary>
public class SamplerTests
{
    private static readonly Setting _exact = Setting.Of(4, 3) with { Weight = 0 };

    [Fact]
    public void First_hitting_is_one_token_at_a_time_at_any_length()
    {
        const string Metrics = """ "kl": {}, "nfe": {}, "training-error": {}, "bounds": {} """;
        string Pipeline(string rest) => $$"""{ "data": {{Installed.Potts(64, 4)}}, "predictor": { "kind": "mixture", "weight": 0.1 }, {{rest}}, "metrics": { {{Metrics}} } }""";
        var (hitting, balanced) = (Installed.Measure(Pipeline("\"sampler\": \"first-hitting\"")), Installed.Measure(Pipeline(""" "schedule": { "kind": "balanced", "steps": 64 } """)));
        Assert.Equal(balanced.All, hitting.All);
        Assert.Equal((64, "curve"), (hitting["nfe"], hitting.One("kl").Method));
        Assert.Equal(hitting["training-error"], hitting["kl"], 1e-12);
        Assert.Equal(0, Installed.Measure($$"""{ "data": {{Installed.Potts(64, 4)}}, "predictor": "exact", "sampler": "first-hitting", "metrics": { "kl": {} } }""")["kl"]);
    }

    [Fact]
    public void The_error_of_dndm_is_exact_at_any_length_and_agrees_with_replay()
    {
        var measured = Installed.Measure($$"""
            { "seed": 2, "data": {{Installed.Potts(32, 4)}}, "predictor": { "kind": "mixture", "weight": 0.1 }, "noise": { "kind": "cosine" }, "sampler": { "kind": "dndm", "steps": 10 },
              "metrics": { "kl": {}, "nfe": {}, "replayed": { "kind": "kl", "method": "replay", "samples": 4000 } } }
            """);
        var (exact, replayed) = (measured.One("kl"), measured.One("replayed"));
        Assert.Equal(("curve", null), (exact.Method, exact.Error));
        Assert.InRange(Math.Abs(exact.Value - replayed.Value) / replayed.Error!.Value, 0, 4);

        // Times of the cosine noise with epsilon 0.001, given that there is one: a step calls if it is some position's time.
        double Survival(double t) => Math.Cos(Math.PI / 2 * 0.999 * t);
        var calls = Enumerable.Range(1, 10).Sum(k => 1 - Math.Pow(1 - ((Survival((k - 1) / 10.0) - Survival(k / 10.0)) / (1 - Survival(1))), 32));
        Assert.Equal((calls, "curve"), (Math.Round(measured["nfe"], 9), measured.One("nfe").Method), (expected, got) => Math.Abs(expected.Item1 - got.Item1) < 1e-8 && expected.Item2 == got.Item2);
    }

    [Fact]
    public void Dndm_on_one_time_is_one_step_and_on_very_many_one_token_at_a_time()
    {
        string Pipeline(int steps) => $$"""{ "data": {{Installed.Potts(12, 3)}}, "predictor": "exact", "sampler": { "kind": "dndm", "steps": {{steps}} }, "metrics": { "kl": {}, "nfe": {}, "information": {} } }""";
        var (one, many) = (Installed.Measure(Pipeline(1)), Installed.Measure(Pipeline(20_000)));
        Assert.Equal(one["information.total-correlation"], one["kl"], 1e-12);
        Assert.Equal(1, one["nfe"]);
        Assert.InRange(many["kl"], 0, 0.01 * one["kl"]);
        Assert.InRange(many["nfe"], 11.99, 12);
    }

    [Fact]
    public void Without_masking_again_remask_is_the_grid_that_dndm_has()
    {
        double[] Law(string sampler) => Installed.Measure(
            $$"""{ "data": {{_exact.Data}}, "predictor": "exact", "noise": "log-linear", "sampler": {{sampler}}, "metrics": { "law": {} } }""").List("law");
        foreach (var (strategy, steps) in new[] { ("cap", 5), ("rescale", 5), ("confidence", 2) })
        {
            var grid = Law($$"""{ "kind": "dndm", "steps": {{steps}} }""");
            var law = Law($$"""{ "kind": "remask", "steps": {{steps}}, "strategy": "{{strategy}}", "eta": 0 }""");
            Assert.All(grid.Zip(law), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
        }
    }

    [Fact]
    public void Masking_again_leaves_the_number_of_masks_as_it_is() =>
        (from steps in Gen.Int[2, 5] from eta in Gen.Double[0, 1] select (steps, eta)).Sample(
            x =>
            {
                // By the oracle that the plugin agrees with: a position is masked after each step as often as at its time.
                double[] survival = [.. Enumerable.Range(0, x.steps + 1).Select(j => (double)j / x.steps)];
                double Sigma(int j) => x.eta * (j == 0 ? 1 : Math.Min(1, (1 - survival[j + 1]) / survival[j]));
                var laws = Grids.Remasked(3, 2, survival, Sigma, Predictors.Exact([.. Enumerable.Repeat(0.125, 8)], 3, 2)).Steps;
                for (var j = 0; j < x.steps; j++)
                {
                    var masked = laws[j].Select((p, y) => Laws.Tokens(y, 3, 3)[1] == 2 ? p : 0).Sum();
                    Assert.Equal(1 - survival[j + 1], masked, 1e-12);
                }
            },
            iter: 20);

    [Theory]
    [InlineData("""{ "kind": "balanced", "steps": 4 }""")]
    [InlineData("""{ "kind": "left-to-right", "perStep": 1 }""")]
    public void A_gibbs_move_leaves_the_law_of_the_revealed_tokens_as_it_is(string schedule)
    {
        // One token a step from the exact predictor has the data law at every mask; so it still has after moves at every mask.
        var law = Installed.Measure(_exact.Pipeline(schedule, """ "law": {}, "nfe": {} """, """{ "kind": "corrector", "moves": 2 }"""));
        Assert.All(_exact.Law.Zip(law.List("law")), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
        Assert.Equal(4 + (4 * 2), law["nfe"], 12);
    }

    [Fact]
    public void Gibbs_moves_mend_the_error_of_parallel_steps()
    {
        double Error(int moves) => Installed.Measure(_exact.Pipeline(
            """{ "kind": "balanced", "steps": 2 }""", """ "tv": {} """, moves == 0 ? "\"ancestral\"" : $$"""{ "kind": "corrector", "moves": {{moves}} }"""))["tv"];
        double[] errors = [.. new[] { 0, 1, 2, 4, 8, 64 }.Select(Error)];
        Assert.Equal(errors.OrderDescending(), errors);
        Assert.InRange(errors[^1] / errors[0], 0, 1e-3);
    }

    [Fact]
    public void An_informed_move_is_not_invariant_and_its_calls_are_counted()
    {
        var informed = Installed.Measure(_exact.Pipeline("""{ "kind": "balanced", "steps": 4 }""", """ "tv": {}, "nfe": {} """, """{ "kind": "corrector", "rule": "informed", "positions": 2 }"""));
        Assert.InRange(informed["tv"], 1e-4, 0.5);

        // After step r of 4: the r revealed positions one by one, and the masked ones together while there are any.
        Assert.Equal(4 + (1 + 1) + (2 + 1) + (3 + 1) + 4, informed["nfe"], 12);
    }

    [Fact]
    public void A_sampler_that_revises_and_takes_no_schedule_has_one_law()
    {
        var measured = Installed.Measure($$"""{ "data": {{Installed.Potts(3, 2)}}, "predictor": "marginal", "sampler": { "kind": "remask", "steps": 3, "eta": 0.2 }, "metrics": { "kl": {} } }""");
        Assert.InRange(measured["kl"], 0.01, 1);
        Assert.Equal(("law", measured["kl.marginal"]), (measured.One("kl").Method, measured["kl"]));
    }

    [Fact]
    public void A_sampler_that_revises_is_refused_by_replay_with_the_alternative()
    {
        foreach (var sampler in new[] { """{ "kind": "remask", "steps": 4, "eta": 0.1 }""", "\"corrector\"" })
        {
            var errors = Installed.Errors(_exact.Pipeline("""{ "kind": "balanced", "steps": 2 }""", """ "kl": { "method": "replay" } """, sampler));
            Assert.Contains(errors, error => error.Contains("replay does not apply (T 1.8)", StringComparison.Ordinal) && error.Contains("kl.marginal and tv", StringComparison.Ordinal));
            Assert.Contains(
                Installed.Errors(_exact.Pipeline("""{ "kind": "balanced", "steps": 2 }""", """ "training-error": {} """, sampler)),
                error => error.Contains("the sampler changes tokens it has drawn", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("""{ "kind": "dndm" }""", "", "dndm needs the option 'steps'")]
    [InlineData("""{ "kind": "dndm", "steps": 0 }""", "", "/sampler/steps: got 0")]
    [InlineData("""{ "kind": "remask", "steps": 4 }""", "", "/sampler/eta: got none; with the strategy 'cap' it is needed")]
    [InlineData("""{ "kind": "remask", "steps": 4, "eta": 1.5 }""", "", "/sampler/eta: got 1.5")]
    [InlineData("""{ "kind": "remask", "steps": 0, "eta": 0.5 }""", "", "/sampler/steps: got 0")]
    [InlineData("""{ "kind": "remask", "steps": 4, "eta": 0.5, "tOn": 0.5 }""", "", "/sampler/tOn: got 0.5 with the strategy 'cap'; expected it with \"strategy\": \"loop\" only.")]
    [InlineData("""{ "kind": "remask", "steps": 4, "strategy": "loop", "eta": 0.5, "tOn": 0.2, "tOff": 0.4 }""", "", "/sampler/tOn: got a loop from tOn = 0.2 to tOff = 0.4; time runs down, so expected 0 < tOff < tOn < 1.")]
    [InlineData("""{ "kind": "remask", "steps": 4, "strategy": "loop", "eta": 0.5, "tOff": 0.6 }""", "", "/sampler/tOff: got a loop from tOn = 0.55 to tOff = 0.6")]
    [InlineData("""{ "kind": "remask", "steps": 4, "strategy": "loop", "eta": 0.5, "survivalOn": 0.1 }""", """ "noise": { "kind": "constant", "rate": 1 }, """, "/sampler/survivalOn: got 0.1; expected a survival between that at the end of the noise, 0.368, and 1.")]
    [InlineData("""{ "kind": "remask", "steps": 4, "strategy": "lop", "eta": 0.5 }""", "", "/sampler/strategy: got the text \"lop\"")]
    [InlineData("\"corrector\"", "", "the plugin 'corrector'")]
    [InlineData("""{ "kind": "corrector", "moves": 0 }""", """ "schedule": { "kind": "balanced", "steps": 2 }, """, "/sampler/moves: got 0")]
    [InlineData("""{ "kind": "corrector", "positions": 2 }""", """ "schedule": { "kind": "balanced", "steps": 2 }, """, "/sampler/positions: got 2 with the rule 'gibbs', which draws one position a move; give more moves, or \"rule\": \"informed\".")]
    [InlineData("""{ "kind": "corrector", "temperature": 2 }""", """ "schedule": { "kind": "balanced", "steps": 2 }, """, "/sampler/temperature: got 2 with the rule 'gibbs'")]
    public void Mistakes_are_explained(string sampler, string sections, string message) => Assert.Contains(
        Installed.Errors($$"""{ "data": {{Installed.Potts(4)}}, "predictor": "exact", {{sections}} "sampler": {{sampler}}, "metrics": { "tv": {} } }"""),
        error => error.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void A_section_that_a_sampler_takes_none_of_is_noted_in_the_cells_where_it_is()
    {
        var experiment = Installed.Compose($$"""
            { "data": {{Installed.Potts(4)}}, "predictor": "exact", "schedule": { "kind": "balanced", "steps": 2 }, "noise": "cosine", "metrics": { "kl": {} },
              "sweep": { "sampler": { "steps": "ancestral", "hits": "first-hitting", "times": { "kind": "dndm", "steps": 3 } }, "schedule:steps": [2, 4] } }
            """);
        Assert.Equal(
            [
                "the noise has no effect on what is generated in cells 0–1: the sampler 'ancestral' takes none",
                "the noise has no effect on what is generated in cells 2–3: the sampler 'first-hitting' takes none",
                "the schedule has no effect on what is generated in cells 2–3: the sampler 'first-hitting' takes none",
                "the schedule has no effect on what is generated in cells 4–5: the sampler 'dndm' takes none",
            ],
            experiment.Survey.Notes);
    }
}
