using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Plugins;

/// <summary>The assemblies a plugin brings along, beside its own file or below <c>runtimes/</c> there; remembers which were asked for.</summary>
/// <param name="plugin">The plugin's file.</param>
internal sealed class PrivateAssemblies(string plugin)
{
    private readonly Dictionary<string, string> _asked = [];

    /// <summary>The simple names that <see cref="Find"/> was asked for, each with its <see cref="HashOf"/>.</summary>
    public IReadOnlyDictionary<string, string> Asked => _asked;

    /// <summary>The path of the assembly, or null if the plugin does not bring it along.</summary>
    /// <param name="name">The simple name of the assembly.</param>
    public string? Find(string name)
    {
        _asked[name] = HashOf(name);
        return Locate(plugin, name);
    }

    /// <summary>The hash of the assembly's file, lower-case hexadecimal; empty if the plugin does not bring it along.</summary>
    public string HashOf(string name) => Locate(plugin, name) is { } path ? PluginPackage.Hash(path) : "";

    /// <summary>Where a plugin brings an assembly along, or null if it does not.</summary>
    /// <param name="plugin">The plugin's file.</param>
    /// <param name="name">The simple name of the assembly.</param>
    public static string? Locate(string plugin, string name)
    {
        var folder = Path.GetDirectoryName(plugin)!;
        var beside = Path.Combine(folder, name + ".dll");
        var runtimes = Path.Combine(folder, "runtimes");
        return File.Exists(beside) ? beside
            : Directory.Exists(runtimes) ? Directory.EnumerateFiles(runtimes, name + ".dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
            : null;
    }
}
