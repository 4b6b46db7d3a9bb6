namespace Unmask;

/// <summary>
/// The evidence bound <c>E_ω E_x[−log p_Y0|ω(x)] = E_ω KL(p_X0 ‖ p_Y0|ω) + H(X_0)</c> on the negative log-likelihood (T 1.8, T 1.12): what can be had of
/// any data that can be sampled, its entropy being unknown.
/// </summary>
/// <param name="Total">Nats per sequence; <c>+∞</c> where a token that was drawn has predicted probability zero.</param>
/// <param name="StandardError">Its standard error, or null where it is not finite.</param>
/// <param name="Samples">How many sequences it was estimated from.</param>
/// <param name="Note">What a reader of the number has to know, or null.</param>
public sealed record EvidenceBound(double Total, double? StandardError, long Samples, string? Note = null);
