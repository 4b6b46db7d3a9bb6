namespace Unmask;

/// <summary>
/// Guesses the data behind noise that leaves no mask, <c>p̂_i(·|x, t) ≈ p(X_0^(i) = · | X_t = x)</c>, for one process and noise. A predictor's, by
/// <see cref="IDenoiserSource"/>.
/// </summary>
/// <remarks>
/// With it a score follows for any process: <c>s_t(x)_{i→v} = Σ_a p(X_0^(i) = a | X_t = x) k_t(v|a)/k_t(x_i|a)</c> (T 2.2). Contract as that of
/// <see cref="IMaskPredictor"/>, each row given all tokens of its sequence. Thread-safe.
/// </remarks>
public interface IDenoiser
{
    /// <summary>Whether it can denoise here, and if not, why, with what to try; quick.</summary>
    Feasibility Check() => Feasibility.Costs(0);

    /// <summary>Predicts the data at the asked positions of a batch.</summary>
    /// <param name="time">The time t, above 0 and at most the noise's end.</param>
    /// <param name="query">The noisy sequences and the positions, any of them.</param>
    /// <param name="rows">Receives probabilities, shape [positions × S], in the query's order.</param>
    /// <param name="stop">Cancels a long computation.</param>
    void Denoise(double time, in Query query, Span<double> rows, CancellationToken stop);
}
