namespace Unmask.Host.Plugins.Store;

/// <summary>A file of a plugin.</summary>
/// <param name="Name">Its name relative to the folder of the plugin's assembly, parted by <c>/</c>.</param>
/// <param name="Sha256">The hash of its content, lower-case hexadecimal.</param>
internal readonly record struct PackageFile(string Name, string Sha256);
