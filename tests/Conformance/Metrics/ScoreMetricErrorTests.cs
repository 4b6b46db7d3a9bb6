namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Metrics of a score that cannot be measured are refused before anything runs, with the reason and what to try.</summary>
public class ScoreMetricErrorTests
{
    private const string Exact = "\"noise\": \"log-linear\", \"score\": \"exact\"";

    [Theory]
    [InlineData(3, "\"noise\": \"log-linear\"", "losses", "", "no section 'score'", "\"score\": ")]
    [InlineData(3, "\"score\": { \"kind\": \"perturbed\", \"amplitude\": 0.1 }", "losses", "", "noise", "noise")]
    [InlineData(3, "\"noise\": \"log-linear\"", "attribution", """ "position": 0, "symbol": 0 """, "no section 'score'", "\"score\": ")]
    [InlineData(30, Exact, "attribution", """ "position": 0, "symbol": 0 """, "3^30 = 2.06E+14 states", "shorter sequences")]
    [InlineData(30, Exact, "losses", """ "method": "exact" """, "3^30 = 2.06E+14 states", "\"method\": \"auto\"")]
    [InlineData(30, Exact, "losses", """ "samples": 1000000000000000 """, "ask for", "fewer \"samples\"")]
    [InlineData(3, Exact, "losses", """ "samples": 1 """, "1", "2")]
    [InlineData(3, Exact, "attribution", "", "no observable", "\"position\" and \"symbol\"")]
    [InlineData(3, Exact, "attribution", """ "position": 1 """, "got none", "together")]
    [InlineData(3, Exact, "attribution", """ "position": 3, "symbol": 0 """, "got 3 in sequences of 3", "0 to 2")]
    [InlineData(3, Exact, "attribution", """ "position": 0, "symbol": 2 """, "got 2 of 2 symbols", "0 to 1")]
    [InlineData(3, Exact, "attribution", """ "position": 0, "symbol": 0, "times": 0 """, "0", "1")]
    [InlineData(3, """ "process": "uniform", "noise": { "kind": "log-linear", "epsilon": 0 }, "score": "exact" """, "losses", "", "K Assumption 1", "epsilon above 0")]
    [InlineData(3, """ "process": "uniform", "noise": { "kind": "cosine", "epsilon": 0 }, "score": "exact" """, "bounds", "", "K Assumption 1", "epsilon above 0")]
    public void A_refusal_says_why_and_what_to_try(int length, string sections, string metric, string options, string reason, string advice)
    {
        var errors = Installed.Errors($$"""{ "data": {{Installed.Potts(length)}}, {{sections}}, "metrics": { "{{metric}}": { {{options}} } } }""");
        Assert.Contains(errors, error => error.Contains(reason, StringComparison.Ordinal) && error.Contains(advice, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1 2 3", "got 3 numbers", "2^2 = 4")]
    [InlineData("1 2 3 x", "\"x\"", "line 1")]
    [InlineData("1 2 3 4 5 6 7 8", "got 8 numbers", "one for each sequence")]
    public void A_file_that_is_no_observable_is_refused(string content, string got, string expected)
    {
        var file = Data.Files.Write($"observable-{Guid.NewGuid():N}.txt", content);
        var errors = Installed.Errors($$"""{ "data": {{Installed.Potts(2)}}, {{Exact}}, "metrics": { "attribution": { "file": "{{file}}" } } }""");
        Assert.Contains(errors, error => error.StartsWith("/metrics/attribution/file", StringComparison.Ordinal) && error.Contains(got, StringComparison.Ordinal) && error.Contains(expected, StringComparison.Ordinal));
    }
}
