using System.Collections.Concurrent;
using System.Reflection;
using McMaster.NETCore.Plugins;

namespace Unmask.Host.Plugins;

/// <summary>Loads each plugin assembly into a context of its own, for the life of the process.</summary>
/// <remarks>Not collectible, since one serialisation of a plugin's type would pin it anyway; the shared list is explicit, since
/// preferring the host's versions would downgrade private dependencies silently. Thread-safe.</remarks>
internal sealed class IsolatedAssemblies : IAssemblySource
{
    private readonly ConcurrentDictionary<string, Lazy<Assembly>> _loaded = new(StringComparer.Ordinal);
    private readonly NativeLibraries _native = new();

    /// <inheritdoc/>
    public Assembly Load(string path) => _loaded.GetOrAdd(Path.GetFullPath(path), full => new Lazy<Assembly>(() => Isolate(full))).Value;

    private Assembly Isolate(string path)
    {
        _native.Admit(path);
        var loader = PluginLoader.CreateFromAssemblyFile(path, isUnloadable: false, [.. SharedAssemblies.Types], config =>
        {
            config.PreferSharedTypes = false;
            config.IsLazyLoaded = false;
        });
        return loader.LoadDefaultAssembly();
    }
}
