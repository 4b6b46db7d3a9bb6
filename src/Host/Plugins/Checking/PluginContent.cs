using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Unmask.Host.Plugins.Checking;

/// <summary>Identifies what the outcome of a check depends on: the files of a plugin, where they are, and this host.</summary>
internal static class PluginContent
{
    private static readonly string _host = string.Join(' ', SharedAssemblies.Types.Select(type => type.Assembly).Append(Assembly.GetExecutingAssembly())
        .Select(assembly => $"{assembly.ManifestModule.ModuleVersionId:N}").Append($"{Environment.Version}"));

    /// <summary>A hash that changes with any of them, lower-case hexadecimal.</summary>
    /// <param name="path">The plugin's assembly: with <c>X/X.dll</c> goes everything in <c>X</c>, with a single DLL the libraries and
    /// manifests beside it.</param>
    public static string Key(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"{path}\n{_host}\n");
        foreach (var file in Files(path))
        {
            using var stream = File.OpenRead(file);
            Append(hash, $"{file} {Convert.ToHexStringLower(SHA256.HashData(stream))}\n");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IOrderedEnumerable<string> Files(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var files = Path.GetFileName(folder) == Path.GetFileNameWithoutExtension(path)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            : Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".dll" or ".json" or ".so" or ".dylib").Concat(Below(Path.Combine(folder, "runtimes")));
        return files.Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Below(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
