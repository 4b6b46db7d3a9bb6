using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Watching;

/// <summary>The files that a run depends on: what is in plugin folders, and what the pipeline names.</summary>
/// <remarks>They are looked at, not listened to: notifications miss folders that do not exist yet, network drives, and what a full queue drops. Not thread-safe.</remarks>
/// <param name="folders">The plugin folders, whether they exist or not.</param>
/// <param name="named">The files that the pipeline names as it is now, existing or not.</param>
internal sealed class WatchedFiles(IReadOnlyCollection<string> folders, Func<IEnumerable<string>> named)
{
    private Snapshot? _asked;
    private HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>Looks at all files; asks again which are named if any changed since that was asked.</summary>
    public Snapshot Look()
    {
        while (true)
        {
            var now = new Snapshot(Plugins(), _named.ToDictionary(path => path, Stamp, StringComparer.Ordinal));
            if (_asked is not null && _named.SetEquals(_asked.Named.Keys) && _asked.ChangesTo(now).Count == 0)
            {
                return now;
            }

            // Asked after the look, so that a change in between shows in the next one.
            _asked = now;
            _named = named().ToHashSet(StringComparer.Ordinal);
        }
    }

    private Dictionary<string, FileStamp> Plugins()
    {
        var stamps = folders.Where(Directory.Exists).ToDictionary(folder => folder, folder => new FileStamp(folder, 0, default), StringComparer.Ordinal);
        foreach (var path in folders.SelectMany(FilesOf))
        {
            if (Stamp(path) is { } stamp)
            {
                stamps[path] = stamp;
            }
        }

        return stamps;
    }

    /// <summary>The files straight in a plugin folder, and everything below the folders in it that hold a plugin: source trees are not walked.</summary>
    private static IEnumerable<string> FilesOf(string folder)
    {
        try
        {
            return [
                .. Directory.EnumerateFiles(folder),
                .. Directory.EnumerateDirectories(folder)
                    .Where(inner => Path.GetFileName(inner) == "runtimes" || File.Exists(Path.Combine(inner, Path.GetFileName(inner) + ".dll")))
                    .SelectMany(inner => PackageFiles.Below(inner).Select(name => Path.Combine(inner, name)))];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static FileStamp? Stamp(string path)
    {
        try
        {
            return FileStamp.Of(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
