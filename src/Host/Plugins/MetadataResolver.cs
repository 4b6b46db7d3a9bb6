using System.Reflection;

namespace Unmask.Host.Plugins;

/// <summary>Finds the metadata of what a plugin references: shared assemblies in the host, then .NET's, then the plugin's own.</summary>
/// <param name="own">The plugin's own.</param>
internal sealed class MetadataResolver(PrivateAssemblies own) : MetadataAssemblyResolver
{
    /// <inheritdoc/>
    public override Assembly? Resolve(MetadataLoadContext context, AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        var path = SharedAssemblies.Find(name)?.Location ?? FrameworkAssemblies.Find(name) ?? own.Find(name);
        return path is null ? null : context.LoadFromAssemblyPath(path);
    }
}
