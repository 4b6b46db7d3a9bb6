namespace Unmask;

/// <summary>The exact law of the generated sequence, <c>p_Y = E_ω p_Y|ω</c>.</summary>
/// <param name="Shape">Length and symbols of what is generated: the vocabulary, and the mask as the last one if the sampler <see cref="ISampler.Leaves"/> any.</param>
/// <param name="Probabilities">Shape [S^L], row-major: the first token is slowest.</param>
/// <param name="Calls">The expected number of predictor calls per sequence (NFE); NaN where the law does not come from steps.</param>
public sealed record GeneratedLaw(Shape Shape, double[] Probabilities, double Calls);
