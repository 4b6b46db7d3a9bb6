namespace Unmask;

/// <summary>Predicts masked tokens: <c>p̂_i(·|x∘W)</c>, the factorised predictor of LC (4).</summary>
/// <remarks>
/// <para>Contract: every row is a probability vector (at least 0, sums to 1 within 1e-9); it depends only on the tokens of
/// its own sequence, never on the batch nor on which other positions are asked for; the same tokens give the same row.</para>
/// <para>Capabilities: <see cref="IRowMap"/> (a distortion of the exact conditionals, so its curve can be exact),
/// <see cref="ICrossEntropyExcess"/>, <see cref="IObservedRows"/> (confidence is read from other rows than tokens are drawn from),
/// <see cref="IDenoiserSource"/> (it guesses the data behind noise without masks too).</para>
/// <para>Thread safety: one instance serves many threads.</para>
/// </remarks>
[Section("predictor")]
public interface IMaskPredictor : ICapable
{
    /// <summary>Predicts the asked positions of a batch. Allocates nothing once warm, or the plugin's documentation says so.</summary>
    /// <param name="query">The sequences and the masked positions to predict.</param>
    /// <param name="rows">Receives probabilities, shape [positions × S], in the query's order.</param>
    /// <param name="stop">Cancels a long computation.</param>
    void Predict(in Query query, Span<double> rows, CancellationToken stop);
}
