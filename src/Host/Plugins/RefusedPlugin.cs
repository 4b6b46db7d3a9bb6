namespace Unmask.Host.Plugins;

/// <summary>A file, or a class in it, that cannot be used as a plugin.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Reason">Why, in plain words: what was found and what was expected.</param>
internal sealed record RefusedPlugin(string Path, string Reason);
