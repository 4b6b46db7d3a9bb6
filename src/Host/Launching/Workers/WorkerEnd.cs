namespace Unmask.Host.Launching.Workers;

/// <summary>How a worker process ended that was not told to.</summary>
/// <param name="Words">What a plugin did to end it so, in words.</param>
/// <param name="Printed">What it printed last.</param>
/// <param name="IsKilled">Whether it was most likely somebody else who ended it.</param>
/// <param name="RanOut">Whether it ended for want of memory.</param>
internal sealed record WorkerEnd(string Words, string Printed, bool IsKilled, bool RanOut);
