using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>The maximum mean discrepancy against the plain quadratic form, of built-in kernels and a stranger's, and its estimate against all pairs of samples.</summary>
public class KernelTests
{
    private static readonly Gen<(Shape Shape, double[] P, double[] Q)> Pairs =
        from length in Gen.Int[1, 3]
        from states in Gen.Int[2, 4]
        from weights in Gen.Double[0.01, 1].Array[Laws.Count(length, states)].Array[2]
        let laws = weights.Select(law => law.Select(weight => weight / law.Sum()).ToArray()).ToArray()
        select (new Shape(length, states), laws[0], laws[1]);

    public static TheoryData<string> Kernels => ["hamming", "overlap", "a stranger's", "of symbols, multiplied", "of symbols, averaged"];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void It_is_the_quadratic_form_of_the_kernel(string kernel) => Pairs.Sample(
        one =>
        {
            var measured = new TwoLaws(one.Shape, one.P, one.Q).Measure(Metric(kernel));
            var v = one.P.Zip(one.Q, (a, b) => a - b).ToArray();
            var expected = v.Select((a, x) => v.Select((b, y) => a * b * Value(kernel, Tokens(one.Shape, x), Tokens(one.Shape, y))).Sum()).Sum();
            Close(expected, measured["it.squared"]);
            Close(Math.Sqrt(expected), measured["it"]);
        },
        iter: 30);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void From_samples_its_square_is_the_unbiased_statistic_of_each_batch(string kernel) => Pairs.Sample(
        one =>
        {
            var cell = new TwoLaws(one.Shape, one.P, one.Q, 30);
            var measured = cell.Measure(Metric(kernel, batch: 10));
            var batches = cell.Generated(30).Chunk(10).Zip(cell.Data(0, 30).Chunk(10), (y, x) => Within(x) + Within(y) - (2 * Mean(x, y))).ToArray();
            var (mean, squared) = (batches.Average(), measured.One("it.squared"));
            Close(mean, squared.Value);
            Close(Math.Sqrt(batches.Sum(value => (value - mean) * (value - mean)) / 2 / 3), squared.Error!.Value);
            Assert.Equal(Math.Sqrt(Math.Max(0, squared.Value)), measured["it"]);
            Assert.Equal(squared.Value > 0, measured.One("it").Error is not null);

            double Mean(int[][] x, int[][] y) => x.Average(a => y.Average(b => Value(kernel, a, b)));

            double Within(int[][] x) => (from i in Enumerable.Range(0, 10) from j in Enumerable.Range(0, 10) where i != j select Value(kernel, x[i], x[j])).Average();
        },
        iter: 5);

    [Fact]
    public void From_samples_its_square_has_no_bias()
    {
        double[] p = [0.3, 0.2, 0.2, 0.3], q = [0.25, 0.25, 0.25, 0.25];
        foreach (var generated in new[] { p, q })
        {
            var exact = new TwoLaws(new(2, 2), p, generated).Measure(Metric("hamming"))["it.squared"];
            var estimates = Enumerable.Range(0, 200).Select(seed => new TwoLaws(new(2, 2), p, generated, 40) { Seed = (ulong)seed }.Measure(Metric("hamming", batch: 10)).One("it.squared")).ToList();
            var (mean, spread) = (estimates.Average(one => one.Value), Math.Sqrt(estimates.Average(one => one.Error!.Value * one.Error.Value) / estimates.Count));
            Assert.True(Math.Abs(mean - exact) <= 4 * spread, $"expected {exact}, got {mean} ± {spread}");
        }
    }

    [Fact]
    public void A_mask_is_a_symbol_of_its_own()
    {
        // (0, 0) against (0, mask): one position differs.
        double[] data = [1, 0, 0, 0], generated = [0, 0, 1, 0, 0, 0, 0, 0, 0];
        Close(2 - (2 * Math.Exp(-1)), new TwoLaws(new(2, 2), data, generated).Measure(Metric("hamming"))["it.squared"]);
        Close(1, new TwoLaws(new(2, 2), data, generated).Measure(Metric("overlap"))["it.squared"]);
        Close(1, new TwoLaws(new(2, 2), data, generated).Measure(Metric("a stranger's"))["it.squared"]);
    }

    [Fact]
    public void Its_rate_says_how_fast_it_decays() =>
        Close(2 - (2 * Math.Exp(-0.5)), new TwoLaws(new(1, 2), [1, 0], [0, 1]).Measure("""{ "kind": "mmd", "kernel": { "kind": "hamming", "rate": 0.5 } }""", new Shape(1, 2))["it.squared"]);

    [Fact]
    public void What_is_no_kernel_is_told() =>
        Assert.Contains("not positive semidefinite", Assert.Throws<InvalidOperationException>(() => new TwoLaws(new(1, 2), [1, 0], [0, 1]).Measure(Metric(new Distance()))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(""" "kernel": "gaussian" """, "/metrics/mmd/kernel", "gaussian", "hamming")]
    [InlineData(""" "kernel": { "kind": "hamming", "rate": 0 } """, "/metrics/mmd/kernel/rate", "0", "1E-06")]
    [InlineData(""" "batch": 1 """, "/metrics/mmd/batch", "1", "2")]
    [InlineData(""" "samples": 3 """, "/metrics/mmd/samples", "3", "4")]
    public void A_mistake_is_told(string options, string path, string got, string expected) => Assert.Contains(
        Installed.Errors($$"""{ "data": {{Installed.Potts(3)}}, "predictor": "exact", "schedule": { "kind": "balanced", "steps": 2 }, "sampler": "ancestral", "metrics": { "mmd": { {{options}} } } }"""),
        error => error.StartsWith(path, StringComparison.Ordinal) && error.Contains(got, StringComparison.Ordinal) && error.Contains(expected, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Pairs_that_are_too_many_are_not_asked_for()
    {
        var cell = new TwoLaws(new(15, 2), [1, .. new double[(1 << 15) - 1]], [1, .. new double[(1 << 15) - 1]]);
        Assert.NotNull(Metric("a stranger's").Samples(cell));
        Assert.Null(Metric("hamming").Samples(cell));
    }

    [Fact]
    public void Of_many_symbols_it_takes_no_pairs_of_them()
    {
        const int States = 100_000;
        double[] p = [.. Enumerable.Repeat(1.0 / States, States)], q = [.. p];
        (q[0], q[1]) = (p[0] + p[1], 0);
        var squared = 2 * p[0] * p[0];
        Close(1, new TwoLaws(new(1, States), p, q).Measure("\"mmd\"", new Shape(1, 2))["it.squared"] / (squared * (1 - Math.Exp(-1))));
        Close(1, new TwoLaws(new(1, States), p, q).Measure("""{ "kind": "mmd", "kernel": "overlap" }""", new Shape(1, 2))["it.squared"] / squared);
        foreach (var metric in new[] { "\"w1\"", "\"bounded-lipschitz\"", "\"tv\"" })
        {
            Close(1, new TwoLaws(new(1, States), p, q).Measure(metric, new Shape(1, 2))["it"] / p[0]);
        }
    }

    private static IMetric Metric(string kernel, int batch = 500) => kernel == "a stranger's" ? Metric(new FirstToken(), batch)
        : kernel.StartsWith("of symbols", StringComparison.Ordinal) ? Metric(new Minimum(kernel.EndsWith("multiplied", StringComparison.Ordinal)), batch)
        : Installed.Metric($$"""{ "kind": "mmd", "kernel": "{{kernel}}", "batch": {{batch}} }""");

    /// <summary>The installed metric with a kernel of these tests.</summary>
    private static IMetric Metric(IKernel kernel, int batch = 500)
    {
        var create = Installed.Metric("\"mmd\"").GetType().GetConstructors().Single();
        var options = create.GetParameters()[0].ParameterType.GetConstructors().Single(one => one.GetParameters().Length == 2).Invoke([null, batch]);
        return (IMetric)create.Invoke([options, kernel]);
    }

    private static double Value(string kernel, int[] x, int[] y)
    {
        var differ = x.Zip(y).Count(pair => pair.First != pair.Second);
        return kernel switch
        {
            "hamming" => Math.Exp(-differ),
            "overlap" => 1 - ((double)differ / x.Length),
            "of symbols, multiplied" => x.Zip(y, (a, b) => 1.0 + Math.Min(a, b)).Aggregate((one, other) => one * other),
            "of symbols, averaged" => x.Zip(y, (a, b) => 1.0 + Math.Min(a, b)).Average(),
            _ => x[0] == y[0] ? 1 + (x[^1] == y[^1] ? 0.5 : 0) : 0,
        };
    }

    private static int[] Tokens(Shape shape, int x) => Laws.Tokens(x, shape.Length, shape.States);

    private static void Close(double expected, double got) =>
        Assert.True(Math.Abs(expected - got) <= 1e-10 * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {got:R}");

    /// <summary>A kernel that is made of none on symbols, so that every pair is asked for.</summary>
    private sealed class FirstToken : IKernel
    {
        public double Largest => 1.5;

        public double Value(ReadOnlySpan<int> x, ReadOnlySpan<int> y) => x[0] == y[0] ? 1 + (x[^1] == y[^1] ? 0.5 : 0) : 0;
    }

    /// <summary><c>1 + min(a, b)</c> of symbols, the covariance of a random walk.</summary>
    private sealed class Minimum(bool multiplies) : IKernel, ISymbolKernel
    {
        public double Largest => 1000;

        public bool Multiplies => multiplies;

        public double Symbol(int a, int b) => 1 + Math.Min(a, b);

        public double Value(ReadOnlySpan<int> x, ReadOnlySpan<int> y)
        {
            var (product, sum) = (1.0, 0.0);
            for (var i = 0; i < x.Length; i++)
            {
                product *= Symbol(x[i], y[i]);
                sum += Symbol(x[i], y[i]) / x.Length;
            }

            return multiplies ? product : sum;
        }
    }

    private sealed class Distance : IKernel
    {
        public double Largest => 1;

        public double Value(ReadOnlySpan<int> x, ReadOnlySpan<int> y) => x.SequenceEqual(y) ? 0 : 1;
    }
}
