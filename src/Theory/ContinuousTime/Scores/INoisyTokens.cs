namespace Unmask.Theory;

/// <summary>
/// What the other noisy tokens of a sequence say of one of its tokens, <c>q_i(a) = p(X_0^(i) = a | X_t^(−i) = x^(−i))</c>, at one moment of a process without
/// a mask (T 2.8).
/// </summary>
/// <remarks>Where the tokens cannot occur together, because their probability is 0 or below what a double holds, it is <c>p(X_0^(i) = a)</c>. A row depends on the tokens only, to
/// the last bit. Thread-safe.</remarks>
internal interface INoisyTokens
{
    /// <summary>Writes <c>q_i</c>.</summary>
    /// <param name="tokens">The noisy tokens, symbols 0…S−1, shape [L].</param>
    /// <param name="positions">Positions, ascending.</param>
    /// <param name="rows">Receives probabilities, shape [positions × S].</param>
    /// <param name="stop">Cancels a long computation.</param>
    void Others(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop);

    /// <summary>Writes <c>p_t(x_{i→v})/p_t(x)</c> where there is a shorter way than by <see cref="Others"/>.</summary>
    /// <param name="tokens">The noisy tokens, shape [L].</param>
    /// <param name="positions">Positions, ascending.</param>
    /// <param name="rows">Receives ratios, shape [positions × S].</param>
    /// <returns>False if there is none; then nothing is written.</returns>
    bool TryRatios(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows) => false;
}
