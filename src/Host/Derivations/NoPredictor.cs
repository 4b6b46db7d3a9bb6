using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>Stands for the predictor of a pipeline that has none: its sampler draws from the score.</summary>
internal sealed class NoPredictor : IMaskPredictor
{
    /// <summary>The only one.</summary>
    public static NoPredictor Instance { get; } = new();

    public void Predict(in Query query, Span<double> rows, CancellationToken stop) =>
        throw new ContractException("asks for predictions, but the pipeline has no section 'predictor'", "sampler");
}
