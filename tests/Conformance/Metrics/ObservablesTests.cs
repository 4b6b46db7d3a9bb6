namespace Unmask.Tests.Conformance.Metrics;

/// <summary>A user's own finite class of observables.</summary>
public class ObservablesTests
{
    private const string Law = "[0.4, 0.3, 0.2, 0.1]";

    // The count of ones, and 5 where the tokens differ.
    private static readonly string File = Data.Files.Write("class.txt", "# two observables\n0 1 1 2\n0 5\n5 0\n");

    [Fact]
    public void The_largest_error_is_below_its_bound_by_the_widest_spread()
    {
        var measured = Installed.Measure($$"""
            {
              "data": { "kind": "table", "length": 2, "states": 2, "probabilities": {{Law}} }, "noise": { "kind": "constant", "rate": 3 },
              "score": { "kind": "perturbed", "amplitude": 0.5 }, "sampler": "reverse-process", "metrics": { "observables": { "file": "{{File}}" }, "law": {}, "bounds": {} }
            }
            """);
        var q = measured.List("law");
        double[] p = [0.4, 0.3, 0.2, 0.1];
        double[] expected = [p[1] + p[2] + (2 * p[3]) - (q[1] + q[2] + (2 * q[3])), 5 * (p[1] + p[2] - q[1] - q[2])];
        Assert.Equal(expected[0], measured.List("observables.error")[0], 1e-12);
        Assert.Equal(expected[1], measured.List("observables.error")[1], 1e-12);
        Assert.Equal(expected.Max(Math.Abs), measured["observables"], 1e-12);
        Assert.Equal(5 * measured["bounds.tv"], measured["bounds.ipm.observables"], 1e-9);
        Assert.True(measured["observables"] <= measured["bounds.ipm.observables"]);
    }

    [Fact]
    public void What_leaves_masks_is_refused() => Assert.Contains(
        Installed.Errors($$"""
            {
              "data": { "kind": "table", "length": 2, "states": 2, "probabilities": {{Law}} }, "noise": { "kind": "constant", "rate": 3 }, "score": "exact",
              "sampler": { "kind": "reverse-process", "finish": "leave" }, "metrics": { "observables": { "file": "{{File}}" } }
            }
            """),
        error => error.StartsWith("/metrics/observables", StringComparison.Ordinal) && error.Contains("fill", StringComparison.Ordinal));
}
