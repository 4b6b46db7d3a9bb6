using Unmask.Interpretation;

namespace Unmask.Testing;

/// <summary>The contract of <see cref="ISizeLaw"/>, and what every schedule promises: inherit it and create your size law.</summary>
/// <example><code>
/// public sealed class MySizesTests : SizeLawConformance
/// {
///     protected override ISizeLaw Create(Shape shape) => new MySizes(new MySizesOptions(Maximum: 2));
/// }
/// </code></example>
public abstract class SizeLawConformance : SamplingConformance
{
    /// <summary>Creates the size law, a new instance at each call.</summary>
    /// <param name="shape">Length and vocabulary of the sequences it is to serve.</param>
    protected abstract ISizeLaw Create(Shape shape);

    private protected sealed override ISampler Sampler(Shape shape) => new ScheduledSampler(new UniformPositions(Create(shape)));
}
