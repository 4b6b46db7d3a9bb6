namespace Unmask.Theory;

/// <summary>Estimates of what needs no exact score, where that is not known.</summary>
/// <param name="Loss">The loss <c>L_SE + H(X_0|X_T)</c>, T 2.3.</param>
/// <param name="Implicit">Implicit score matching, T 2.3; null where it is infinite.</param>
/// <param name="Samples">How many data sequences it is from.</param>
public sealed record DenoisingLoss(Loss Loss, Loss? Implicit, long Samples);
