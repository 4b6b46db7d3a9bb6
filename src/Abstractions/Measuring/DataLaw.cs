namespace Unmask;

/// <summary>The data law, enumerated.</summary>
/// <param name="Shape">Length and vocabulary.</param>
/// <param name="Probabilities">Shape [S^L], row-major: the first token is slowest.</param>
public sealed record DataLaw(Shape Shape, double[] Probabilities);
