namespace Unmask;

/// <summary>A data law whose conditionals <c>p*_i(· | x∘W)</c> under any mask can be computed (LC section 2).</summary>
/// <remarks>
/// Where the revealed tokens have probability zero, the conditional is undefined and the row is the marginal <c>p(X_i)</c>:
/// a sampler that draws positions independently can get there. No divergence <c>KL(p ‖ ·)</c> depends on this choice.
/// </remarks>
public interface IConditionalLaw
{
    /// <summary>Writes <c>p(X_i = · | revealed tokens)</c> for each asked position. Thread-safe; allocates nothing per call once warm.</summary>
    /// <param name="query">The partly masked sequences and the masked positions to predict.</param>
    /// <param name="rows">Receives probabilities, shape [positions × S]; each row sums to 1 and depends on the tokens of its own sequence only.</param>
    /// <param name="stop">Cancels a long computation.</param>
    void Conditionals(in Query query, Span<double> rows, CancellationToken stop);
}
