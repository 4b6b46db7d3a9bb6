using Unmask.Tests.Conformance.Data;
using Unmask.Tests.Conformance.Sampling;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Replay against the exact value: every installed schedule, sampler and predictor, on laws of every installed kind.</summary>
public class ReplayTests
{
    private const int Few = 500;
    private const int Many = 16 * Few;

    public static TheoryData<string, string, string> Triples => new(
        from section in new[] { "schedule", "sampler" } from kind in Installed.Names(section) from predictor in Installed.Names("predictor") select (section, kind, predictor));

    [Theory]
    [MemberData(nameof(Triples))]
    public void Agrees_with_the_exact_value_wherever_both_exist(string section, string kind, string predictor)
    {
        foreach (var one in SamplingCase.Of(section, kind))
        {
            foreach (var law in LawCase.Varied.Where(law => law.Length > 1))
            {
                Agrees(one, law, PredictorCase.Of(predictor));
            }
        }
    }

    private static void Agrees(SamplingCase one, LawCase law, string predictor)
    {
        string Pipeline(string metrics) => one.Pipeline(law.Json, predictor, law.Length, $""" "seed": 3, "metrics": {metrics} """);
        if (one.Divergence is null)
        {
            Assert.Contains(Installed.Errors(Pipeline("""{ "kl": { "method": "replay" } }""")), error => error.Contains("replay does not apply (T 1.8)", StringComparison.Ordinal));
            return;
        }

        var measured = Installed.Measure(Pipeline(
            $$"""{ "kl": {}, "few": { "kind": "kl", "method": "replay", "samples": {{Few}} }, "many": { "kind": "kl", "method": "replay", "samples": {{Many}} } }"""));
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
