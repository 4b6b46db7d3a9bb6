using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Metrics.Kernels;

/// <summary>Options of <see cref="Hamming"/>.</summary>
/// <param name="Rate">How fast the kernel decays.</param>
public sealed record HammingOptions([Range(1e-6, 1e3)][Description("how fast the kernel decays, per position that differs")] double Rate = 1);

/// <summary>The exponential Hamming kernel <c>K(x, y) = exp(−rate · #{i : x_i ≠ y_i})</c>, the product of <c>k(a, b) = e^{−rate}</c> where a ≠ b.</summary>
[Plugin(
    "hamming",
    Summary = "Exponential Hamming kernel: every position that differs multiplies it by exp(-rate)",
    Equation = "K(x, y) = exp(−rate · #{i : x_i ≠ y_i})",
    Notes = "In sequences of some length take a rate of about 1/L: with rate 1 only sequences that are nearly the same count.",
    Reference = "K Table 2",
    Example = """{"rate": 1}""")]
public sealed class Hamming(HammingOptions options) : IKernel, ISymbolKernel
{
    private readonly double _different = Math.Exp(-options.Rate);

    /// <inheritdoc/>
    public double Largest => 1;

    /// <inheritdoc/>
    public bool Multiplies => true;

    /// <inheritdoc/>
    public double Symbol(int a, int b) => a == b ? 1 : _different;

    /// <inheritdoc/>
    public (double Same, double Different)? TwoValues => (1, _different);

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<int> x, ReadOnlySpan<int> y) => Math.Exp(-options.Rate * Differences(x, y));

    /// <summary>The number of positions at which two sequences differ.</summary>
    internal static int Differences(ReadOnlySpan<int> x, ReadOnlySpan<int> y)
    {
        var count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            count += x[i] != y[i] ? 1 : 0;
        }

        return count;
    }
}
