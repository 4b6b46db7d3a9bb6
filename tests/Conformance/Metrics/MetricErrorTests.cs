namespace Unmask.Tests.Conformance.Metrics;

/// <summary>What cannot be measured is refused before anything runs, with the reason and what to try.</summary>
public class MetricErrorTests
{
    private const string Balanced = """{ "kind": "balanced", "steps": 4 }""";
    private const string Order = """{ "kind": "entropy", "steps": 4 }""";

    [Theory]
    [InlineData(6, Order, """ "bounds": {} """, "/metrics/bounds", "chooses positions", "'kl' by replay")]
    [InlineData(6, Order, """ "training-error": {} """, "/metrics/training-error", "chooses positions", "'balanced'")]
    [InlineData(6, Order, """ "training-error": { "method": "samples" } """, "/metrics/training-error", "chooses positions", "'balanced'")]
    [InlineData(6, Order, """ "elbo": { "method": "samples" } """, "/metrics/elbo/method", "chooses positions", "'balanced'")]
    [InlineData(6, Order, """ "elbo": { "method": "exact" } """, "/metrics/elbo/method", "chooses positions", "'balanced'")]
    [InlineData(6, Order, """ "kl": { "method": "curveSamples" } """, "/metrics/kl/method", "chooses positions", "'auto'")]
    [InlineData(6, Balanced, """ "training-error": { "method": "samples", "samples": 1000000000000000 } """, "/metrics/training-error", "ask for", "fewer \"samples\"")]
    [InlineData(6, Balanced, """ "information": { "samples": 1 } """, "/metrics/information/samples", "1", "2")]
    [InlineData(6, Order, """ "kl": { "method": "curve" } """, "/metrics/kl/method", "'curve'", "'auto'")]
    [InlineData(64, Order, """ "kl": { "method": "exact" } """, "/metrics/kl/method", "no exact method", "'replay'")]
    [InlineData(64, Order, """ "kl": { "method": "law" } """, "/metrics/kl/method", "2^64", "'auto'")]
    [InlineData(64, Balanced, """ "kl": { "method": "samples" } """, "/metrics/kl/method", "2^64 = 1.84E+19", "'replay'")]
    [InlineData(64, Balanced, """ "law": {} """, "/metrics/law", "2^64", "'tv'")]
    [InlineData(64, Balanced, """ "tv": {} """, "/metrics/tv", "2^64", "\"position\"")]
    [InlineData(64, Balanced, """ "tv": { "marginal": "k", "k": 30 } """, "/metrics/tv", "2^30", "smaller k")]
    [InlineData(6, Balanced, """ "tv": { "marginal": "k" } """, "/metrics/tv/k", "got none", "\"k\": 2")]
    [InlineData(6, Balanced, """ "tv": { "marginal": "k", "k": 7 } """, "/metrics/tv/k", "got 7", "1 to 6")]
    [InlineData(6, Balanced, """ "tv": { "k": 2 } """, "/metrics/tv/k", "got 2", "\"marginal\": \"k\"")]
    [InlineData(6, Balanced, """ "tv": { "samples": 1 } """, "/metrics/tv/samples", "1", "2")]
    [InlineData(6, Balanced, """ "kl": { "method": "guess" } """, "/metrics/kl/method", "guess", "replay")]
    public void A_refusal_says_why_and_what_to_try(int length, string schedule, string metrics, string path, string reason, string advice)
    {
        var errors = Installed.Errors($$"""{ "data": {{Installed.Potts(length)}}, "predictor": "exact", "schedule": {{schedule}}, "sampler": "ancestral", "metrics": { {{metrics}} } }""");
        Assert.Contains(errors, error => error.StartsWith(path, StringComparison.Ordinal)
            && error.Contains(reason, StringComparison.Ordinal)
            && error.Contains(advice, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bounds")]
    [InlineData("elbo")]
    [InlineData("entropy")]
    [InlineData("kl")]
    [InlineData("law")]
    [InlineData("nfe")]
    [InlineData("training-error")]
    [InlineData("tv")]
    public void A_missing_section_is_named(string metric)
    {
        Assert.Contains(Errors("\"predictor\": \"exact\""), error => error.StartsWith($"/metrics/{metric}: ", StringComparison.Ordinal) && error.Contains("schedule", StringComparison.Ordinal));
        if (metric != "nfe")
        {
            Assert.Contains(Errors($"\"schedule\": {Balanced}"), error => error.Contains("predictor", StringComparison.Ordinal));
        }

        IReadOnlyList<string> Errors(string section) => Installed.Errors($$"""{ "data": {{Installed.Potts(6)}}, {{section}}, "metrics": { "{{metric}}": {} } }""");
    }

    [Fact]
    public void Values_that_cannot_be_computed_are_left_out()
    {
        var measured = Installed.Measure($$"""
            { "data": {{Installed.Potts(64)}}, "predictor": "exact", "schedule": {{Balanced}}, "metrics": { "kl": {}, "ter": {}, "information": {} } }
            """);
        Assert.Contains("kl", measured.Names);
        Assert.Contains("ter.data", measured.Names);
        Assert.DoesNotContain("kl.marginal", measured.Names);
        Assert.DoesNotContain("ter.gap", measured.Names);
    }

    [Fact]
    public void Information_needs_no_predictor()
    {
        var measured = Installed.Measure($$"""{ "data": {{Installed.Potts(5)}}, "metrics": { "information": {} } }""");
        Assert.Contains("information.curve", measured.Names);
        Assert.DoesNotContain("information.cross-entropy", measured.Names);
    }
}
