namespace Unmask;

/// <summary>A number that may be an estimate.</summary>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Its standard error; null where it is exact, or has none because the number is not finite.</param>
public readonly record struct Estimated(double Value, double? StandardError)
{
    /// <summary>Where it is a mean over samples, the means of their groups (<see cref="SampleGroups"/>); null where it is not, or they are not known.</summary>
    public IReadOnlyList<double>? Parts { get; init; }

    /// <summary>A smooth function of this number, with its parts to first order, as the delta method has its error.</summary>
    /// <param name="value">The function's value.</param>
    /// <param name="error">Its standard error.</param>
    /// <param name="slope">Its derivative at this number.</param>
    public Estimated To(double value, double? error, double slope)
    {
        var own = Value;
        return new Estimated(value, error) { Parts = Parts is null || !double.IsFinite(value) || !double.IsFinite(slope) ? null : [.. Parts.Select(part => value + (slope * (part - own)))] };
    }
}
