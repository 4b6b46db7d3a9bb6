namespace Unmask;

/// <summary>The losses of a score from random times and noisy data sequences: for spaces that cannot be enumerated.</summary>
/// <param name="ScoreEntropy"><c>L_SE</c>, K (9); null where the exact score is not known, like all but <paramref name="Denoising"/>.</param>
/// <param name="Conditioned"><c>L_SE^m</c>, T 2.7; null also where the process has no mask.</param>
/// <param name="WeightedScoreMatching"><c>L_WSM</c>, K (8).</param>
/// <param name="WeightedRatio"><c>L_WRSM</c>, K (36).</param>
/// <param name="Cubic"><c>L_3</c>, K (25).</param>
/// <param name="Denoising">The denoising score entropy <c>L_SE + H(X_0|X_T)</c>, T 2.3: it needs no exact score.</param>
/// <param name="LeastRatio">The least ratio of the score to the exact one that was met; +∞ where none was.</param>
/// <param name="LargestRatio">The largest; −∞ where none was.</param>
/// <param name="Samples">How many data sequences.</param>
public sealed record EstimatedLosses(
    EstimatedLoss? ScoreEntropy, EstimatedLoss? Conditioned, EstimatedLoss? WeightedScoreMatching, EstimatedLoss? WeightedRatio, EstimatedLoss? Cubic,
    EstimatedLoss Denoising, double LeastRatio, double LargestRatio, long Samples);

/// <summary>An estimated loss.</summary>
/// <param name="Value">At least 0 but for the noise of an estimate; may be <c>+∞</c>.</param>
/// <param name="StandardError">Its standard error; null where it is infinite.</param>
/// <param name="Reason">Why it is infinite; null where it is not.</param>
public readonly record struct EstimatedLoss(double Value, double? StandardError, string? Reason);
