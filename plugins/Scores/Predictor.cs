using Unmask.Theory;

namespace Unmask.Plugins.Scores;

/// <summary>The score that a predictor amounts to (T 2.2): masked <c>s̃ = p̂_v/(e^{B(t)} − 1)</c>; without a mask, by its denoiser, <c>s̃ = Σ_a p̂_a k(a, v)/k(a, x_i)</c>.</summary>
/// <remarks>
/// <para>Without a mask it takes a predictor that is a denoiser too (<see cref="IDenoiserSource"/>): exact, marginal, ngram, and mixture, tempered or warped of one.
/// What a denoiser puts on data that cannot have become x_i is left out.</para>
/// <para>Thread-safe; allocates nothing of its own once warm at a time.</para>
/// </remarks>
[Plugin(
    "predictor",
    Summary = "The score that the predictor amounts to",
    Equation = "masked: s_t(x)_{i→v} = p̂_i(v | x) / (exp(B(t)) − 1); else Σ_a p̂_i(a | x, t) k_t(a, v) / k_t(a, x_i), k_t the process's kernel",
    Notes = "Under a process without a mask the predictor has to be a denoiser too: exact, marginal and ngram are, and mixture, tempered and warped of one.",
    Reference = "K section 3, T 2.2")]
public sealed class Predictor : IScoreEstimator, IValidates
{
    private readonly IMaskPredictor _predictor;
    private readonly IForwardProcess _process;
    private readonly INoiseSchedule _noise;
    private readonly IDenoiser? _denoiser;
    private readonly TokenNoise? _tokens;

    /// <summary>Creates the score.</summary>
    public Predictor(IMaskPredictor predictor, IForwardProcess process, INoiseSchedule noise, Shape shape)
    {
        (_predictor, _process, _noise) = (predictor, process, noise);
        if (!process.HasMask(shape))
        {
            (_denoiser, _tokens) = (predictor.Find<IDenoiserSource>()?.Denoiser(process, noise), new TokenNoise(process, shape.States));
        }
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (_tokens is null)
        {
            if (ScoreRatios.Refusal(_process, shape.States) is { } refusal)
            {
                problems.Add(refusal);
            }
        }
        else if (_denoiser is null)
        {
            problems.Add("The process has no mask, and this predictor predicts masked tokens only. Take one that also denoises: exact, marginal or ngram, or mixture, tempered or warped of one; where tokens are given, the score exact; or the process masked.");
        }
        else if (_denoiser.Check().Reason is { } reason)
        {
            problems.Add($"The predictor cannot denoise here: {reason}");
        }
    }

    /// <inheritdoc/>
    public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop)
    {
        if (_tokens is null)
        {
            _predictor.Predict(query, ratios, stop);
            ScoreRatios.OfMask(_noise.Integral(time), ratios);
            return;
        }

        (_denoiser ?? throw new InvalidOperationException("The predictor does not denoise.")).Denoise(time, query, ratios, stop);
        _tokens.Score(_noise.Integral(time), query, ratios);
    }
}
