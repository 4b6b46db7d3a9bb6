namespace Unmask;

/// <summary>A kernel on sequences, <c>K(x, y)</c>: symmetric and positive semidefinite, <c>Σ_ij c_i c_j K(x_i, x_j) ≥ 0</c>.</summary>
/// <remarks>
/// <para>An option of metrics, not a section of a pipeline: the maximum mean discrepancy is <c>√((p−q)' K (p−q))</c>.</para>
/// <para>Capability: <see cref="ISymbolKernel"/>, of a kernel made of one on symbols. Without it, exact values take a call for every pair of
/// sequences.</para>
/// <para>Symbols are those of the data law, 0…S−1, and where a sampler leaves masks, the mask S. Thread-safe; allocates nothing once warm.</para>
/// </remarks>
[Section("kernel")]
public interface IKernel : ICapable
{
    /// <summary><c>sup_x K(x, x)</c>, finite: by Cauchy and Schwarz the largest value of all.</summary>
    double Largest { get; }

    /// <summary><c>K(x, y)</c>.</summary>
    /// <param name="x">Symbols, shape [L].</param>
    /// <param name="y">Symbols, shape [L].</param>
    double Value(ReadOnlySpan<int> x, ReadOnlySpan<int> y);
}
