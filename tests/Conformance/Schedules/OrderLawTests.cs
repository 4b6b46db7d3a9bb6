using CsCheck;
using Unmask.Tests.Conformance.Sampling;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Schedules;

/// <summary>Orders where temperature, top-k and top-p come between what is read and what is drawn, and every setting of MaskGIT's order.</summary>
public class OrderLawTests
{
    private static readonly Dictionary<string, Warping> _warpings = new()
    {
        ["not at all"] = new(),
        ["sharper, read before"] = new(0.6, Before: true),
        ["sharper and cut, read after"] = new(0.8, TopP: 0.75),
        ["cut to two symbols, read before"] = new(TopK: 2, Before: true),
    };

    /// <summary>A cut makes the curve infinite, so there are no sizes that follow from it.</summary>
    public static TheoryData<string, string> Pairs => new(
        from kind in Installed.Names("schedule") from warping in _warpings.Keys.Skip(1) where kind is not ("optimal" or "equal-information") || warping == "sharper, read before" select (kind, warping));

    public static TheoryData<string> Warpings => [.. _warpings.Keys];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_warped_predictor_is_read_and_drawn_from_where_it_says(string kind, string warping) => Assert.All(SamplingCase.Of("schedule", kind), one =>
    {
        var setting = Setting.Of(4, 3) with { Warped = _warpings[warping] };
        var measured = Installed.Measure(one.Pipeline(setting, """ "law": {}, "kl": {} """));
        Assert.All(one.Law(setting).Zip(measured.List("law")), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        if (one.Divergence is not null)
        {
            Assert.Equal(one.Divergence(setting), measured["kl"], 1e-10);
        }
    });

    [Theory]
    [MemberData(nameof(Warpings))]
    public void Confidence_is_that_of_all_candidates_and_orders_in_which_they_are_kept(string warping)
    {
        foreach (var setting in new[] { Setting.Of(4, 3), Setting.Of(5, 2) })
        {
            Check(setting, 3, 0, false);
            Check(setting, 2, 0.7, false);
            Check(setting, 4, 1.5, true);
        }

        (from setting in Setting.Random
         from steps in Gen.Int[1, setting.Length]
         from temperature in Gen.Frequency((1, Gen.Const(0.0)), (2, Gen.Double[0.2, 3]))
         from annealed in Gen.Bool
         select (setting, steps, temperature, annealed)).Sample(x => Check(x.setting, x.steps, x.temperature, x.annealed), iter: 20);

        void Check(Setting unwarped, int steps, double temperature, bool annealed)
        {
            var setting = unwarped with { Warped = _warpings[warping] };
            var schedule = $$"""{ "kind": "confidence", "steps": {{steps}}, "temperature": {{Setting.Text(temperature)}}, "annealed": {{(annealed ? "true" : "false")}} }""";
            var measured = Installed.Measure(setting.Pipeline(schedule, """ "law": {}, "kl": {} """));
            var law = Orders.Confidence(
                setting.Length, setting.States, Sizes.Balanced(setting.Length, steps), t => annealed ? temperature * (1 - ((t + 1.0) / steps)) : temperature, setting.Read, setting.Predictor);
            Assert.All(law.Zip(measured.List("law")), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
            Assert.Equal(Laws.Divergence(setting.Law, law), measured["kl.marginal"], 1e-10);

            // Only where nothing is discarded is there an order to average over.
            Assert.Equal(steps == 1, measured.Names.Contains("kl"));
        }
    }

    [Theory]
    [InlineData(0.5, 0.03, 1)]
    [InlineData(0.45, 0.2, 3)]
    [InlineData(0, 1e9, 1)]
    [InlineData(0.4, 0, 1)]
    public void Klass_compares_rows_with_those_of_the_step_before(double confidence, double stability, int history)
    {
        foreach (var setting in new[] { Setting.Of(5, 3), Setting.Of(7, 2) with { Warped = _warpings["sharper, read before"] } })
        {
            var rule = Orders.Klass(setting.Read, confidence, stability, history);
            var schedule = $$"""{ "kind": "klass", "confidence": {{Setting.Text(confidence)}}, "stability": {{Setting.Text(stability)}}, "history": {{history}} }""";
            var measured = Installed.Measure(setting.Pipeline(schedule, """ "law": {}, "kl": { "method": "law" }, "nfe": {} """));
            Assert.All(Reveals.Output(setting.Length, setting.States, rule, setting.Predictor).Zip(measured.List("law")), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
            Assert.Equal(Reveals.Divergence(setting.Law, setting.Length, setting.States, rule, setting.Predictor), measured["kl"], 1e-10);

            // One a step until rows can have been stable for as long as asked; then all at once if anything is sure and stable enough.
            Assert.InRange(measured["nfe"], Math.Min(history + 1, setting.Length) - 1e-12, setting.Length + 1e-12);
            if (confidence == 0)
            {
                Assert.Equal(2, measured["nfe"], 1e-12);
            }

            if (stability == 0)
            {
                Assert.Equal(setting.Length, measured["nfe"], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("exact")]
    [InlineData("law")]
    public void The_error_of_an_order_that_looks_at_candidates_is_refused_with_the_reason_and_alternatives(string method)
    {
        string Pipeline(string kl) => Setting.Of(4, 2).Pipeline("""{ "kind": "confidence", "steps": 2 }""", $$""" "kl": {{kl}} """);
        var error = Assert.Single(Installed.Errors(Pipeline($$"""{ "method": "{{method}}" }""")));
        Assert.All(
            ["/metrics/kl/method: ", "drawn candidates", "replay does not apply (T 1.8)", "kl.marginal, by law on a small space or by condition, and tv"],
            words => Assert.Contains(words, error, StringComparison.Ordinal));
        var auto = Installed.Measure(Pipeline("{}"));
        Assert.Equal(["kl.marginal"], auto.Names);
        Assert.Equal("law", auto.One("kl.marginal").Method);
    }

    [Fact]
    public void Every_order_says_whether_replay_applies() => Assert.All(
        Installed.Names("schedule").Where(kind => SamplingCase.Of("schedule", kind).All(one => Installed.Cell(new Shape(4, 2), one.Schedule!(4)).Find<ISizeLaw>() is null)),
        kind =>
        {
            var notes = Installed.Describe("schedule", kind)["notes"]!.GetValue<string>();
            Assert.Contains(SamplingCase.Of("schedule", kind)[0].Divergence is null ? "replay does not apply (T 1.8)" : "replay applies (T 1.8)", notes, StringComparison.OrdinalIgnoreCase);
        });
}
