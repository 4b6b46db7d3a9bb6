namespace Unmask.Tests.Conformance.Schedules;

/// <summary>Every mistake in a schedule is refused before anything runs, at its path, with what was got and expected.</summary>
public class ScheduleErrorTests
{
    [Theory]
    [InlineData("""{ "kind": "balanced", "steps": 7 }""", "/schedule/steps", "7 steps", "1 to 6")]
    [InlineData("""{ "kind": "balanced", "steps": 0 }""", "/schedule/steps", "0", "1")]
    [InlineData("""{ "kind": "cosine", "steps": 7 }""", "/schedule/steps", "7 steps", "1 to 6")]
    [InlineData("""{ "kind": "optimal", "steps": 7 }""", "/schedule/steps", "7 steps", "1 to 6")]
    [InlineData("""{ "kind": "optimal" }""", "/schedule", "neither", "exactly one")]
    [InlineData("""{ "kind": "optimal", "steps": 2, "error": 0.1 }""", "/schedule", "both", "exactly one")]
    [InlineData("""{ "kind": "optimal", "error": -1 }""", "/schedule/error", "-1", "0")]
    [InlineData("""{ "kind": "optimal", "steps": 2, "samples": 3 }""", "/schedule/samples", "3", "4")]
    [InlineData("""{ "kind": "equal-information", "steps": 7 }""", "/schedule/steps", "7 steps", "1 to 6")]
    [InlineData("""{ "kind": "equal-information", "steps": 2, "samples": 1 }""", "/schedule/samples", "1", "2")]
    [InlineData("""{ "kind": "random-sizes", "steps": 6.5 }""", "/schedule/steps", "6.5 expected steps", "1 to 6")]
    [InlineData("""{ "kind": "random-sizes", "steps": 0.5 }""", "/schedule/steps", "0.5", "1")]
    [InlineData("""{ "kind": "random-sizes", "steps": 2, "adapts": "none" }""", "/schedule/adapts", "none", "both")]
    [InlineData("""{ "kind": "geometric", "ratio": 0 }""", "/schedule/ratio", "0", "1E-09")]
    [InlineData("""{ "kind": "geometric", "ratio": 1, "of": "all" }""", "/schedule/of", "all", "left")]
    [InlineData("""{ "kind": "entropy" }""", "/schedule", "neither", "exactly one")]
    [InlineData("""{ "kind": "entropy", "steps": 2, "perStep": 3 }""", "/schedule", "both", "exactly one")]
    [InlineData("""{ "kind": "entropy", "steps": 7 }""", "/schedule/steps", "7 steps", "1 to 6")]
    [InlineData("""{ "kind": "entropy", "perStep": 7 }""", "/schedule/perStep", "7 positions", "1 to 6")]
    [InlineData("""{ "kind": "random-halving", "maximum": 3 }""", "/schedule/maximum", "3", "even")]
    [InlineData("""{ "kind": "random-halving", "maximum": 8 }""", "/schedule/maximum", "8 positions", "1 to 6")]
    [InlineData("""{ "kind": "random-offset", "maximum": 7 }""", "/schedule/maximum", "7 positions", "1 to 6")]
    [InlineData("""{ "kind": "one-large", "maximum": 7 }""", "/schedule/maximum", "7 positions", "1 to 6")]
    [InlineData("""{ "kind": "sizes", "sizes": [2, 2] }""", "/schedule/sizes", "sum to 4", "reveal 2 more")]
    [InlineData("""{ "kind": "sizes", "sizes": [4, 4] }""", "/schedule/sizes", "sum to 8", "reveal 2 fewer")]
    [InlineData("""{ "kind": "sizes", "sizes": [] }""", "/schedule/sizes", "0 sizes", "6")]
    [InlineData("""{ "kind": "sizes", "sizes": [3, 3, 0] }""", "/schedule/sizes/2", "0", "at least 1")]
    [InlineData("""{ "kind": "sizes", "sizes": [2147483647, 2147483647, 8] }""", "/schedule/sizes", "sum to 4294967302", "fewer")]
    [InlineData("""{ "kind": "confidence" }""", "/schedule", "neither", "exactly one")]
    [InlineData("""{ "kind": "confidence", "steps": 7 }""", "/schedule/steps", "7 steps", "1 to 6")]
    [InlineData("""{ "kind": "confidence", "steps": 2, "temperature": -0.5 }""", "/schedule/temperature", "-0.5", "at least 0")]
    [InlineData("""{ "kind": "klass", "confidence": 1.5 }""", "/schedule/confidence", "1.5", "from 0 to 1")]
    [InlineData("""{ "kind": "klass", "stability": -1 }""", "/schedule/stability", "-1", "at least 0")]
    [InlineData("""{ "kind": "klass", "history": 0 }""", "/schedule/history", "0", "at least 1")]
    [InlineData("""{ "kind": "threshold", "probability": -0.1 }""", "/schedule/probability", "-0.1", "from 0 to 1")]
    [InlineData("""{ "kind": "blocks" }""", "/schedule", "needs the option 'length'", "positions of a block")]
    [InlineData("""{ "kind": "blocks", "length": 7, "inner": { "kind": "entropy", "steps": 2 } }""", "/schedule/length", "blocks of 7", "1 to 6")]
    [InlineData("""{ "kind": "blocks", "length": 0, "inner": { "kind": "entropy", "steps": 2 } }""", "/schedule/length", "0", "at least 1")]
    [InlineData("""{ "kind": "blocks", "length": 3 }""", "/schedule/inner", "neither", "exactly one")]
    [InlineData("""{ "kind": "blocks", "length": 3, "inner": { "kind": "entropy", "steps": 4 } }""", "/schedule/inner/steps", "4 steps", "1 to 3")]
    [InlineData("""{ "kind": "blocks", "length": 3, "inner": { "kind": "balanced", "steps": 4 } }""", "/schedule/inner/steps", "4 steps", "1 to 3")]
    [InlineData("""{ "kind": "blocks", "length": 3, "inner": { "kind": "sizes", "sizes": [3, 3] } }""", "/schedule/inner/sizes", "sum to 6", "sum of 3")]
    [InlineData("""{ "kind": "blocks", "length": 3, "inner": { "kind": "optimal", "steps": 2 } }""", "/schedule/inner", "not of the part", "Try 'balanced'")]
    [InlineData("""{ "kind": "blocks", "length": 4, "inner": { "kind": "blocks", "length": 3, "inner": { "kind": "cosine", "steps": 4 } } }""", "/schedule/inner/inner/steps", "4 steps", "1 to 3")]
    public void A_mistake_is_named_with_its_path(string schedule, string path, string got, string expected) =>
        Assert.Contains(Errors(schedule), error =>
            error.StartsWith(path + ": ", StringComparison.Ordinal)
            && error.Contains(got, StringComparison.Ordinal)
            && error.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Rows_that_are_too_many_to_remember_are_refused_with_their_number()
    {
        string Pipeline(string schedule) => $$"""{ "data": { "kind": "independent", "length": 2048, "states": 65536, "zipf": 1 }, "predictor": "exact", "schedule": {{schedule}}, "metrics": { "nfe": {} } }""";
        Assert.Contains(
            Installed.Errors(Pipeline("\"klass\"")),
            error => error.StartsWith("/schedule: ", StringComparison.Ordinal) && error.Contains("2048·65536 = 134217728 numbers a sequence; at most 67108864", StringComparison.Ordinal));
        Assert.Single(Installed.Compose(Pipeline("""{ "kind": "blocks", "length": 16, "inner": "klass" }""")).Cells);
    }

    [Fact]
    public void All_mistakes_are_named_at_once()
    {
        var errors = Errors("""{ "kind": "sizes", "sizes": [0, 9, -1] }""");
        Assert.Equal(["/schedule/sizes/0", "/schedule/sizes/2", "/schedule/sizes"], errors.Select(error => error.Split(':')[0]));
    }

    [Fact]
    public void The_time_grid_is_no_option_yet() =>
        Assert.Contains(
            Installed.Errors($$"""{ "data": {{Installed.Potts(4)}}, "predictor": "exact", "schedule": { "kind": "balanced", "steps": 2 }, "sampler": { "kind": "ancestral", "steps": 4 }, "metrics": { "nfe": {} } }"""),
            error => error.StartsWith("/sampler/steps", StringComparison.Ordinal));

    private static IReadOnlyList<string> Errors(string schedule) => Installed.Errors(
        $$"""{ "data": {{Installed.Potts(6)}}, "predictor": "exact", "schedule": {{schedule}}, "metrics": { "kl": {} } }""");
}
