using CsCheck;

namespace Unmask.Tests.Conformance.Processes;

/// <summary>The masked process against its definition, K (2).</summary>
public class MaskedTests
{
    [Fact]
    public void The_kernel_is_the_exponential_of_the_generator() =>
        (from states in Gen.Int[2, 5] from b in Gen.Double[0, 2] select (states, b)).Sample(
            x =>
            {
                var (process, n) = (Installed.Process("masked"), x.states + 1);
                var (generator, kernel) = (new double[n * n], new double[n * n]);
                process.Generator(x.states, generator);
                process.Kernel(x.states, x.b, kernel);
                var (term, series) = (Identity(n), Identity(n));
                for (var k = 1; k <= 40; k++)
                {
                    term = [.. Product(term, generator, n).Select(value => value * x.b / k)];
                    series = [.. series.Zip(term, (a, b) => a + b)];
                }

                Assert.All(series.Zip(kernel), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            },
            iter: 100);

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e-300)]
    [InlineData(3e-5)]
    public void A_small_mask_probability_keeps_its_digits(double b)
    {
        var kernel = new double[9];
        Installed.Process("masked").Kernel(2, b, kernel);
        var exact = b - (b * b / 2) + (b * b * b / 6);
        Assert.Equal(1, kernel[2] / exact, 1e-14);
    }

    [Fact]
    public void In_the_end_everything_is_masked()
    {
        var process = Installed.Process("masked");
        var (kernel, prior) = (new double[16], new double[4]);
        process.Kernel(3, double.PositiveInfinity, kernel);
        process.Prior(3, prior);
        Assert.Equal([0, 0, 0, 1], prior);
        Assert.All(Enumerable.Range(0, 4), row => Assert.Equal(prior, kernel.Skip(row * 4).Take(4)));
    }

    private static double[] Identity(int n) => [.. Enumerable.Range(0, n * n).Select(k => k % (n + 1) == 0 ? 1.0 : 0.0)];

    private static double[] Product(double[] a, double[] b, int n) =>
        [.. Enumerable.Range(0, n * n).Select(k => Enumerable.Range(0, n).Sum(j => a[(k / n * n) + j] * b[(j * n) + (k % n)]))];
}
