namespace Unmask.Host.Runs;

/// <summary>Files that are either there in full or not there: written under a temporary name, flushed to the disk, and renamed; if that fails, the temporary file is removed.</summary>
internal static class AtomicFile
{
    /// <summary>The ending of a file that is being written.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>Writes a file.</summary>
    public static void Write(string path, ReadOnlySpan<byte> contents)
    {
        using var file = new UnfinishedFile(path, path + Unfinished);
        file.Stream.Write(contents);
        file.Finish();
    }

    /// <summary>The same under a temporary name that nobody else uses: for files that two processes may write at once.</summary>
    public static void WriteAlone(string path, ReadOnlySpan<byte> contents)
    {
        using var file = new UnfinishedFile(path, $"{path}.{Guid.NewGuid():N}{Unfinished}");
        file.Stream.Write(contents);
        file.Finish();
    }

    /// <summary>The same for contents that are written piece by piece.</summary>
    public static async Task Write(string path, Func<Stream, Task> write)
    {
        using var file = new UnfinishedFile(path, path + Unfinished);
        await write(file.Stream);
        file.Finish();
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

    /// <summary>A file under its temporary name; disposed before it is finished, it is gone.</summary>
    private sealed class UnfinishedFile(string path, string temporary) : IDisposable
    {
        private bool _finished;

        public FileStream Stream { get; } = new(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        public void Finish()
        {
            Stream.Flush(flushToDisk: true);
            Stream.Dispose();
            File.Move(temporary, path, overwrite: true);
            _finished = true;
        }

        public void Dispose()
        {
            if (!_finished)
            {
                // A stream that cannot be written cannot be closed without an exception either; the file goes all the same.
                Quietly(Stream.Dispose);
                Quietly(() => File.Delete(temporary));
            }
        }

        /// <summary>Why it could not be written is what the user needs to know.</summary>
        private static void Quietly(Action end)
        {
            try
            {
                end();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The exception that is on its way says why.
            }
        }
    }
}
