using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;

namespace Unmask.Host.Plugins;

/// <summary>The native libraries that loaded plugins bring along: refuses those that one process cannot keep apart, or that would not be found.</summary>
/// <remarks>
/// A plugin's native library is loaded by its full path, so different versions get along. But one that needs another asks the system
/// for it by name, and gets whichever of that name was loaded first, another plugin's too (<c>docs/decisions/native-libraries.md</c>).
/// Thread-safe.
/// </remarks>
internal sealed class NativeLibraries
{
    private readonly Lock _admitting = new();
    private readonly List<IReadOnlyList<string>> _loaded = [];

    /// <summary>Takes in the libraries of a plugin that is about to be loaded.</summary>
    /// <param name="plugin">The plugin's file.</param>
    /// <exception cref="PluginDefectException">They would not be found, or would be mixed up with those of a plugin that is loaded.</exception>
    public void Admit(string plugin)
    {
        lock (_admitting)
        {
            var brought = Brought(plugin);
            foreach (var loaded in _loaded)
            {
                KeepApart(brought, loaded);
            }

            if (brought.Count > 0)
            {
                _loaded.Add(brought);
            }
        }
    }

    /// <summary>The native libraries that the plugin gets when it asks for one by name.</summary>
    private static List<string> Brought(string plugin)
    {
        var folder = Path.GetDirectoryName(plugin)!;
        var runtimes = Path.Combine(folder, "runtimes");
        var below = Directory.Exists(runtimes) ? Directory.EnumerateDirectories(runtimes).Select(runtime => Path.Combine(runtime, "native")).Where(Directory.Exists) : [];
        var files = below.Prepend(folder).SelectMany(Directory.EnumerateFiles).Where(IsNative).ToList();
        if (files.Count == 0)
        {
            return [];
        }

        var resolver = new AssemblyDependencyResolver(plugin);
        var found = files.Select(Path.GetFileName).Distinct().Select(name => resolver.ResolveUnmanagedDllToPath(name!)).OfType<string>().Order(StringComparer.Ordinal).ToList();
        var own = Path.Combine(runtimes, RuntimeInformation.RuntimeIdentifier, "native");
        var manifest = Path.ChangeExtension(plugin, ".deps.json");
        return files.Find(file => Path.GetDirectoryName(file) == own && !found.Contains(file)) is { } lost && !File.Exists(manifest)
            ? throw new PluginDefectException($"its native library {lost} would not be found without {manifest}; publish it with its dependencies")
            : found;
    }

    private static void KeepApart(List<string> brought, IReadOnlyList<string> loaded)
    {
        foreach (var mine in brought)
        {
            var theirs = loaded.FirstOrDefault(other => Path.GetFileName(other) == Path.GetFileName(mine));
            if (theirs is not null && !SameContent(mine, theirs)
                && brought.Concat(loaded).FirstOrDefault(other => other != mine && other != theirs && Mentions(other, Path.GetFileName(mine))) is { } asking)
            {
                throw new PluginDefectException(
                    $"its native library {mine} is not the same as {theirs} of a plugin in use, and {asking} asks for it by name, "
                    + "so one of them would silently serve both; use one version in both plugins, or each plugin in a run of its own");
            }
        }
    }

    private static bool IsNative(string file)
    {
        var name = Path.GetFileName(file);
        return OperatingSystem.IsWindows() ? name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !IsManaged(file)
            : name.EndsWith(".dylib", StringComparison.Ordinal) || name.EndsWith(".so", StringComparison.Ordinal) || name.Contains(".so.", StringComparison.Ordinal);
    }

    private static bool IsManaged(string file)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(file));
            return image.HasMetadata;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static bool SameContent(string one, string other) => one == other || (new FileInfo(one).Length == new FileInfo(other).Length && Hash(one).SequenceEqual(Hash(other)));

    private static byte[] Hash(string file)
    {
        using var content = File.OpenRead(file);
        return SHA256.HashData(content);
    }

    /// <summary>Whether a library has another's file name among its texts: what it is linked to, and what it loads by name.</summary>
    private static bool Mentions(string file, string name)
    {
        var wanted = Encoding.UTF8.GetBytes(name + '\0');
        using var content = File.OpenRead(file);
        var buffer = new byte[1 << 20];
        for (int kept = 0, read; (read = content.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var seen = buffer.AsSpan(0, kept + read);
            if (seen.IndexOf(wanted) >= 0)
            {
                return true;
            }

            kept = Math.Min(seen.Length, wanted.Length - 1);
            seen[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
