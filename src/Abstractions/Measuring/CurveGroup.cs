namespace Unmask;

/// <summary>What a group of data sequences adds to an <see cref="EstimatedCurve"/>: sums over its sequences.</summary>
/// <param name="Count">The number of sequences, at least 1.</param>
/// <param name="Information">Shape [L]: sums of <c>h(w)</c>; of <c>c(w)</c> where the two cannot be told apart; null where h is known exactly.</param>
/// <param name="Excess">Shape [L]: sums of <c>c(w) − h(w)</c>; null where the two cannot be told apart.</param>
/// <param name="LogProbability">The sum of <c>log p(x)</c>, or null where the law cannot compute it or nothing needs it.</param>
public sealed record CurveGroup(long Count, double[]? Information, double[]? Excess, double? LogProbability);
