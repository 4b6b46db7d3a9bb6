namespace Unmask;

/// <summary>
/// The divergence of the output law, <c>KL(p_X0 ‖ E_ω p_Y|ω)</c>, ω all choices of sizes and positions, where it is had without enumerating
/// that law; at most <see cref="OrderedDivergence"/>. (Where it is enumerated, <see cref="GeneratedLaw"/> and <see cref="DataLaw"/> give it.)
/// </summary>
/// <param name="Total">Nats; <c>+∞</c> where a possible sequence cannot be generated.</param>
/// <param name="StandardError">The standard error of <paramref name="Total"/>, or null where it is exact.</param>
/// <param name="Samples">How many sequences it was estimated from, or null where it is exact.</param>
/// <param name="Note">What a reader of the number has to know, or null.</param>
public sealed record MarginalDivergence(double Total, double? StandardError = null, long? Samples = null, string? Note = null)
{
    /// <summary>Of an estimate, the means of groups of samples (<see cref="SampleGroups"/>); null where they are not known.</summary>
    public IReadOnlyList<double>? Parts { get; init; }
}
