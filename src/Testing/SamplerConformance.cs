namespace Unmask.Testing;

/// <summary>The contract of <see cref="ISampler"/>, a test for each sentence: inherit it and create your sampler.</summary>
/// <remarks>A sampler that takes a schedule can be given <see cref="RandomPositions"/> or <see cref="LeftToRight"/>.</remarks>
/// <example><code>
/// public sealed class MySamplerTests : SamplerConformance
/// {
///     protected override ISampler Create(Shape shape) => new MySampler(new MySamplerOptions(), new RandomPositions(2));
/// }
/// </code></example>
public abstract class SamplerConformance : SamplingConformance
{
    /// <summary>Creates the sampler, a new instance at each call.</summary>
    /// <param name="shape">Length and vocabulary of the sequences it is to serve.</param>
    protected abstract ISampler Create(Shape shape);

    private protected sealed override ISampler Sampler(Shape shape) => Create(shape);
}
