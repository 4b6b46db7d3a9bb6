namespace Unmask.Tests.Integration;

/// <summary>What a process left behind.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error);
