namespace Unmask;

/// <summary>The exact law of the generated sequence, <c>p_Y = E_ω p_Y|ω</c>, by enumeration of every choice and token.</summary>
/// <param name="Shape">Length and vocabulary.</param>
/// <param name="Probabilities">Shape [S^L], row-major: the first token is slowest.</param>
/// <param name="Calls">The expected number of predictor calls per sequence (NFE).</param>
public sealed record GeneratedLaw(Shape Shape, double[] Probabilities, double Calls);
