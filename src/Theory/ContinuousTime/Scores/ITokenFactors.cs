namespace Unmask.Theory;

/// <summary>
/// A score that is the exact one times a factor of time, position and symbol: <c>s̃_t(x)_{i→v} = s_t(x)_{i→v} f_t(i, v)</c>.
/// </summary>
/// <remarks>Laws, losses and bounds of such scores need no loop over pairs of symbols. Deterministic and thread-safe.</remarks>
public interface ITokenFactors
{
    /// <summary>The factors at a moment.</summary>
    /// <param name="level">The moment.</param>
    /// <param name="factors">Receives <c>f_t(i, v)</c>, finite and at least 0, shape [d × n].</param>
    void Factors(NoiseLevel level, Span<double> factors);
}
