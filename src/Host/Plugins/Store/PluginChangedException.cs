namespace Unmask.Host.Plugins.Store;

/// <summary>A plugin's files changed between two looks at them: whoever looks from the start again may find them at rest.</summary>
/// <param name="message">Which plugin, and what was noticed.</param>
internal sealed class PluginChangedException(string message) : Exception(message)
{
    /// <param name="path">The plugin's assembly.</param>
    /// <param name="how">What was noticed.</param>
    public PluginChangedException(string path, string how)
        : this($"{path}: {how}; run the command again when it is complete")
    {
    }
}
