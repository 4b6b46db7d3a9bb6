namespace Unmask.Host.Composition;

/// <summary>All is computed, but services of plugins threw when they were disposed.</summary>
/// <param name="problems">What could not be disposed and why, in words.</param>
internal sealed class PluginDisposalException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems));
