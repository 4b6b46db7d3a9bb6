namespace Unmask.Plugins.Metrics.Kernels;

/// <summary>The overlap kernel <c>K(x, y) = 1 − #{i : x_i ≠ y_i}/L</c>, the mean over positions of <c>k(a, b) = 1[a = b]</c>.</summary>
/// <remarks>It sees the laws of single positions only, so laws that agree in these have no distance.</remarks>
[Plugin(
    "overlap",
    Summary = "Share of positions that agree; it sees single positions only",
    Equation = "K(x, y) = 1 − #{i : x_i ≠ y_i}/L",
    Reference = "K Table 2")]
public sealed class Overlap : IKernel, ISymbolKernel
{
    /// <inheritdoc/>
    public double Largest => 1;

    /// <inheritdoc/>
    public bool Multiplies => false;

    /// <inheritdoc/>
    public double Symbol(int a, int b) => a == b ? 1 : 0;

    /// <inheritdoc/>
    public (double Same, double Different)? TwoValues => (1, 0);

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<int> x, ReadOnlySpan<int> y) => 1 - ((double)Hamming.Differences(x, y) / x.Length);
}
