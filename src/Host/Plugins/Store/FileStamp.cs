namespace Unmask.Host.Plugins.Store;

/// <summary>What can be seen of a file without reading it. Two equal stamps of one file: it was not written in between.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length in bytes; of what it links to, if it is a link.</param>
/// <param name="Written">When it was last written.</param>
internal readonly record struct FileStamp(string Name, long Length, DateTime Written)
{
    /// <summary>The stamps of files in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="names">Names relative to it.</param>
    /// <exception cref="FileNotFoundException">One of them is not there.</exception>
    public static IReadOnlyList<FileStamp> Of(string folder, IEnumerable<string> names) => [.. names.Select(name => Of(Path.Combine(folder, name)) with { Name = name })];

    /// <summary>The stamp of a file.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return new FileStamp(path, file.Length, file.LastWriteTimeUtc);
    }
}
