using Unmask.Tests.Conformance.Data;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Replay against the exact value: every installed schedule and predictor, on laws of every installed kind.</summary>
public class ReplayTests
{
    private const int Few = 500;
    private const int Many = 16 * Few;

    private static readonly Dictionary<string, string> _schedules = new()
    {
        ["balanced"] = """{ "kind": "balanced", "steps": 2 }""",
        ["cosine"] = """{ "kind": "cosine", "steps": 2 }""",
        ["entropy"] = """{ "kind": "entropy", "steps": 2 }""",
        ["entropy-bounded"] = """{ "kind": "entropy-bounded", "budget": 0.6 }""",
        ["equal-information"] = """{ "kind": "equal-information", "steps": 2 }""",
        ["geometric"] = """{ "kind": "geometric", "ratio": 0.4 }""",
        ["random-sizes"] = """{ "kind": "random-sizes", "steps": 2 }""",
        ["left-to-right"] = """{ "kind": "left-to-right", "perStep": 2 }""",
        ["margin"] = """{ "kind": "margin", "perStep": 2 }""",
        ["threshold"] = """{ "kind": "threshold", "probability": 0.6 }""",
        ["top-probability"] = """{ "kind": "top-probability", "steps": 2 }""",
        ["one-large"] = """{ "kind": "one-large", "maximum": 2 }""",
        ["optimal"] = """{ "kind": "optimal", "steps": 2 }""",
        ["random-halving"] = """{ "kind": "random-halving", "maximum": 2 }""",
        ["random-offset"] = """{ "kind": "random-offset", "maximum": 2 }""",
        ["sizes"] = """{ "kind": "sizes", "sizes": [SIZES] }""",
    };

    private static readonly Dictionary<string, string> _predictors = new()
    {
        ["exact"] = "\"exact\"",
        ["marginal"] = "\"marginal\"",
        ["mixture"] = """{ "kind": "mixture", "weight": 0.3 }""",
        ["tempered"] = """{ "kind": "tempered", "temperature": 1.5 }""",
    };

    public static TheoryData<string, string> Pairs => new(
        from schedule in Installed.Names("schedule") from predictor in Installed.Names("predictor") select (schedule, predictor));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Agrees_with_the_exact_value_wherever_both_exist(string schedule, string predictor)
    {
        foreach (var law in LawCase.All.Where(law => law.Length > 1 && law.States < 10))
        {
            var sizes = string.Join(',', Enumerable.Repeat("1", law.Length - 2).Prepend("2"));
            var measured = Installed.Measure($$"""
                { "seed": 3, "data": {{law.Json}}, "predictor": {{_predictors[predictor]}}, "schedule": {{_schedules[schedule].Replace("SIZES", sizes, StringComparison.Ordinal)}}, "sampler": "ancestral",
                  "metrics": { "kl": {}, "few": { "kind": "kl", "method": "replay", "samples": {{Few}} }, "many": { "kind": "kl", "method": "replay", "samples": {{Many}} } } }
                """);
            var (exact, few, many) = (measured.One("kl"), measured.One("few"), measured.One("many"));
            var place = $"{law.Name}: exact {exact.Value:R}, replay {few.Value:R} ± {few.Error:R}, {many.Value:R} ± {many.Error:R}";

            Assert.Null(exact.Error);
            Assert.Equal(("replay", Few, "replay", Many), (few.Method, few.Samples, many.Method, many.Samples));
            Assert.True(Math.Abs(exact.Value - few.Value) <= (4 * few.Error) + 1e-12, place);
            Assert.True(Math.Abs(exact.Value - many.Value) <= (4 * many.Error) + 1e-12, place);

            // The standard error of a standard error over 500 draws is a small part of it, unless almost all draws agree.
            Assert.True(many.Error < 1e-9 || few.Error / many.Error is > 2.5 and < 6, place);
        }
    }
}
