namespace Unmask.Host.Plugins;

/// <summary>The user's folder for what can be computed again: <c>$XDG_CACHE_HOME/unmask</c>, <c>~/.cache/unmask</c>, or
/// <c>%LOCALAPPDATA%\unmask</c> on Windows.</summary>
internal static class CacheFolder
{
    /// <summary>A folder in the cache that exists and can be written, or null where there is none, such as without a home.</summary>
    /// <param name="name">What is kept there, such as <c>scans</c>.</param>
    public static string? Open(string name)
    {
        if (Root() is not { } root)
        {
            return null;
        }

        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, "unmask", name)).FullName;
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return folder;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Root()
    {
        if (OperatingSystem.IsWindows())
        {
            return Usable(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData));
        }

        return Usable(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"))
            ?? (Usable(Environment.GetEnvironmentVariable("HOME")) is { } home ? Path.Combine(home, ".cache") : null);
    }

    private static string? Usable(string? folder) => Path.IsPathFullyQualified(folder ?? "") ? folder : null;
}
