namespace Unmask;

/// <summary>A predictor that distorts each exact conditional by itself: <c>p̂_i(·|x∘W) = f(p*_i(·|x∘W))</c>.</summary>
/// <remarks>A decorator offers this when the predictor inside it does: the maps compose. Thread-safe; allocates nothing.</remarks>
public interface IRowMap
{
    /// <summary>Writes <c>f(row)</c>.</summary>
    /// <param name="exact">The exact conditional, shape [S].</param>
    /// <param name="row">Receives the predictor's row, shape [S]; may be the same memory as <paramref name="exact"/>.</param>
    void Map(ReadOnlySpan<double> exact, Span<double> row);

    /// <summary>True if <c>f</c> is the identity, so that the predictor is optimal.</summary>
    bool IsIdentity => false;
}
