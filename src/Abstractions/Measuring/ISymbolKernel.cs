namespace Unmask;

/// <summary>
/// A kernel on sequences that is made of one on symbols, the same at every position: the product <c>K(x, y) = Π_i k(x_i, y_i)</c>, or the mean
/// <c>(1/L) Σ_i k(x_i, y_i)</c>. A capability of a kernel.
/// </summary>
/// <remarks>Exact values then take <c>n L S</c> operations for n sequences, and never n² pairs; with <see cref="TwoValues"/> <c>n L</c>. Thread-safe.</remarks>
public interface ISymbolKernel
{
    /// <summary>True if it is the product over positions; false if it is the mean.</summary>
    bool Multiplies { get; }

    /// <summary><c>k(a, b)</c>, symmetric and positive semidefinite.</summary>
    /// <param name="a">A symbol, or the mask.</param>
    /// <param name="b">A symbol, or the mask.</param>
    double Symbol(int a, int b);

    /// <summary><c>k(a, a)</c> and <c>k(a, b)</c> of different symbols, if these are the same for all of them; else null.</summary>
    (double Same, double Different)? TwoValues => null;
}
