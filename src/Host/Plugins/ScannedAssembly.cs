namespace Unmask.Host.Plugins;

/// <summary>What a scan found in one file.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Sha256">The hash of the file, lower-case hexadecimal; empty if it could not be read.</param>
/// <param name="Plugins">Its plugins.</param>
/// <param name="Refused">Why the file, or classes in it, are refused.</param>
/// <param name="References">The simple names of the assemblies it references.</param>
internal sealed record ScannedAssembly(
    string Path, string Sha256, IReadOnlyList<PluginDescription> Plugins, IReadOnlyList<RefusedPlugin> Refused, IReadOnlyList<string> References)
{
    /// <summary>Whether all of this is the files' doing: whatever else went wrong may go right the next time.</summary>
    public bool IsFinal { get; init; } = true;
}
