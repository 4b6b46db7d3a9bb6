namespace Unmask.Host.Runs;

/// <summary>Files that are either there in full or not there.</summary>
internal static class AtomicFile
{
    /// <summary>The ending of a file that is being written.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>Writes under a temporary name, flushes to the disk, and renames over <paramref name="path"/>; if that fails, the temporary file is removed.</summary>
    public static void Write(string path, ReadOnlySpan<byte> contents) => Write(path, path + Unfinished, contents);

    /// <summary>The same under a temporary name that nobody else uses: for files that two processes may write at once.</summary>
    public static void WriteAlone(string path, ReadOnlySpan<byte> contents) => Write(path, $"{path}.{Guid.NewGuid():N}{Unfinished}", contents);

    private static void Write(string path, string temporary, ReadOnlySpan<byte> contents)
    {
        try
        {
            using (var stream = Create(temporary))
            {
                stream.Write(contents);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    /// <summary>The same for contents that are written piece by piece.</summary>
    public static async Task Write(string path, Func<Stream, Task> write)
    {
        var temporary = path + Unfinished;
        try
        {
            await using (var stream = Create(temporary))
            {
                await write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Remove(temporary);
            throw;
        }
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

    private static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Why it could not be written is what the user needs to know.
        }
    }
}
