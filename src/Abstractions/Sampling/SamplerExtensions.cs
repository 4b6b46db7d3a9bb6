namespace Unmask;

/// <summary>What follows from a sampler. Pure functions.</summary>
public static class SamplerExtensions
{
    /// <summary>Length and symbols of what is generated: the vocabulary, and the mask as one more symbol, the last, if the sampler <see cref="ISampler.Leaves"/> any.</summary>
    public static Shape Generates(this ISampler sampler, Shape shape) => sampler.Leaves ? shape with { States = shape.States + 1 } : shape;
}
