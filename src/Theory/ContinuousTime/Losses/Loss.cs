namespace Unmask.Theory;

/// <summary>A loss of a score estimate.</summary>
/// <param name="Value">At least 0, may be <c>+∞</c>.</param>
/// <param name="Reason">Why it is infinite; null where it is finite.</param>
/// <param name="StandardError">Its standard error; null where it is exact, or infinite.</param>
public readonly record struct Loss(double Value, string? Reason = null, double? StandardError = null)
{
    /// <summary>Of an estimate, the means of groups of samples (<see cref="SampleGroups"/>); null where they are not known.</summary>
    public IReadOnlyList<double>? Parts { get; init; }

    /// <summary>Both together, the other one times a factor above 0.</summary>
    /// <remarks>The standard error of a sum is at most the sum of standard errors, and that is given: the two losses are of the same draws.</remarks>
    public Loss Plus(Loss other, double factor = 1) => new(
        Value + (factor * other.Value),
        Reason ?? other.Reason,
        double.IsInfinity(Value) || double.IsInfinity(other.Value) || (StandardError is null && other.StandardError is null) ? null : (StandardError ?? 0) + (factor * (other.StandardError ?? 0)));
}
