using System.Reflection;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Plugins.Checking;

/// <summary>Identifies what the outcome of a check depends on: the files of a plugin, where they are, and this host.</summary>
internal static class PluginContent
{
    private static readonly string _host = string.Join(' ', SharedAssemblies.Types.Select(type => type.Assembly).Append(Assembly.GetExecutingAssembly())
        .Select(assembly => $"{assembly.ManifestModule.ModuleVersionId:N}").Append($"{Environment.Version}"));

    /// <summary>A hash that changes with any of them, lower-case hexadecimal; null if a file cannot be read.</summary>
    /// <param name="path">The plugin's assembly.</param>
    public static string? Key(string path)
    {
        try
        {
            return CanonicalText.Hash(string.Join('\n', path, _host, PluginPackage.Read(path, PluginPackage.Hash(path)).Content));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or UserErrorException or PluginChangedException)
        {
            return null;
        }
    }
}
