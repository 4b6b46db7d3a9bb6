using CsCheck;
using Unmask.Tests.Conformance.Data;

namespace Unmask.Tests.Conformance.Processes;

/// <summary>Noise schedules against their definitions, by quadrature and by numbers worked out by hand.</summary>
public class NoiseTests
{
    public static TheoryData<string, double, double, double> Values => new()
    {
        // Options, t, B(t), β(t).
        { """{ "kind": "constant", "rate": 1.5, "end": 2 }""", 0.5, 0.75, 1.5 },
        { """{ "kind": "linear", "minimum": 1, "maximum": 3, "end": 2 }""", 1, 1.5, 2 },
        { """{ "kind": "linear", "minimum": 0.1, "maximum": 20 }""", 1, 10.05, 20 },
        { """{ "kind": "log-linear", "epsilon": 0.5 }""", 1, 0.69314718055994531, 1 },
        { """{ "kind": "log-linear", "epsilon": 0 }""", 0.75, 1.3862943611198906, 4 },
        { """{ "kind": "cosine", "epsilon": 0 }""", 0.5, 0.34657359027997264, 1.5707963267948966 },
        { """{ "kind": "geometric", "minimum": 1, "maximum": 9 }""", 0.5, 2, 6.5916737320086582 },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Has_its_values(string options, double t, double integral, double rate)
    {
        var noise = Installed.Noise(options);
        Assert.Equal(integral, noise.Integral(t), 1e-14 * Math.Max(1, integral));
        Assert.Equal(rate, noise.Rate(t), 1e-13 * rate);
        Assert.Equal(Math.Exp(-integral), noise.Survival(t), 1e-15);
    }

    [Fact]
    public void The_integral_is_that_of_the_rate_by_quadrature() =>
        (from noise in Gen.OneOfConst(
            """{ "kind": "constant", "rate": 3 }""", """{ "kind": "linear", "minimum": 0, "maximum": 4 }""", """{ "kind": "linear", "minimum": 2, "maximum": 2 }""",
            "\"log-linear\"", "\"cosine\"", """{ "kind": "geometric", "minimum": 0.01, "maximum": 5 }""")
         from t in Gen.Double[0.01, 0.9]
         select (noise, t)).Sample(
            x =>
            {
                var noise = Installed.Noise(x.noise);

                // Simpson's rule on 2000 intervals.
                var sum = noise.Rate(0) + noise.Rate(x.t);
                for (var k = 1; k < 2000; k++)
                {
                    sum += (k % 2 == 0 ? 2 : 4) * noise.Rate(x.t * k / 2000);
                }

                Assert.Equal(sum * x.t / 6000, noise.Integral(x.t), 1e-9);
            },
            iter: 60, threads: 1);

    [Theory]
    [InlineData("\"log-linear\"")]
    [InlineData("\"cosine\"")]
    [InlineData("""{ "kind": "geometric", "minimum": 0.001, "maximum": 10 }""")]
    [InlineData("""{ "kind": "linear", "minimum": 0.1, "maximum": 20 }""")]
    public void Small_and_late_times_keep_their_digits(string options)
    {
        var noise = Installed.Noise(options);
        const double Small = 1e-9;

        // B(t) = β(0) t + β'(0) t²/2 + …; where β(0) = 0 the second term is all there is.
        var slope = (noise.Rate(Small) - noise.Rate(0)) / Small;
        Assert.Equal(1, noise.Integral(Small) / ((noise.Rate(0) * Small) + (slope * Small * Small / 2)), 1e-6);
        Assert.Equal(1, noise.MaskProbability(Small) / noise.Integral(Small), 1e-7);
        Assert.Equal(1, noise.Inverse(noise.Integral(Small)) / Small, 1e-12);
    }

    [Theory]
    [InlineData("log-linear")]
    [InlineData("cosine")]
    public void Without_epsilon_nothing_survives(string kind)
    {
        var noise = Installed.Noise($$"""{ "kind": "{{kind}}", "epsilon": 0 }""");
        Assert.Equal(double.PositiveInfinity, noise.Integral(1));
        Assert.Equal(double.PositiveInfinity, noise.Rate(1));
        Assert.Equal((1.0, 0.0), (noise.MaskProbability(1), noise.Survival(1)));
        Assert.Equal(1, noise.Inverse(double.PositiveInfinity));
        Assert.Equal(1 - noise.MaskProbability(0.75), noise.RevealProbability(0.75, 1), 1e-15);
    }

    [Fact]
    public void A_token_is_revealed_in_between_as_often_as_it_survives_until_then() =>
        (from s in Gen.Double[0, 1] from t in Gen.Double[0.01, 1] where s < t select (s, t)).Sample(x =>
        {
            var noise = Installed.Noise("\"log-linear\"");
            Assert.Equal((noise.Survival(x.s) - noise.Survival(x.t)) / (1 - noise.Survival(x.t)), noise.RevealProbability(x.s, x.t), 1e-9);
            Assert.Equal(1, noise.RevealProbability(0, x.t));
            Assert.Equal(0, noise.RevealProbability(x.t, x.t));
        }, iter: 200, threads: 1);

    [Fact]
    public void Points_of_a_file_are_joined_by_straight_lines()
    {
        var noise = Installed.Noise($$"""{ "kind": "piecewise", "file": "{{Points("# t B\n0 0\n0.5, 1\n1 1\n2 5\n")}}" }""");
        Assert.Equal(2, noise.End);
        Assert.Equal([0, 0.5, 1, 1, 1, 3, 5], new[] { 0, 0.25, 0.5, 0.75, 1, 1.5, 2 }.Select(noise.Integral));
        Assert.Equal([2, 2, 0, 0, 4, 4, 4], new[] { 0, 0.25, 0.5, 0.75, 1, 1.5, 2 }.Select(noise.Rate));
        Assert.Equal([0, 0.25, 0.5, 1.25, 2], new[] { 0, 0.5, 1, 2, 5.0 }.Select(noise.Inverse));
    }

    [Theory]
    [InlineData("0 0\n1 2\n0.5 3\n", "line 3: expected a time after 1, got 0.5")]
    [InlineData("0 0\n1 2\n2 1\n", "line 3: expected an integrated rate of at least 2, got 1: it never falls")]
    [InlineData("0.1 0\n1 2\n", "line 1: expected the first point to be 0 0, got 0.1 0")]
    [InlineData("0 0\n1 2 3\n", "line 2: expected two numbers, the time and the integrated rate, got 3")]
    [InlineData("0 0\n1 -2\n", "line 2: expected a time or an integrated rate of at least 0, got \"-2\"")]
    [InlineData("0 0\n", "expected at least two points, and an integrated rate above 0 at the last")]
    [InlineData("0 0\n1 0\n", "expected at least two points, and an integrated rate above 0 at the last")]
    public void A_file_that_is_none_is_refused(string points, string message) => Wrong($$"""{ "kind": "piecewise", "file": "{{Points(points)}}" }""", message);

    [Theory]
    [InlineData("""{ "kind": "constant" }""", "constant needs the option 'rate'")]
    [InlineData("""{ "kind": "constant", "rate": 0 }""", "/noise/rate: got 0")]
    [InlineData("""{ "kind": "linear", "minimum": 2, "maximum": 1 }""", "/noise/maximum: got 1; expected at least the minimum, 2.")]
    [InlineData("""{ "kind": "geometric", "minimum": 2, "maximum": 2 }""", "/noise/maximum: got 2; expected more than the minimum, 2.")]
    [InlineData("""{ "kind": "log-linear", "epsilon": -0.1 }""", "/noise/epsilon: got -0.1")]
    [InlineData("""{ "kind": "cosine", "epsilon": 1 }""", "/noise/epsilon: got 1")]
    [InlineData("\"loglinear\"", "there is no noise 'loglinear'; did you mean 'log-linear'?")]
    public void Options_out_of_range_are_refused(string options, string message) => Wrong(options, message);

    private static void Wrong(string options, string message) => Assert.Contains(
        Installed.Errors($$"""{ "data": {{Installed.Potts(2)}}, "noise": {{options}}, "metrics": { "information": {} } }"""),
        error => error.Contains(message, StringComparison.Ordinal));

    private static string Points(string text) => Files.Write($"noise-{Guid.NewGuid():N}.txt", text);
}
