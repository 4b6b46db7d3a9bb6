namespace Unmask;

/// <summary>
/// The order-averaged divergence <c>E_ω KL(p_X0 ‖ p_Y0|ω)</c>, ω all choices of sizes and positions (LC (15), T 1.6, T 1.8).
/// At least <c>KL(p ‖ E_ω p_Y|ω)</c>, the divergence of the output law, which is never given the same name.
/// </summary>
/// <param name="Total">Nats; <c>+∞</c> where a possible token has predicted probability zero.</param>
/// <param name="Steps">What each step adds, in reveal order, or null where it is not known.</param>
/// <param name="StandardError">The standard error of <paramref name="Total"/>, or null where it is exact.</param>
/// <param name="Samples">How many sequences it was estimated from, or null where it is exact.</param>
/// <param name="Note">What a reader of the number has to know, or null.</param>
public sealed record OrderedDivergence(double Total, double[]? Steps, double? StandardError = null, long? Samples = null, string? Note = null)
{
    /// <summary>Of an estimate, the means of groups of samples (<see cref="SampleGroups"/>); null where they are not known.</summary>
    public IReadOnlyList<double>? Parts { get; init; }
}
