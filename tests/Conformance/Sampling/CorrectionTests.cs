using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Sampling;

/// <summary>Gibbs moves between the steps of a sampler on a grid, under a process without a mask.</summary>
public class CorrectionTests
{
    private static readonly Setting _setting = Setting.Of(3, 3);

    [Fact]
    public void A_move_leaves_the_noisy_law_as_it_is_and_brings_others_nearer()
    {
        var noisy = JumpLaws.Noisy(_setting.Law, _setting.Length, _setting.States, 0.4);
        Assert.InRange(Laws.Distance(noisy, GridSamplers.Corrected(noisy, _setting.Law, _setting.Length, _setting.States, 0.4)), 0, 1e-15);

        double[] other = [.. noisy.Select(_ => 1.0 / noisy.Length)];
        var nearer = GridSamplers.Corrected(other, _setting.Law, _setting.Length, _setting.States, 0.4);
        Assert.True(Laws.Divergence(noisy, nearer) < 0.95 * Laws.Divergence(noisy, other));
    }

    [Theory]
    [InlineData("""{ "kind": "euler", "steps": 8, CORRECTIONS }""")]
    [InlineData("""{ "kind": "tau-leaping", "steps": 8, CORRECTIONS }""")]
    [InlineData("""{ "kind": "tweedie", "steps": 4, CORRECTIONS }""")]
    [InlineData("""{ "kind": "ancestral", "steps": 4, CORRECTIONS }""")]
    [InlineData("""{ "kind": "trapezoidal", "steps": 3, CORRECTIONS }""")]
    [InlineData("""{ "kind": "rk2", "steps": 4, CORRECTIONS }""")]
    public void More_moves_mean_a_smaller_error_and_a_call_each(string sampler)
    {
        var (none, some) = (Measure(0), Measure(3));
        Assert.True(some["tv"] < 0.9 * none["tv"], $"{none["tv"]} without, {some["tv"]} with");
        var steps = int.Parse(sampler.Split("\"steps\": ")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(none["nfe"] + (3 * (steps - 1)), some["nfe"], 12);

        Measured Measure(int corrections) => Installed.Measure(
            $$"""
            {
              "data": {{_setting.Data}}, "process": "uniform", "noise": { "kind": "constant", "rate": 5 }, "score": "exact",
              "sampler": {{sampler.Replace("CORRECTIONS", $"\"corrections\": {corrections}, \"grid\": \"geometric\"", StringComparison.Ordinal)}}, "metrics": { "tv": {}, "nfe": {} }
            }
            """);
    }
}
