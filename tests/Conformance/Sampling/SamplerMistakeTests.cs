namespace Unmask.Tests.Conformance.Sampling;

/// <summary>What users get wrong in samplers of a reverse chain: they are told where, what is wrong, and what to take instead.</summary>
public class SamplerMistakeTests
{
    private const string Never = """{ "kind": "cosine", "epsilon": 0 }""";

    [Theory]
    [InlineData("""{ "kind": "trapezoidal", "steps": 0 }""", "masked", "/sampler/steps", "got 0; expected an integer from 1")]
    [InlineData("""{ "kind": "trapezoidal", "steps": 4, "theta": 0 }""", "masked", "/sampler/theta", "got 0; expected a number from 0.01 to 0.99")]
    [InlineData("""{ "kind": "rk2", "steps": 4, "theta": 1.5 }""", "uniform", "/sampler/theta", "got 1.5; expected a number from 0.01 to 0.99")]
    [InlineData("""{ "kind": "euler", "steps": 4, "corrections": 2 }""", "masked", "/sampler/corrections", "take \"sampler\": \"corrector\" with a schedule, or another process")]
    [InlineData("""{ "kind": "euler", "steps": 4, "corrections": -1 }""", "uniform", "/sampler/corrections", "got -1; expected")]
    [InlineData("""{ "kind": "euler", "steps": 1000, "corrections": 1000000 }""", "uniform", "/sampler/steps", "with stages and corrections 1000001000 moves; expected at most 1048576")]
    [InlineData("""{ "kind": "trapezoidal", "steps": 1000000 }""", "masked", "/sampler/steps", "2000000 moves")]
    [InlineData("""{ "kind": "gillespie", "stop": 7 }""", "masked", "/sampler/stop", "not before the noise's end, where the chain starts; expected a time from 0 to below 1")]
    [InlineData("""{ "kind": "uniformization", "stop": 1 }""", "uniform", "/sampler/stop", "got 1, not before the noise's end")]
    [InlineData("""{ "kind": "gillespie", "stop": 0 }""", "uniform", "/sampler/stop", "expected a time above 0, or none")]
    [InlineData("""{ "kind": "gillespie", "stop": -1 }""", "uniform", "/sampler/stop", "got -1; expected")]
    [InlineData("""{ "kind": "gillespie", "bound": 0.5 }""", "masked", "/sampler/bound", "got 0.5; expected a number from 1")]
    [InlineData("""{ "kind": "uniformization", "window": 1 }""", "masked", "/sampler/window", "got 1; expected a number from 1.01")]
    [InlineData("""{ "kind": "gillespie-frozen", "jumps": 0 }""", "masked", "/sampler/jumps", "got 0; expected an integer, at least 1")]
    public void Options_are_checked_before_anything_runs(string sampler, string process, string path, string message) =>
        Assert.Contains(Errors(sampler, process), error => error.StartsWith(path, StringComparison.Ordinal) && error.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{ "kind": "trapezoidal", "steps": 4 }""", "masked")]
    [InlineData("""{ "kind": "rk2", "steps": 4 }""", "uniform")]
    [InlineData("\"gillespie-frozen\"", "masked")]
    [InlineData("\"uniformization\"", "masked")]
    [InlineData("\"gillespie\"", "uniform")]
    public void Infinite_noise_is_no_start(string sampler, string process) =>
        Assert.Contains(Errors(sampler, process, Never), error => error.Contains("the noise is infinite at its end", StringComparison.Ordinal) && error.Contains("epsilon above 0", StringComparison.Ordinal));

    [Theory]
    [InlineData("equal-noise")]
    [InlineData("jump-your-steps")]
    [InlineData("equal-entropy-production")]
    [InlineData("equal-w1")]
    public void Infinite_noise_has_no_parts(string grid) => Assert.Contains(
        Installed.Errors($$"""
            { "data": {{Installed.Potts(3)}}, "process": "masked", "noise": {{Never}}, "predictor": "exact", "sampler": { "kind": "ancestral", "steps": 4, "grid": "{{grid}}" }, "metrics": { "tv": {} } }
            """),
        error => error.StartsWith("/sampler/grid: the noise is infinite at its end", StringComparison.Ordinal));

    [Fact]
    public void Infinite_noise_is_a_start_for_gillespie_under_the_masked_process()
    {
        var law = Installed.Measure(Pipeline("\"gillespie\"", "masked", Never));
        Assert.Equal(1, law.List("law").Sum(), 12);
        Assert.Equal("samples", law.All[0].Method);
    }

    [Theory]
    [InlineData("\"gillespie\"", "masked")]
    [InlineData("\"uniformization\"", "uniform")]
    public void Rates_above_the_bound_are_an_error_that_says_by_how_much(string sampler, string process)
    {
        var experiment = Installed.Compose(Pipeline(sampler, process, score: """{ "kind": "perturbed", "amplitude": 3 }"""));
        var failure = experiment.Measure(Assert.Single(experiment.Pipeline.Cells), TestContext.Current.CancellationToken).Failure!.Message;
        Assert.Contains("above the bound", failure, StringComparison.Ordinal);
        Assert.Contains("Give \"bound\": ", failure, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Errors(string sampler, string process, string? noise = null) =>
        Installed.Errors(Pipeline(sampler, process, noise));

    private static string Pipeline(string sampler, string process, string? noise = null, string score = "\"exact\"") =>
        $$"""
        {
          "data": {{Installed.Potts(3)}}, "predictor": "exact", "process": "{{process}}", "noise": {{noise ?? """{ "kind": "constant", "rate": 4 }"""}},
          "score": {{score}}, "sampler": {{sampler}}, "metrics": { "law": {} }
        }
        """;
}
