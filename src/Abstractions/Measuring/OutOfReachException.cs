namespace Unmask;

/// <summary>A quantity cannot be had by any method, or a method turned out to be too large while it ran.</summary>
/// <param name="message">The reasons, with the numbers that say so.</param>
public sealed class OutOfReachException(string message) : Exception(message);
