namespace Unmask;

/// <summary>Whether something can be computed, and at what cost.</summary>
/// <param name="Cost">A rough number of elementary operations, or null if it is out of reach.</param>
/// <param name="Reason">Why it is out of reach, with the number that says so and what to try; null if it is not.</param>
public readonly record struct Feasibility(double? Cost, string? Reason)
{
    /// <summary>It can be computed at this cost.</summary>
    public static Feasibility Costs(double operations) => new(operations, null);

    /// <summary>It cannot be computed.</summary>
    public static Feasibility No(string reason) => new(null, reason);

    /// <summary>True if it can be computed.</summary>
    public bool Possible => Cost is not null;

    /// <summary>Both are needed: the costs add up, and the first reason stands.</summary>
    public static Feasibility operator +(Feasibility left, Feasibility right) =>
        !left.Possible ? left : !right.Possible ? right : Costs(left.Cost!.Value + right.Cost!.Value);

    /// <summary>The named form of <c>+</c>.</summary>
    public static Feasibility Add(Feasibility left, Feasibility right) => left + right;
}
