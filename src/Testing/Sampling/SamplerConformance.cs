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

    /// <summary>Estimates draw at least two sequences: one has no standard error.</summary>
    [Fact]
    public void Estimates_have_at_least_two_samples()
    {
        foreach (var shape in ValidShapes)
        {
            var samples = Create(shape).Samples;
            Assert.True(samples >= 2, $"{Words.Of(shape)}: got {samples} samples; expected at least 2");
        }
    }

    /// <summary>A sampler that has the capability <see cref="ISizeLaw"/> reveals uniformly random sets of the sizes it declares.</summary>
    [Fact]
    public void Sets_are_uniform_of_the_sizes_declared() => HoldDeclaredSizes(shape => Create(shape).Find<ISizeLaw>());

    private protected sealed override object Make(Shape shape) => Create(shape);
}
