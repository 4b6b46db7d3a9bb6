namespace Unmask;

/// <summary>Estimates the score of a forward process, <c>s̃_t(x)_{i→v} ≈ p_t(x_{i→v})/p_t(x)</c> (K section 3).</summary>
/// <remarks>
/// <para>Contract: every ratio is at least 0 and finite; it depends only on the time and the tokens of its own sequence, never on the batch
/// nor on which other positions are asked for; the same time and tokens give the same ratios.</para>
/// <para>Under a process with a mask the asked positions are masked and v is a symbol of the vocabulary. Under one without, any position
/// is asked for, and the entry of the symbol that is there is 1.</para>
/// <para>Thread safety: one instance serves many threads.</para>
/// </remarks>
[Section("score")]
public interface IScoreEstimator : ICapable
{
    /// <summary>Estimates the ratios at the asked positions of a batch. Allocates nothing once warm, or the plugin's documentation says so.</summary>
    /// <param name="time">The time t, above 0 and at most the noise's end.</param>
    /// <param name="query">The sequences and the positions.</param>
    /// <param name="ratios">Receives <c>s̃_t(x)_{i→v}</c>, shape [positions × S], in the query's order.</param>
    /// <param name="stop">Cancels a long computation.</param>
    void Score(double time, in Query query, Span<double> ratios, CancellationToken stop);
}
