namespace Unmask.Theory;

/// <summary>A fitted line <c>y ≈ intercept + slope · x</c>.</summary>
/// <param name="Slope">The slope.</param>
/// <param name="Intercept">The value at x = 0.</param>
/// <param name="RSquared"><c>R² = 1 − Σ residual² / Σ (y − ȳ)²</c>; 1 where all y are equal.</param>
/// <param name="SlopeError">The standard error of the slope; NaN for two points, which leave no residual.</param>
public readonly record struct StraightLine(double Slope, double Intercept, double RSquared, double SlopeError);
