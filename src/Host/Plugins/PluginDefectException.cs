namespace Unmask.Host.Plugins;

/// <summary>A class is marked as a plugin but does not have a plugin's form.</summary>
internal sealed class PluginDefectException(string message, Exception? cause = null) : Exception(message, cause);
