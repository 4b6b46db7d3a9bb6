using Unmask.Host.Configuration;

namespace Unmask.Host.Plugins;

/// <summary>Where plugins are looked for.</summary>
internal static class PluginFolders
{
    /// <summary>The environment variable that lists more folders, separated as in <c>PATH</c>.</summary>
    public const string Variable = "UNMASK_PLUGINS";

    /// <summary>The folders to scan, in order, each once: <c>plugins</c> beside the program, <c>./plugins</c>, those given, those listed.</summary>
    /// <param name="given">Folders from <c>--plugins</c>; they must exist.</param>
    /// <param name="listed">The value of <see cref="Variable"/>, or null; its folders must exist.</param>
    /// <param name="program">The folder of the program.</param>
    /// <param name="working">The working directory, against which relative paths resolve.</param>
    /// <exception cref="UserErrorException">A folder that was named does not exist: all of them at once.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> given, string? listed, string program, string working)
    {
        var implied = new[] { Path.Combine(program, "plugins"), Path.Combine(working, "plugins") }.Where(Directory.Exists);
        var named = given.Select(folder => new NamedFolder("--plugins", Path.GetFullPath(folder, working)))
            .Concat((listed ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(folder => new NamedFolder(Variable, Path.GetFullPath(folder, working))))
            .ToList();
        var missing = named.Where(folder => !Directory.Exists(folder.Folder))
            .Select(folder => new UserError(folder.Source, "", Missing(folder.Folder)))
            .ToList();
        return missing.Count > 0
            ? throw new UserErrorException(missing)
            : [.. implied.Concat(named.Select(folder => folder.Folder)).Select(Canonical).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The assembly files of a folder, sorted: <c>X.dll</c> straight in it, and <c>X/X.dll</c>.</summary>
    /// <remarks>One level deep: a folder without a DLL of its own name, such as a source tree, is not a plugin.</remarks>
    public static IReadOnlyList<string> Assemblies(string folder)
    {
        var bare = Directory.EnumerateFiles(folder, "*.dll");
        var nested = Directory.EnumerateDirectories(folder).Select(inner => Path.Combine(inner, Path.GetFileName(inner) + ".dll")).Where(File.Exists);
        return [.. bare.Concat(nested).Order(StringComparer.Ordinal)];
    }

    private static string Canonical(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private static string Missing(string folder) => File.Exists(folder)
        ? $"'{folder}' is a file; give the folder that holds it"
        : $"the plugin folder '{folder}' does not exist";

    /// <summary>A folder, and what named it.</summary>
    private sealed record NamedFolder(string Source, string Folder);
}
