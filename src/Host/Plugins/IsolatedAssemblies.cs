using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins;
using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Plugins;

/// <summary>Loads each plugin assembly from its copy into a context of its own, for the life of the process.</summary>
/// <remarks>Not collectible, since one serialisation of a plugin's type would pin it anyway; the shared list is explicit, since
/// preferring the host's versions would downgrade private dependencies silently. Thread-safe.</remarks>
/// <param name="store">Where the copies are; the user's by default.</param>
internal sealed class IsolatedAssemblies(PluginStore? store = null) : IAssemblySource
{
    private readonly Lazy<PluginStore> _store = new(() => store ?? PluginStore.Open(TimeProvider.System));
    private readonly ConcurrentDictionary<(string Path, string Content), Lazy<Assembly>> _loaded = [];
    private readonly ConcurrentDictionary<AssemblyLoadContext, PluginAssembly> _origins = [];
    private readonly NativeLibraries _native = new();
    private readonly ConcurrentDictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Assembly Load(PluginAssembly plugin) =>
        _loaded.GetOrAdd((plugin.Path, plugin.Package.Content), _ => new Lazy<Assembly>(() => Isolate(plugin))).Value;

    /// <inheritdoc/>
    public PluginAssembly? Origin(Assembly assembly) => AssemblyLoadContext.GetLoadContext(assembly) is { } context ? _origins.GetValueOrDefault(context) : null;

    /// <inheritdoc/>
    public string Original(string text) => _folders.Aggregate(text, (original, folder) => original.Replace(folder.Key, folder.Value, StringComparison.Ordinal));

    private Assembly Isolate(PluginAssembly plugin)
    {
        var copy = _store.Value.Open(plugin.Package);
        _folders[Path.GetDirectoryName(copy)!] = plugin.Package.Folder;
        _native.Admit(copy);
        var loader = PluginLoader.CreateFromAssemblyFile(copy, isUnloadable: false, [.. SharedAssemblies.Types], config =>
        {
            config.PreferSharedTypes = false;
            config.IsLazyLoaded = false;
        });
        var assembly = loader.LoadDefaultAssembly();
        _origins[AssemblyLoadContext.GetLoadContext(assembly)!] = plugin;
        return assembly;
    }
}
