namespace Unmask.Theory;

/// <summary>A score estimate <c>s̃_t(x)_{i→v} ≈ p_t(x_{i→v})/p_t(x)</c> at any states of an enumerated space.</summary>
/// <remarks>Deterministic and thread-safe.</remarks>
public interface IStateScores
{
    /// <summary>Scores of a batch of (state, position) pairs.</summary>
    /// <param name="level">The moment.</param>
    /// <param name="rows">The pairs, and the exact scores for an estimate that is made from them.</param>
    /// <param name="estimate">
    /// Receives <c>s̃</c>, finite and at least 0, shape [rows × n]; the entry of the symbol that is there already is not read, nor is one to which no forward jump leads
    /// back (the mask's, under the masked process).
    /// </param>
    void Estimate(NoiseLevel level, in ScoreRows rows, Span<double> estimate);
}
