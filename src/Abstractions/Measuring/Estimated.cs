namespace Unmask;

/// <summary>A number that may be an estimate.</summary>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Its standard error; null where it is exact, or has none because the number is not finite.</param>
public readonly record struct Estimated(double Value, double? StandardError);
