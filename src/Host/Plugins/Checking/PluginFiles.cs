using System.Reflection;

namespace Unmask.Host.Plugins.Checking;

/// <summary>What there is to say about the files beside a plugin.</summary>
internal static class PluginFiles
{
    private static readonly string _contracts = SharedAssemblies.Contracts.GetName().Name!;

    /// <summary>Whether a file references the contracts, so that it may hold plugins or was meant to.</summary>
    public static bool KnowsContracts(string path) => References.Of(path).Any(reference => reference.Name == _contracts);

    /// <summary>Everything about the files beside a plugin.</summary>
    /// <param name="plugin">The plugin's file.</param>
    public static IEnumerable<Finding> Inspect(string plugin) => [.. Manifest(plugin), .. Copies(plugin), .. Missing(plugin), .. Overlooked(plugin)];

    private static IEnumerable<Finding> Manifest(string plugin)
    {
        var manifest = Path.ChangeExtension(plugin, ".deps.json");
        if (File.Exists(manifest))
        {
            yield break;
        }

        var name = Path.GetFileName(manifest);
        yield return Directory.Exists(Path.Combine(Path.GetDirectoryName(plugin)!, "runtimes"))
            ? Finding.Wrong("manifest", $"{name} is missing, so nothing below runtimes/ will be found; copy the whole published folder")
            : Finding.Note("manifest", $"{name} is missing: what it needs is looked for beside it only; publish with it if it has dependencies");
    }

    private static IEnumerable<Finding> Copies(string plugin)
    {
        foreach (var path in Beside(plugin))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (SharedAssemblies.Find(name) is { } shared)
            {
                yield return Finding.Note(
                    "shared-copy", $"a copy of {name} ({Version(path)}) lies beside it and is ignored: the host's own ({shared.GetName().Version}) is used; leave it out (Private=\"false\" ExcludeAssets=\"runtime\")");
            }
            else if (FrameworkAssemblies.Find(name) is { } framework)
            {
                yield return Finding.Note("framework-copy", $"its own {name} ({Version(path)}) takes the place of .NET's ({Version(framework)}) for this plugin");
            }
        }
    }

    private static IEnumerable<Finding> Missing(string plugin) => References.MissingBehind(plugin).Select(reference => Finding.Wrong(
        "missing", $"{Path.GetFileName(reference.From)} needs {reference.Missing.Name} {reference.Missing.Version}, which is neither beside it nor part of .NET; publish the plugin with its dependencies"));

    private static IEnumerable<Finding> Overlooked(string plugin) => Path.GetFileName(Path.GetDirectoryName(plugin)) == Path.GetFileNameWithoutExtension(plugin)
        ? Beside(plugin).Where(path => KnowsContracts(path) && PluginScanner.Scan(path).Plugins.Count > 0)
            .Select(path => Finding.Wrong("never-scanned", $"{Path.GetFileName(path)} beside it holds plugins too, but only the DLL that has its folder's name is looked at; give it a folder of its own"))
        : [];

    private static IEnumerable<string> Beside(string plugin) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(plugin)!, "*.dll").Where(path => path != plugin).Order(StringComparer.Ordinal);

    private static string Version(string path)
    {
        try
        {
            return $"{AssemblyName.GetAssemblyName(path).Version}";
        }
        catch (Exception damage) when (damage is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return "damaged";
        }
    }
}
