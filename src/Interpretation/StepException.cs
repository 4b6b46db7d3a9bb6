namespace Unmask.Interpretation;

/// <summary>A plugin threw while a sampler ran: the message says at which sequence and step, the inner exception is the plugin's.</summary>
/// <param name="section">The section whose plugin was asked, such as <c>predictor</c>.</param>
/// <param name="where">The sequence and step.</param>
/// <param name="inner">What it threw.</param>
internal sealed class StepException(string section, string where, Exception inner) : Exception(where, inner)
{
    /// <summary>The section whose plugin was asked; a sampler may have asked its schedule.</summary>
    public string Section => section;

    /// <summary>For an index out of range, what a sampler is given: reading what it does not observe is the commonest reason.</summary>
    public static string Given(Exception exception, ISampler sampler) => exception is IndexOutOfRangeException or ArgumentOutOfRangeException
        ? $"; it observes {sampler.Observes} and has a memory of {sampler.Memory}"
        : "";

    /// <summary>Whether an exception is a plugin's own, and not yet placed.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="stop">What the plugin may have been cancelled by.</param>
    public static bool Places(Exception exception, CancellationToken stop) =>
        exception is not (StepException or OutOfReachException) && !(exception is OperationCanceledException && stop.IsCancellationRequested);
}
