using System.Security.Cryptography;
using System.Text;

namespace Unmask.Host.Plugins;

/// <summary>Keeps what scans found, so that a file is scanned once and not at every start.</summary>
/// <remarks>
/// What a scan finds depends on the file's content, on this program and .NET, and on the assemblies that were looked for beside the
/// file. The first two name an entry; the third stands in it, and is looked for again. An entry begins with the hash of the rest: one
/// that is damaged, or cannot be read or written, counts as none. Safe for several processes.
/// </remarks>
/// <param name="folder">Where the entries are.</param>
internal sealed class ScanCache(string folder)
{
    private static readonly TimeSpan _kept = TimeSpan.FromDays(60);

    /// <summary>The builds that a scan depends on: .NET, the program, and what it shares with plugins.</summary>
    private static readonly string _builds = Builds();

    /// <summary>The cache of this user, or null where there is none.</summary>
    public static ScanCache? Open() => CacheFolder.Open("scans") is { } folder ? new ScanCache(folder) : null;

    /// <summary>What an earlier scan of a file with this content found, or null.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hash">The hash of its content.</param>
    /// <param name="own">What is beside the file.</param>
    public ScannedAssembly? Find(string path, string hash, PrivateAssemblies own)
    {
        try
        {
            var entry = File.ReadAllBytes(Entry(hash));
            if (entry.Length < SHA256.HashSizeInBytes || !SHA256.HashData(entry.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(entry.AsSpan(0, SHA256.HashSizeInBytes)))
            {
                return null;
            }

            using var content = new BinaryReader(new MemoryStream(entry, SHA256.HashSizeInBytes, entry.Length - SHA256.HashSizeInBytes), Encoding.UTF8);
            for (var beside = content.ReadInt32(); beside > 0; beside--)
            {
                if (own.HashOf(content.ReadString()) != content.ReadString())
                {
                    return null;
                }
            }

            return ScanFormat.Read(content, path, hash);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps what a scan found.</summary>
    /// <param name="scanned">What it found.</param>
    /// <param name="own">What it looked for beside the file.</param>
    public void Keep(ScannedAssembly scanned, PrivateAssemblies own)
    {
        using var stream = new MemoryStream();
        using (var content = new BinaryWriter(stream, Encoding.UTF8))
        {
            content.Write(own.Asked.Count);
            foreach (var (name, hash) in own.Asked)
            {
                content.Write(name);
                content.Write(hash);
            }

            ScanFormat.Write(content, scanned);
        }

        var bytes = stream.ToArray();
        var entry = Entry(scanned.Sha256);
        var unfinished = $"{entry}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllBytes(unfinished, [.. SHA256.HashData(bytes), .. bytes]);
            File.Move(unfinished, entry, overwrite: true);
            RemoveOlder(File.GetLastWriteTimeUtc(entry) - _kept);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next start scans again.
        }
    }

    private static string Builds()
    {
        Type[] types = [typeof(object), typeof(ScanCache), .. SharedAssemblies.Types];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(types.Select(type => type.Module.ModuleVersionId.ToString())))))[..16];
    }

    private string Entry(string hash) => Path.Combine(folder, $"{hash}-{_builds}");

    /// <summary>Removes entries of builds that are long gone, and what a process that was ended left unfinished.</summary>
    private void RemoveOlder(DateTime time)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < time))
        {
            file.Delete();
        }
    }
}
