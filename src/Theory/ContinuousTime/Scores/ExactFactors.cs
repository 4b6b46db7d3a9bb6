namespace Unmask.Theory;

/// <summary>The factor 1: the exact score.</summary>
internal sealed class ExactFactors : ITokenFactors
{
    /// <inheritdoc/>
    public void Factors(NoiseLevel level, Span<double> factors) => factors.Fill(1);
}
