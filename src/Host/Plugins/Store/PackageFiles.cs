using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace Unmask.Host.Plugins.Store;

/// <summary>Which files belong to a plugin.</summary>
/// <remarks>
/// Of <c>X/X.dll</c>: every file below <c>X</c>. Of a bare <c>X.dll</c>, which shares its folder with others: its own
/// <c>X.deps.json</c>, <c>X.pdb</c> and the like, what its <c>X.deps.json</c> names, the assemblies it references, and the native
/// libraries that one of these imports; as far as they are there. Links are followed; one that leads
/// nowhere is no file.
/// </remarks>
internal static class PackageFiles
{
    private static readonly string[] _prefixes = ["", "lib"];
    private static readonly string[] _endings = ["", ".so", ".dylib", ".dll"];
    private static readonly string[] _own = [".deps.json", ".runtimeconfig.json", ".runtimeconfig.dev.json", ".pdb"];

    /// <summary>The files' names relative to the folder of <paramref name="assembly"/>, parted by <c>/</c>, sorted.</summary>
    /// <param name="assembly">The full path of the plugin's assembly.</param>
    /// <exception cref="IOException">A file or folder went away or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static IReadOnlyCollection<string> Of(string assembly)
    {
        var folder = Path.GetDirectoryName(assembly)!;
        return Path.GetFileName(folder) == Path.GetFileNameWithoutExtension(assembly) ? Below(folder) : Beside(assembly, folder);
    }

    /// <summary>Whether a file only tells about an assembly, such as <c>X.pdb</c> or <c>X.xml</c> of <c>X.dll</c>: two packages that differ in such files do the same.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="names">The names of the package.</param>
    public static bool IsDescription(string name, IReadOnlySet<string> names) =>
        _own.Append(".xml").Any(ending => name.EndsWith(ending, StringComparison.Ordinal) && names.Contains(name[..^ending.Length] + ".dll"));

    /// <summary>Every file below a folder.</summary>
    /// <param name="folder">The folder.</param>
    public static IReadOnlyCollection<string> Below(string folder)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Below(folder, "", [], names);
        return names;
    }

    private static void Below(string folder, string prefix, string[] above, SortedSet<string> names)
    {
        var real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        if (above.Contains(real))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder).Where(file => new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.Exists ?? true))
        {
            names.Add(prefix + Path.GetFileName(file));
        }

        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            Below(inner, $"{prefix}{Path.GetFileName(inner)}/", [.. above, real], names);
        }
    }

    private static SortedSet<string> Beside(string assembly, string folder)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal) { Path.GetFileName(assembly) };
        names.UnionWith(_own.Select(ending => Path.ChangeExtension(assembly, ending)).Where(File.Exists).Select(path => Path.GetFileName(path)));
        names.UnionWith(Named(Path.ChangeExtension(assembly, ".deps.json")).Where(name => File.Exists(Path.Combine(folder, name))));
        var left = new Queue<string>(names.Where(name => name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)));
        while (left.TryDequeue(out var name))
        {
            var (references, imports) = Wants(Path.Combine(folder, name));
            names.UnionWith(imports.SelectMany(NativeNames).Where(native => File.Exists(Path.Combine(folder, native))));
            foreach (var found in references.Where(reference => SharedAssemblies.Find(reference) is null).Select(reference => PrivateAssemblies.Locate(assembly, reference)).OfType<string>())
            {
                var relative = Path.GetRelativePath(folder, found).Replace(Path.DirectorySeparatorChar, '/');
                if (names.Add(relative))
                {
                    left.Enqueue(relative);
                }
            }
        }

        return names;
    }

    /// <summary>What a <c>.deps.json</c> names, as published: assemblies flat, what depends on the platform below <c>runtimes/</c>, satellites by culture.</summary>
    private static List<string> Named(string deps)
    {
        if (!File.Exists(deps))
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(deps));
            var assets =
                from target in document.RootElement.GetProperty("targets").EnumerateObject()
                from library in target.Value.EnumerateObject()
                from kind in library.Value.EnumerateObject()
                where kind.Name is "runtime" or "native" or "resources" or "runtimeTargets"
                from asset in kind.Value.EnumerateObject()
                select (Path: asset.Name, Culture: asset.Value.TryGetProperty("locale", out var locale) ? locale.GetString() : null);
            return [.. assets.SelectMany(asset => new[] { asset.Path, Path.GetFileName(asset.Path), $"{asset.Culture}/{Path.GetFileName(asset.Path)}" })
                .Where(name => !Path.IsPathRooted(name) && !name.Split('/').Contains("..") && SharedAssemblies.Find(Path.GetFileNameWithoutExtension(name)) is null)];
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }

    private static (List<string> References, List<string> Imports) Wants(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var file = new PEReader(stream);
            if (!file.HasMetadata)
            {
                return ([], []);
            }

            var metadata = file.GetMetadataReader();
            var imports = Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.ModuleRef))
                .Select(row => metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)).Name);
            return ([.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))], [.. imports.Select(metadata.GetString)]);
        }
        catch (BadImageFormatException)
        {
            return ([], []);
        }
    }

    private static IEnumerable<string> NativeNames(string name) =>
        from prefix in _prefixes
        from ending in _endings
        where name.Length > 0 && name.IndexOfAny(['/', '\\']) < 0
        select prefix + name + ending;
}
