using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Unmask.Host.Plugins.Checking;

/// <summary>What assembly files reference, from their metadata.</summary>
internal static class References
{
    /// <summary>The assemblies that a file references; none if it is no .NET assembly.</summary>
    public static IReadOnlyList<AssemblyName> Of(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.HasMetadata ? file.GetMetadataReader() : null;
            return metadata is null ? [] : [.. metadata.AssemblyReferences.Select(reference => metadata.GetAssemblyReference(reference).GetAssemblyName())];
        }
        catch (Exception damage) when (damage is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>What the private assemblies of a plugin reference, directly or not, and nobody brings along.</summary>
    /// <param name="plugin">The plugin's file; its own references are left out.</param>
    public static IEnumerable<(string From, AssemblyName Missing)> MissingBehind(string plugin)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(Private(plugin, plugin));
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path))
            {
                continue;
            }

            foreach (var missing in Of(path).Where(name => !IsShared(name) && FrameworkAssemblies.Find(name.Name!) is null && PrivateAssemblies.Locate(plugin, name.Name!) is null))
            {
                yield return (path, missing);
            }

            foreach (var next in Private(plugin, path))
            {
                open.Enqueue(next);
            }
        }
    }

    private static IEnumerable<string> Private(string plugin, string path) =>
        Of(path).Where(name => !IsShared(name)).Select(name => PrivateAssemblies.Locate(plugin, name.Name!)).OfType<string>();

    private static bool IsShared(AssemblyName name) => SharedAssemblies.Find(name.Name) is not null;
}
