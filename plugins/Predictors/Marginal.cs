using Unmask.Theory;

namespace Unmask.Plugins.Predictors;

/// <summary>Predicts each token by its marginal, whatever is revealed: <c>p̂_i = p(X_i)</c>.</summary>
/// <remarks>
/// <c>c(w) = h(0)</c> at every w, so the excess is <c>h(0) − h(w)</c>. As a denoiser it looks at the noisy token itself only. Thread-safe; marginals of up to 2^22 numbers are kept after
/// the first call, more are asked of the law each time.
/// </remarks>
[Plugin(
    "marginal",
    Summary = "The marginal of each token, whatever is revealed",
    Equation = "p̂_i = p(x_i); as a denoiser p(x_i at time 0 | x_i at time t)")]
public sealed class Marginal : IMaskPredictor, ICrossEntropyExcess, IDenoiserSource, IValidates
{
    private const double MostKept = 1 << 22;

    private readonly IWindowLaw? _law;
    private readonly Lazy<double[]>? _kept;
    private readonly int _states;

    /// <summary>Creates the predictor of a data law; nothing is computed yet.</summary>
    public Marginal(IDataDistribution data)
    {
        _law = data.Find<IWindowLaw>();
        var shape = data.Shape;
        _states = shape.States;
        _kept = (double)shape.Length * shape.States <= MostKept ? new(() => Compute(shape)) : null;
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (_law is null)
        {
            problems.Add("This data law cannot compute its marginals. Take a data law that can, such as potts, markov or table.");
        }
    }

    /// <inheritdoc/>
    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        var states = query.Shape.States;
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var own = query.RowsOf(k, rows);
            foreach (var i in query.Positions(k))
            {
                if (_kept is null)
                {
                    Law.Window(i, 1, own[..states]);
                }
                else
                {
                    _kept.Value.AsSpan(i * states, states).CopyTo(own);
                }

                own = own[states..];
            }
        }
    }

    /// <inheritdoc/>
    public double[] Excess(InformationCurve information) => information.Drops.ToArray();

    /// <inheritdoc/>
    public IDenoiser Denoiser(IForwardProcess process, INoiseSchedule noise) => new Posterior(this, new TokenNoise(process, _states), noise);

    private IWindowLaw Law => _law ?? throw new InvalidOperationException("The data law cannot compute its marginals.");

    private double[] Compute(Shape shape)
    {
        var marginals = new double[shape.Length * shape.States];
        for (var i = 0; i < shape.Length; i++)
        {
            Law.Window(i, 1, marginals.AsSpan(i * shape.States, shape.States));
        }

        return marginals;
    }

    private sealed class Posterior(Marginal predictor, TokenNoise tokens, INoiseSchedule noise) : IDenoiser
    {
        public void Denoise(double time, in Query query, Span<double> rows, CancellationToken stop)
        {
            predictor.Predict(query, rows, stop);
            tokens.Condition(noise.Integral(time), query, rows);
        }
    }
}
