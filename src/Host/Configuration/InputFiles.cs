using System.Security.Cryptography;

namespace Unmask.Host.Configuration;

/// <summary>The input files that a configuration names: resolved once, hashed once. Not thread-safe.</summary>
/// <param name="looked">Receives every file that is looked for.</param>
internal sealed class InputFiles(ICollection<string> looked)
{
    private readonly Dictionary<string, (string? Hash, string? Problem)> _known = [];

    /// <summary>The full path of a file, which exists and can be read.</summary>
    /// <param name="file">As written.</param>
    /// <param name="folder">What a relative path resolves against, absolute.</param>
    /// <param name="problem">What is wrong with it, null if nothing is.</param>
    public string Resolve(string file, string folder, out string? problem)
    {
        if (file.Length == 0 || file.Contains('\0', StringComparison.Ordinal))
        {
            problem = "the path of a file is expected";
            return file;
        }

        var path = Path.GetFullPath(Path.Combine(folder, file));
        looked.Add(path);
        problem = Content(path).Problem;
        return path;
    }

    /// <summary>The SHA-256 of a resolved file's content, lower-case hexadecimal.</summary>
    public string Hash(string path) => Content(path).Hash ?? throw new InvalidOperationException($"{path} was not resolved");

    /// <summary>All that can be read, by full path, with the SHA-256 of each.</summary>
    public IReadOnlyDictionary<string, string> Hashes =>
        new SortedDictionary<string, string>(_known.Where(file => file.Value.Hash is not null).ToDictionary(file => file.Key, file => file.Value.Hash!), StringComparer.Ordinal);

    /// <summary>Why a path is no file, and what is near it.</summary>
    public static string Missing(string path)
    {
        if (Directory.Exists(path))
        {
            return "is a folder; a file is expected";
        }

        if (Path.GetDirectoryName(path) is not { } folder || !Directory.Exists(folder))
        {
            return $"does not exist, nor does the folder {Path.GetDirectoryName(path)}";
        }

        var names = Directory.EnumerateFiles(folder).Take(1000).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);
        return NearestName.Of(Path.GetFileName(path), names) is { } near ? $"does not exist; did you mean '{near}'?" : "does not exist";
    }

    private (string? Hash, string? Problem) Content(string path)
    {
        if (!_known.TryGetValue(path, out var content))
        {
            _known[path] = content = Read(path);
        }

        return content;
    }

    private static (string? Hash, string? Problem) Read(string path)
    {
        if (!File.Exists(path))
        {
            return (null, $"{path} {Missing(path)}");
        }

        // A pipe or a device has no length: the first may never begin, the second never end.
        if (new FileInfo(path).Length == 0)
        {
            return (null, $"{path} is empty, or no regular file");
        }

        try
        {
            using var stream = File.OpenRead(path);
            return (Convert.ToHexStringLower(SHA256.HashData(stream)), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, $"{path} cannot be read: {problem.Message}");
        }
    }
}
