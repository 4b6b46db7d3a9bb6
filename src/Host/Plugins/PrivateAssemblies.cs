namespace Unmask.Host.Plugins;

/// <summary>The assemblies a plugin brings along: beside its own file, or below <c>runtimes/</c> there.</summary>
internal static class PrivateAssemblies
{
    /// <summary>Whether the plugin brings the assembly along.</summary>
    /// <param name="plugin">The plugin's file.</param>
    /// <param name="name">The simple name of the assembly.</param>
    public static bool Exists(string plugin, string name) => Find(plugin, name) is not null;

    /// <summary>The path of the assembly, or null if the plugin does not bring it along.</summary>
    public static string? Find(string plugin, string name)
    {
        var folder = Path.GetDirectoryName(plugin)!;
        var beside = Path.Combine(folder, name + ".dll");
        var runtimes = Path.Combine(folder, "runtimes");
        return File.Exists(beside) ? beside
            : Directory.Exists(runtimes) ? Directory.EnumerateFiles(runtimes, name + ".dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
            : null;
    }
}
