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
        var all = Possible(given, listed, program, working).ToList();
        var missing = all.Where(folder => folder.Source is not null && !Directory.Exists(folder.Folder))
            .Select(folder => new UserError(folder.Source!, "", Missing(folder.Folder)))
            .ToList();
        return missing.Count > 0
            ? throw new UserErrorException(missing)
            : [.. all.Select(folder => folder.Folder).Where(Directory.Exists).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The folders that <see cref="Find"/> looks for, whether they exist or not, and who named them; null for those that are always looked for.</summary>
    /// <inheritdoc cref="Find"/>
    public static IEnumerable<NamedFolder> Possible(IEnumerable<string> given, string? listed, string program, string working) =>
        new NamedFolder[] { new(null, Path.Combine(program, "plugins")), new(null, "plugins") }
            .Concat(given.Select(folder => new NamedFolder("--plugins", folder)))
            .Concat((listed ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(folder => new NamedFolder(Variable, folder)))
            .Select(folder => folder with { Folder = Canonical(Path.GetFullPath(folder.Folder, working)) });

    /// <summary>The assembly files of a folder, sorted: <c>X.dll</c> straight in it, and <c>X/X.dll</c>.</summary>
    /// <remarks>One level deep: a folder without a DLL of its own name, such as a source tree, is not a plugin.</remarks>
    public static IReadOnlyList<string> Assemblies(string folder)
    {
        var bare = Directory.EnumerateFiles(folder, "*.dll");
        var nested = Directory.EnumerateDirectories(folder).Select(inner => Path.Combine(inner, Path.GetFileName(inner) + ".dll")).Where(File.Exists);
        return [.. bare.Concat(nested).Order(StringComparer.Ordinal)];
    }

    private static string Canonical(string folder) => Path.TrimEndingDirectorySeparator(folder);

    private static string Missing(string folder) => File.Exists(folder)
        ? $"'{folder}' is a file; give the folder that holds it"
        : $"the plugin folder '{folder}' does not exist";

    /// <summary>A folder and what named it.</summary>
    /// <param name="Source">The option or variable, or null.</param>
    /// <param name="Folder">The folder.</param>
    public sealed record NamedFolder(string? Source, string Folder);
}
