namespace Unmask.Theory;

/// <summary>How far a step of an integration may be off in each component: <c>|error| ≤ Absolute + Relative·|value|</c>.</summary>
/// <param name="Relative">Relative part, at least 0.</param>
/// <param name="Absolute">Absolute part, above 0.</param>
internal readonly record struct Tolerance(double Relative, double Absolute);
