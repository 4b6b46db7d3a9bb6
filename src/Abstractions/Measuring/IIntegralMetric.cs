namespace Unmask;

/// <summary>
/// A metric that is an integral probability metric, <c>d(p, q) = sup_{ψ∈Ψ} |E_p ψ − E_q ψ|</c> over a class of test functions (K (10)); an
/// <see cref="IMetric"/> that is one says so by implementing this too.
/// </summary>
/// <remarks>Bounds on the error of all bounded observables then hold for it with a constant, K (23)–(24). Thread-safe.</remarks>
public interface IIntegralMetric
{
    /// <summary>
    /// The constant <c>C_Ψ</c> of K Table 2, so that <c>d ≤ 2 C_Ψ·(bound on the total variation)</c>: half of the largest oscillation of a test
    /// function, <c>½ sup_ψ (max ψ − min ψ)</c>; at least 0 and finite.
    /// </summary>
    /// <param name="cell">The cell that is measured.</param>
    double Constant(ICell cell);
}
