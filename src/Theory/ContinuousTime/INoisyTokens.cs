namespace Unmask.Theory;

/// <summary>
/// What the other noisy tokens of a sequence say of one of its tokens, <c>q_i(a) = p(X_0^(i) = a | X_t^(−i) = x^(−i))</c>, at one moment of a process without
/// a mask.
/// </summary>
/// <remarks>
/// With it, <c>p(X_0^(i) = a | X_t = x) ∝ q_i(a) k(a, x_i)</c> and <c>p_t(x_{i→v})/p_t(x) = Σ_a q_i(a) k(a, v) / Σ_a q_i(a) k(a, x_i)</c> (T 2.8). Thread-safe. A row depends on
/// the tokens only, to the last bit.
/// </remarks>
internal interface INoisyTokens
{
    /// <summary>Writes <c>q_i</c>.</summary>
    /// <param name="tokens">The noisy tokens, symbols 0…S−1, shape [L].</param>
    /// <param name="positions">Positions, ascending.</param>
    /// <param name="rows">Receives probabilities, shape [positions × S].</param>
    /// <param name="stop">Cancels a long computation.</param>
    /// <returns>False, and rows that mean nothing, if the noisy tokens cannot occur together: their probability is 0, or below what a double holds.</returns>
    bool TryOthers(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop);

    /// <summary>Writes <c>p(X_0^(i) = ·)</c>, what is said where the tokens cannot occur together.</summary>
    /// <param name="positions">Positions, ascending.</param>
    /// <param name="rows">Receives probabilities, shape [positions × S].</param>
    void Marginals(ReadOnlySpan<int> positions, Span<double> rows);

    /// <summary>Writes <c>p_t(x_{i→v})</c> up to a factor of each row, where there is a shorter way than by <see cref="TryOthers"/>.</summary>
    /// <param name="tokens">The noisy tokens, shape [L].</param>
    /// <param name="positions">Positions, ascending.</param>
    /// <param name="rows">Receives weights, shape [positions × S].</param>
    /// <returns>Null if there is none; false if the tokens cannot occur together.</returns>
    bool? TryWeights(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows) => null;
}
