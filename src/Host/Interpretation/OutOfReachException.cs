namespace Unmask.Host.Interpretation;

/// <summary>A method turned out to be too large while it ran; another may still apply.</summary>
internal sealed class OutOfReachException(string message) : Exception(message);
