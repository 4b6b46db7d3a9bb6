namespace Unmask.Tests.Integration;

/// <summary>Plugins that were built for these tests, in their published form.</summary>
internal static class Plugins
{
    /// <summary>The folder of a group, such as <c>isolated</c>.</summary>
    public static string Folder(string group) => Path.Combine(AppContext.BaseDirectory, "fixtures", group);

    /// <summary>A machine where nothing was ever built: an empty home, and no variable that leads to packages.</summary>
    public static IReadOnlyDictionary<string, string?> EmptyHome(string folder)
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        return new Dictionary<string, string?>
        {
            ["HOME"] = home, ["USERPROFILE"] = home, ["LOCALAPPDATA"] = home, ["XDG_CACHE_HOME"] = null, ["NUGET_PACKAGES"] = null, ["DOTNET_CLI_HOME"] = null,
        };
    }

    /// <summary>Copies a plugin's folder.</summary>
    public static string Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }
}
