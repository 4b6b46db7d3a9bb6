namespace Unmask;

/// <summary>The evidence bound <c>E_{x,ω}[−log p_Y0|ω(x)] ≥ E[−log p_Y0(x)]</c>, x from the data, ω all choices of sizes and positions (T 1.12).</summary>
/// <remarks>It asks nothing of the data law but sequences: <see cref="OrderedDivergence"/> is this less <c>H(X)</c>.</remarks>
/// <param name="Total">Nats a sequence; <c>+∞</c> where a possible token has predicted probability zero.</param>
/// <param name="StandardError">The standard error of <paramref name="Total"/>, or null where that is infinite.</param>
/// <param name="Samples">How many sequences it was estimated from.</param>
/// <param name="Note">What a reader of the number has to know, or null.</param>
public sealed record EvidenceBound(double Total, double? StandardError, long Samples, string? Note = null)
{
    /// <summary>Of an estimate, the means of groups of samples (<see cref="SampleGroups"/>); null where they are not known.</summary>
    public IReadOnlyList<double>? Parts { get; init; }
}
