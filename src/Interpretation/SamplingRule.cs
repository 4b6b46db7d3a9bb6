namespace Unmask.Interpretation;

/// <summary>A sampler with its predictor: what every interpretation runs.</summary>
internal sealed record SamplingRule(Shape Shape, ISampler Sampler, IMaskPredictor Predictor);
