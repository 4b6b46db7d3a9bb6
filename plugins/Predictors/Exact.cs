using Unmask.Theory;

namespace Unmask.Plugins.Predictors;

/// <summary>The optimal predictor: the data law's own conditionals, <c>p̂_i = p*_i(· | x∘W)</c> (LC section 2).</summary>
/// <remarks>As a row map it is the identity. As a denoiser it is the true posterior given the noisy tokens (<see cref="ExactDenoising"/>).
/// Thread-safe; allocates nothing beyond what the law does, and as a denoiser at a time that is new.</remarks>
[Plugin(
    "exact",
    Summary = "The data law's own conditionals",
    Equation = "p̂_i = p(x_i | revealed); as a denoiser p(x_i at time 0 | x at time t)",
    Reference = "LC section 2, T 2.8")]
public sealed class Exact(IDataDistribution data, IDerived<DataLaw> law) : IMaskPredictor, IRowMap, IDenoiserSource, IValidates
{
    private readonly IConditionalLaw? _law = data.Find<IConditionalLaw>();

    /// <inheritdoc/>
    public bool IsIdentity => true;

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (_law is null)
        {
            problems.Add("This data law cannot compute its conditionals. Take a data law that can, such as potts, markov or table, or a predictor that does not need them, such as marginal.");
        }
    }

    /// <inheritdoc/>
    public void Map(ReadOnlySpan<double> exact, Span<double> row) => exact.CopyTo(row);

    /// <inheritdoc/>
    public void Predict(in Query query, Span<double> rows, CancellationToken stop) =>
        (_law ?? throw new InvalidOperationException("The data law cannot compute its conditionals.")).Conditionals(query, rows, stop);

    /// <inheritdoc/>
    public IDenoiser Denoiser(IForwardProcess process, INoiseSchedule noise) => new Posterior(new ExactDenoising(data, process, law), noise);

    private sealed class Posterior(ExactDenoising exact, INoiseSchedule noise) : IDenoiser
    {
        public Feasibility Check() => exact.Refusal is { } refusal ? Feasibility.No(refusal) : Feasibility.Costs(0);

        public void Denoise(double time, in Query query, Span<double> rows, CancellationToken stop) => exact.Posterior(noise.Integral(time), query, rows, stop);
    }
}
