namespace Unmask.Theory;

/// <summary>Computes <c>p(X_i = · | x∘W)</c> for one sequence at a time, and tells where that is not defined.</summary>
/// <remarks>Thread-safe; allocates nothing once warm. A row depends on the tokens only, to the last bit: not on what else is asked.</remarks>
public interface ISequenceConditionals
{
    /// <summary>Writes the conditionals of masked positions.</summary>
    /// <param name="tokens">Symbols 0…S−1, the mask is S; shape [L].</param>
    /// <param name="positions">Masked positions, ascending.</param>
    /// <param name="rows">Receives probabilities, shape [positions × S].</param>
    /// <param name="stop">Cancels a long computation.</param>
    /// <returns>False, and rows that mean nothing, if the revealed tokens cannot occur together.</returns>
    bool TryConditionals(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop);
}
