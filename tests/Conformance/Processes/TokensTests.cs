using System.Globalization;
using CsCheck;
using Unmask.Tests.Conformance.Data;
using Unmask.Tests.Conformance.Scores;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Processes;

/// <summary>The processes without a mask against matrix exponentials of their generators; rates from files and the mistakes in them.</summary>
public class TokensTests
{
    private static readonly Gen<double> _rate = Gen.Frequency((1, Gen.Const(0.0)), (3, Gen.Double[0.001, 3]), (1, Gen.Double[1e-9, 1e-6]));

    [Fact]
    public void The_kernel_is_the_exponential_of_any_rates() =>
        (from states in Gen.Int[2, 6] from rates in _rate.Array[states * states] from b in Gen.OneOf(Gen.Double[0, 3], Gen.Double[1e-18, 1e-9], Gen.Double[10, 300]) select (states, rates, b)).Sample(
            x =>
            {
                // Every symbol leads to the next, so that the stationary law is one.
                var generator = Generator(x.states, (u, v) => x.rates[(u * x.states) + v] + (v == (u + 1) % x.states ? 0.5 : 0));
                var (process, kernel, prior) = (Tokens(generator, x.states), new double[x.states * x.states], new double[x.states]);
                process.Kernel(x.states, x.b, kernel);
                process.Prior(x.states, prior);
                foreach (var (expected, value) in NoisyLaws.Exponential(generator, x.states, x.b).Zip(kernel))
                {
                    Assert.True(Math.Abs(expected - value) <= 1e-11 * expected, $"B = {x.b}: got {value:R}, expected {expected:R}");
                }

                Assert.All(Enumerable.Range(0, x.states), v => Assert.Equal(0, Enumerable.Range(0, x.states).Sum(u => prior[u] * generator[(u * x.states) + v]), 1e-14));
            },
            iter: 60,
            threads: 1);

    [Fact]
    public void A_long_line_of_symbols_keeps_the_digits_of_far_jumps()
    {
        // Jumps to the right only, at rate 1: what jumped is Poisson, and the last symbol is never left.
        const int Symbols = 40;
        var process = Tokens(Generator(Symbols, (u, v) => v == u + 1 ? 1 : 0), Symbols);
        foreach (var b in new[] { 1e-3, 0.5, 7 })
        {
            var (kernel, term) = (new double[Symbols * Symbols], Math.Exp(-b));
            process.Kernel(Symbols, b, kernel);
            for (var v = 0; v < Symbols - 1; v++, term *= b / v)
            {
                Asked.Near(term, kernel[v], $"B = {b}, {v} jumps");
            }
        }
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-12)]
    [InlineData(3e-5)]
    public void Small_probabilities_of_uniform_noise_keep_their_digits(double b)
    {
        var kernel = new double[9];
        Installed.Process("uniform", 3).Kernel(3, b, kernel);
        Assert.All(Enumerable.Range(0, 9).Where(k => k % 4 != 0), k => Assert.Equal(1, kernel[k] / ((b - (b * b / 2) + (b * b * b / 6)) / 3), 1e-14));
    }

    [Theory]
    [InlineData("uniform")]
    [InlineData("three")]
    [InlineData("absorbing")]
    public void In_the_end_every_symbol_has_the_prior(string kind)
    {
        var process = kind == "uniform" ? Installed.Process(kind, 3) : Named(kind == "three" ? Files.ThreeRates : Files.AbsorbingRates, 3);
        var (kernel, prior) = (new double[9], new double[3]);
        process.Prior(3, prior);
        foreach (var b in new[] { 1e5, 1e308, double.PositiveInfinity })
        {
            process.Kernel(3, b, kernel);
            for (var k = 0; k < 9; k++)
            {
                Assert.Equal(prior[k % 3], kernel[k], 1e-14);
            }
        }
    }

    [Theory]
    [InlineData("1 2\n", "expected a row of rates for each symbol, 2 to 2048, got 1")]
    [InlineData("# nothing\n", "expected a row of rates for each symbol, 2 to 2048, got 0")]
    [InlineData("-1 1\n1 -1 0\n", "line 2: expected 2 rates, one to each symbol, or 1 without the diagonal, got 3")]
    [InlineData("-1 1\n# the other\n-1 1\n", "line 3: expected a rate of at least 0 from symbol 1 to 0, got -1; only the diagonal is negative")]
    [InlineData("-1 1\n1 -2\n", "line 2: expected rates that sum to 0, got the sum -1: the diagonal is -2 and the other rates sum to 1. Leave the diagonal out")]
    [InlineData("0.5 0.5\n0.5 0.5\n", "line 1: expected rates that sum to 0, got the sum 1")]
    [InlineData("-1 NaN\n1 -1\n", "line 1: expected a rate, got \"NaN\"")]
    [InlineData("x\ny\n", "line 1: expected a rate, got \"x\"")]
    [InlineData("0\n0\n", "got two sets that are never left, so that there is no prior that every token tends to")]
    [InlineData("1 0 0\n1 0 0\n0 0 1\n0 0 1\n", "expected rates by which all symbols lead to one another, or all to one set of them that is never left")]
    public void Rates_that_are_none_are_refused(string rates, string message) => Wrong(Files.Write($"rates-{Guid.NewGuid():N}.txt", rates), 2, message);

    [Fact]
    public void Rates_of_another_vocabulary_are_refused() => Wrong(Files.ThreeRates, 2, "/process/rates: Expected rates of the 2 symbols that the data have;");

    [Fact]
    public void A_file_that_is_missing_is_refused() => Wrong("no-such-file.txt", 2, "/process/rates: ");

    [Theory]
    [InlineData("three")]
    [InlineData("round")]
    public void Its_exact_reverse_gives_the_data_back_up_to_the_prior(string kind)
    {
        var (data, file) = (Installed.Potts(3, 3), kind == "three" ? Files.ThreeRates : Files.RoundRates);
        var measured = Installed.Measure($$"""
            { "data": {{data}}, "process": { "kind": "tokens", "rates": "{{file}}" }, "noise": { "kind": "constant", "rate": 40 }, "score": "exact",
              "sampler": "reverse-process", "metrics": { "tv": {} } }
            """);
        Assert.Equal(0, measured["tv"], 1e-9);
    }

    private static void Wrong(string file, int states, string message) => Assert.Contains(
        Installed.Errors($$"""{ "data": {{Installed.Potts(2, states)}}, "process": { "kind": "tokens", "rates": "{{file}}" }, "metrics": { "information": {} } }"""),
        error => error.Contains(message, StringComparison.Ordinal));

    private static IForwardProcess Tokens(double[] generator, int states) => Named(
        Files.Write($"rates-{Guid.NewGuid():N}.txt", string.Join('\n', Enumerable.Range(0, states).Select(u => string.Join(' ', Enumerable.Range(0, states).Where(v => v != u).Select(v => generator[(u * states) + v].ToString("R", CultureInfo.InvariantCulture)))))),
        states);

    private static IForwardProcess Named(string file, int states) => Installed.Process($$"""{ "kind": "tokens", "rates": "{{file}}" }""", states);

    private static double[] Generator(int states, Func<int, int, double> rate)
    {
        var generator = new double[states * states];
        for (var u = 0; u < states; u++)
        {
            for (var v = 0; v < states; v++)
            {
                generator[(u * states) + v] = u == v ? 0 : rate(u, v);
            }

            generator[u * (states + 1)] = -Enumerable.Range(0, states).Sum(v => generator[(u * states) + v]);
        }

        return generator;
    }
}
