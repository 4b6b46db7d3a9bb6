namespace Unmask.Tests.Unit.Host.Runs;

/// <summary>A folder of a test's own.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("unmask-").FullName;

    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Every file below it by relative path.</summary>
    public SortedDictionary<string, string> Files(string below = "") => new(
        Directory.Exists(this[below])
            ? Directory.EnumerateFiles(this[below], "*", SearchOption.AllDirectories).ToDictionary(
                file => System.IO.Path.GetRelativePath(this[below], file), file => System.IO.Path.GetFileName(file) == ".lock" ? "" : File.ReadAllText(file))
            : [], StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
