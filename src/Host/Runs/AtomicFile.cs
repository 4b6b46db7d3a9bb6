namespace Unmask.Host.Runs;

/// <summary>Files that are either there in full or not there.</summary>
internal static class AtomicFile
{
    /// <summary>The ending of a file that is being written.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>Writes under a temporary name, flushes to the disk, and renames over <paramref name="path"/>.</summary>
    public static void Write(string path, ReadOnlySpan<byte> contents)
    {
        var temporary = path + Unfinished;
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(contents);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Writes text as UTF-8 without a mark; only if it differs from what is there.</summary>
    public static void Write(string path, string text)
    {
        var contents = System.Text.Encoding.UTF8.GetBytes(text);
        if (!File.Exists(path) || !contents.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
        {
            Write(path, contents);
        }
    }
}
