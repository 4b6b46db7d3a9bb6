using System.Security.Cryptography;
using Unmask.Host.Configuration;

namespace Unmask.Host.Plugins.Store;

/// <summary>A plugin's assembly with everything it brings along, as it was when it was read. Immutable.</summary>
/// <param name="folder">The folder of the assembly.</param>
/// <param name="assembly">The file name of the assembly.</param>
/// <param name="files">All files, sorted by name.</param>
internal sealed class PluginPackage(string folder, string assembly, IReadOnlyList<PackageFile> files)
{
    private const int Attempts = 20;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The folder it was read from.</summary>
    public string Folder => folder;

    /// <summary>The file name of its assembly.</summary>
    public string Assembly => assembly;

    /// <summary>All files, sorted by name.</summary>
    public IReadOnlyList<PackageFile> Files => files;

    /// <summary>What identifies it: the SHA-256 of one line <c>hash␣␣name</c> a file, as <c>sha256sum</c> prints them. Changes with any file, not with the folder.</summary>
    public string Content { get; } = CanonicalText.Hash(string.Concat(files.Select(file => $"{file.Sha256}  {file.Name}\n")));

    /// <summary>Reads a package; if files change meanwhile, again.</summary>
    /// <param name="path">The full path of the assembly.</param>
    /// <param name="sha256">The hash that the assembly is known by.</param>
    /// <exception cref="PluginChangedException">The assembly is another by now, or the files do not come to rest.</exception>
    /// <exception cref="UserErrorException">A file cannot be read, or an assembly among them is not whole.</exception>
    public static PluginPackage Read(string path, string sha256)
    {
        var folder = Path.GetDirectoryName(path)!;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var before = FileStamp.Of(folder, PackageFiles.Of(path));
                var files = before.Select(stamp => new PackageFile(stamp.Name, Hash(Path.Combine(folder, stamp.Name)))).ToList();
                if (before.SequenceEqual(FileStamp.Of(folder, PackageFiles.Of(path))))
                {
                    return Whole(new PluginPackage(folder, Path.GetFileName(path), files), sha256);
                }
            }
            catch (Exception problem) when (problem is UnauthorizedAccessException || (problem is IOException && attempt == Attempts))
            {
                throw new UserErrorException(path, "", $"a file of this plugin cannot be read: {problem.Message}");
            }
            catch (IOException)
            {
                // It is being replaced.
            }

            if (attempt == Attempts)
            {
                throw new PluginChangedException(path, "its files keep changing while they are read");
            }

            Thread.Sleep(_pause);
        }
    }

    /// <summary>The SHA-256 of a file, lower-case hexadecimal.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Hash(string path)
    {
        // A pipe or a device has no length: the first may never begin, the second never end.
        using var stream = new FileInfo(path).Length == 0 ? Stream.Null : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Whether another does the same: the same assembly and the same files beside it, what only tells about an assembly aside.</summary>
    public bool DoesTheSame(PluginPackage other) => Working().SequenceEqual(other.Working());

    private IEnumerable<PackageFile> Working()
    {
        var names = files.Select(file => file.Name).ToHashSet();
        return files.Where(file => !PackageFiles.IsDescription(file.Name, names))
            .Select(file => file.Name == assembly ? file with { Name = "" } : file).OrderBy(file => file.Name, StringComparer.Ordinal);
    }

    private static PluginPackage Whole(PluginPackage package, string sha256)
    {
        var path = Path.Combine(package.Folder, package.Assembly);
        if (package.Files.First(file => file.Name == package.Assembly).Sha256 != sha256)
        {
            throw new PluginChangedException(path, "it is no longer the file that was found at the start");
        }

        foreach (var file in package.Files.Where(file => file.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).Select(file => Path.Combine(package.Folder, file.Name)))
        {
            using var content = File.OpenRead(file);
            if (AssemblyAdmission.Damage(content) is { } damage)
            {
                throw new UserErrorException(path, "", $"the plugin needs {file}, which is {damage}");
            }
        }

        return package;
    }
}
