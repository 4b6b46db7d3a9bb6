using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Watching;

/// <summary>Watched files as they were at one moment. Immutable.</summary>
/// <param name="Plugins">The plugin folders that exist, and the files in them, by full path.</param>
/// <param name="Named">The files that the pipeline names, by full path; null where there is none.</param>
internal sealed record Snapshot(IReadOnlyDictionary<string, FileStamp> Plugins, IReadOnlyDictionary<string, FileStamp?> Named)
{
    /// <summary>What changed from this moment to a later one: full paths, and what happened to each in words. Files that only one of the moments knew of as named by the pipeline do not count.</summary>
    public IReadOnlyList<(string Path, string What)> ChangesTo(Snapshot later)
    {
        var plugins = Plugins.Keys.Union(later.Plugins.Keys)
            .Select(path => (Path: path, What: What(Of(Plugins, path), Of(later.Plugins, path))));
        var named = Named.Keys.Intersect(later.Named.Keys).Except(Plugins.Keys).Except(later.Plugins.Keys)
            .Select(path => (Path: path, What: What(Named[path], later.Named[path])));
        return [.. plugins.Concat(named).Where(change => change.What.Length > 0).OrderBy(change => change.Path, StringComparer.Ordinal)];
    }

    private static FileStamp? Of(IReadOnlyDictionary<string, FileStamp> files, string path) => files.TryGetValue(path, out var stamp) ? stamp : null;

    private static string What(FileStamp? there, FileStamp? here) => (there, here) switch
    {
        (null, null) => "",
        (null, _) => "new",
        (_, null) => "gone",
        var (before, after) => before == after ? "" : "changed",
    };
}
