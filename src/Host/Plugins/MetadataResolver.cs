using System.Reflection;
using System.Runtime.InteropServices;

namespace Unmask.Host.Plugins;

/// <summary>Finds the metadata of what a plugin references: shared assemblies in the host, then .NET's, then the plugin's own.</summary>
/// <param name="plugin">The plugin's file.</param>
internal sealed class MetadataResolver(string plugin) : MetadataAssemblyResolver
{
    /// <inheritdoc/>
    public override Assembly? Resolve(MetadataLoadContext context, AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        var framework = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll");
        var path = SharedAssemblies.Find(name)?.Location ?? (File.Exists(framework) ? framework : PrivateAssemblies.Find(plugin, name));
        return path is null ? null : context.LoadFromAssemblyPath(path);
    }
}
