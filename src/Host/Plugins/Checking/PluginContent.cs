using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Unmask.Host.Plugins.Checking;

/// <summary>Identifies what the outcome of a check depends on: the files of a plugin, where they are, and this host.</summary>
internal static class PluginContent
{
    private static readonly string _host = string.Join(' ', SharedAssemblies.Types.Select(type => type.Assembly).Append(Assembly.GetExecutingAssembly())
        .Select(assembly => $"{assembly.ManifestModule.ModuleVersionId:N}").Append($"{Environment.Version}"));

    /// <summary>A hash that changes with any of them, lower-case hexadecimal; null if a file cannot be read.</summary>
    /// <param name="path">The plugin's assembly: with <c>X/X.dll</c> goes everything in <c>X</c>, with a single DLL the libraries and
    /// manifests beside it.</param>
    public static string? Key(string path)
    {
        try
        {
            var files = Files(path).Select(file => $"{file} {Hash(file)}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [path, _host, .. files]))));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
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
}
