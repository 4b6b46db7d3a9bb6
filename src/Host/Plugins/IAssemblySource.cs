using System.Reflection;

namespace Unmask.Host.Plugins;

/// <summary>Loads plugin assemblies: the one place that knows how they are isolated.</summary>
/// <remarks>Contract: the shared assemblies are the host's own, everything else a plugin brings along is private to it;
/// what is loaded is a copy that nobody writes to; the same path and content give the same assembly. Thread-safe.</remarks>
internal interface IAssemblySource
{
    /// <summary>Loads an assembly file.</summary>
    /// <exception cref="Store.PluginChangedException">It is no longer the file that was scanned.</exception>
    Assembly Load(PluginAssembly plugin);

    /// <summary>The plugin file that an assembly was loaded for, be it the plugin or a library it brings along; null if neither.</summary>
    PluginAssembly? Origin(Assembly assembly);

    /// <summary>A text of the runtime in which every copy goes by the name of the user's own file.</summary>
    string Original(string text);
}
