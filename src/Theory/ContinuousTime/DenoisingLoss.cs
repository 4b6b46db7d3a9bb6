namespace Unmask.Theory;

/// <summary>An estimate of the denoising score entropy where it is all that can be had: the exact score is not known.</summary>
/// <param name="Loss">The loss <c>L_SE + H(X_0|X_T)</c>, T 2.3.</param>
/// <param name="Samples">How many data sequences it is from.</param>
public sealed record DenoisingLoss(Loss Loss, long Samples);
