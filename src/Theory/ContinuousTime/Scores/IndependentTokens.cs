namespace Unmask.Theory;

/// <summary>Tokens that are independent: the others say nothing, <c>q_i(a) = p(X_0^(i) = a)</c>, for any vocabulary. Thread-safe.</summary>
/// <param name="law">The law of each token.</param>
/// <param name="states">S.</param>
internal sealed class IndependentTokens(IWindowLaw law, int states) : INoisyTokens
{
    /// <inheritdoc/>
    public void Others(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop)
    {
        for (var k = 0; k < positions.Length; k++)
        {
            law.Window(positions[k], 1, rows.Slice(k * states, states));
        }
    }
}
