namespace Unmask.Theory;

/// <summary>A loss of a score estimate.</summary>
/// <param name="Value">At least 0, may be <c>+∞</c>.</param>
/// <param name="Reason">Why it is infinite; null where it is finite.</param>
public readonly record struct Loss(double Value, string? Reason);
