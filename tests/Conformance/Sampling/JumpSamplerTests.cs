using Unmask.Tests.Conformance.Data;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Sampling;

/// <summary>Samplers that go from jump to jump: what they cost, and that they are exact under rates that are neither the masked nor the uniform process's.</summary>
public class JumpSamplerTests
{
    [Fact]
    public void Under_the_masked_process_gillespie_asks_once_a_token_whatever_the_noise() => Assert.All(
        new[] { """{ "kind": "constant", "rate": 0.1 }""", """{ "kind": "cosine", "epsilon": 0 }""", "\"log-linear\"", $$"""{ "kind": "piecewise", "file": "{{Files.Points}}" }""" },
        noise => Assert.Equal(12, Calls("\"gillespie\"", "masked", noise)));

    [Fact]
    public void Frozen_rates_serve_for_as_many_jumps_as_they_are_told_to() =>
        Assert.True(Calls("""{ "kind": "gillespie-frozen", "jumps": 6 }""", "masked") < 0.5 * Calls("\"gillespie-frozen\"", "masked"));

    [Theory]
    [InlineData("masked")]
    [InlineData("uniform")]
    public void A_clock_that_rings_more_often_asks_more_often(string process)
    {
        var (narrow, wide) = (Calls("""{ "kind": "uniformization", "stop": 0.1, "window": 1.5 }""", process), Calls("""{ "kind": "uniformization", "stop": 0.1, "window": 4 }""", process));
        Assert.True(narrow < wide, $"{narrow} with narrow windows, {wide} with wide ones");
        Assert.True(Calls("""{ "kind": "gillespie", "stop": 0.1 }""", process) < narrow);
    }

    [Theory]
    [InlineData("gillespie")]
    [InlineData("uniformization")]
    public void They_are_exact_under_any_rates(string kind)
    {
        const int Draws = 100_000;
        var setting = Setting.Of(3, 2);
        var law = Installed.Measure(
            $$"""
            {
              "data": {{setting.Data}}, "process": { "kind": "tokens", "rates": "{{Files.Rates}}" }, "noise": { "kind": "linear", "minimum": 1, "maximum": 3 }, "score": "exact",
              "sampler": { "kind": "{{kind}}", "stop": 0.5, "finish": "leave", "samples": {{Draws}} }, "metrics": { "law": {} }
            }
            """).List("law");
        double[] prior = [.. setting.Law.Select((_, x) => Laws.Tokens(x, 3, 2).Aggregate(1.0, (product, token) => product * (token == 0 ? 0.2 : 0.8)))];
        var chain = new FullChain(new[,] { { -1, 1 }, { 0.25, -0.25 } }, 3);
        var expected = chain.ReverseLaw(setting.Law, prior, 2, 0.75, (_, _, _, _, exact) => exact, 20);
        Assert.InRange(Frequencies.Deviation([.. law.Select(p => (long)Math.Round(p * Draws))], expected), -4.5, 4.5);
    }

    private static double Calls(string sampler, string process, string noise = """{ "kind": "constant", "rate": 2 }""") => Installed.Measure(
        $$"""
        {
          "data": {{Installed.Potts(12)}}, "predictor": "exact", "process": "{{process}}", "noise": {{noise}}, "score": "exact", "sampler": {{sampler}},
          "metrics": { "nfe": { "samples": 400 } }
        }
        """)["nfe"];
}
