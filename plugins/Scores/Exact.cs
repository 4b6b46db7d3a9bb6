using Unmask.Theory;

namespace Unmask.Plugins.Scores;

/// <summary>The true score of the data law under the forward process, <c>s_t(x)_{i→v} = p_t(x_{i→v})/p_t(x)</c> (K (6), T 2.8).</summary>
/// <remarks>
/// <para>Masked: <c>p(X_0^(i) = v | revealed)/(e^{B(t)} − 1)</c>; under a process without a mask from the law of the noisy tokens, see <see cref="ExactDenoising"/> for when
/// it can be had and what is kept. With B(t) infinite it is 0 under the masked process, and the prior's ratios under others.</para>
/// <para>Thread-safe; allocates at a time that is new. Capability: <see cref="ITokenFactors"/>, all 1.</para>
/// </remarks>
[Plugin(
    "exact",
    Summary = "The true score of the data law under the process",
    Equation = "s_t(x)_{i→v} = p_t(x_{i→v}) / p_t(x); masked: p(x_i = v | revealed) / (exp(B(t)) − 1)",
    Notes = "Under a process without a mask it takes independent tokens, a data law with finite memory (potts, markov, hmm, text-chain, …) at any length, or one whose sequences can be enumerated.",
    Reference = "K (6), T 2.8")]
public sealed class Exact(IDataDistribution data, IForwardProcess process, INoiseSchedule noise, IDerived<DataLaw> law) : IScoreEstimator, ITokenFactors, IValidates
{
    private readonly ExactDenoising _denoising = new(data, process, law);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (_denoising.Refusal is { } refusal)
        {
            problems.Add(refusal);
        }
    }

    /// <inheritdoc/>
    public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop) => _denoising.Score(noise.Integral(time), query, ratios, stop);

    /// <inheritdoc/>
    public void Factors(NoiseLevel level, Span<double> factors) => factors.Fill(1);
}
