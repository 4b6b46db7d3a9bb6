using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Unmask.Host.Reporting;

/// <summary>Reads a text that an assembly embeds, from the file: nothing of it is loaded.</summary>
internal static class EmbeddedText
{
    /// <summary>The text of the first resource whose name ends with <paramref name="name"/>; null if there is none, or no such file.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="name">Such as <c>references.bib</c>.</param>
    public static string? Read(string assembly, string name)
    {
        if (!File.Exists(assembly))
        {
            return null;
        }

        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        foreach (var resource in metadata.ManifestResources.Select(metadata.GetManifestResource))
        {
            if (resource.Implementation.IsNil && metadata.GetString(resource.Name).EndsWith(name, StringComparison.Ordinal))
            {
                var all = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
                var reader = all.GetReader((int)resource.Offset, all.Length - (int)resource.Offset);
                var bytes = reader.ReadBytes(reader.ReadInt32());
                return Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
            }
        }

        return null;
    }
}
