namespace Unmask.Host.Plugins;

/// <summary>A plugin that looked right in its metadata could not be loaded.</summary>
/// <param name="plugin">The plugin.</param>
/// <param name="reason">Why, in plain words.</param>
/// <param name="cause">What the runtime threw.</param>
internal sealed class PluginLoadException(PluginDescription plugin, string reason, Exception? cause = null)
    : Exception($"{plugin.Section} '{plugin.Name}' from {plugin.Assembly.Path} cannot be loaded: {reason}", cause)
{
    /// <summary>The plugin.</summary>
    public PluginDescription Plugin { get; } = plugin;

    /// <summary>Why, in plain words.</summary>
    public string Reason { get; } = reason;
}
