namespace Unmask.Interpretation;

/// <summary>A plugin threw while a sampler ran: the message says at which sequence and step, the inner exception is the plugin's.</summary>
internal sealed class StepException(string where, Exception inner) : Exception(where, inner)
{
    /// <summary>Whether an exception is a plugin's own, and not yet placed.</summary>
    public static bool Places(Exception exception) => exception is not (StepException or OperationCanceledException or OutOfReachException);
}
