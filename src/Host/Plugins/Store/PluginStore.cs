using Unmask.Host.Runs;

namespace Unmask.Host.Plugins.Store;

/// <summary>Copies of plugin packages, each in a folder named for its content, for programs to load from.</summary>
/// <remarks>
/// <para>What is loaded is never what its author overwrites. A copy is complete before it has its name, is compared with its hashes
/// whenever it is opened, and made anew if it differs. Any number of processes may use one store.</para>
/// <para>Who opens a copy holds a lock on <c>CONTENT.used</c> until the process ends; its time says when that was last. A copy that
/// nobody holds and nobody opened for <see cref="Kept"/> goes when another is added. Thread-safe.</para>
/// </remarks>
internal sealed class PluginStore(string root, TimeProvider clock)
{
    private const string Used = ".used";
    private const string Unfinished = ".new-";
    private const string Discarded = ".old-";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly Lock _one = new();
    private readonly Dictionary<string, FileStream> _held = [];

    /// <summary>How long a copy is kept that nobody uses.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(30);

    /// <summary>The user's store, or where there is no cache one of this process, removed when it ends.</summary>
    public static PluginStore Open(TimeProvider clock)
    {
        if (CacheFolder.Open("plugins") is { } cache)
        {
            return new PluginStore(cache, clock);
        }

        var own = Directory.CreateTempSubdirectory("unmask-plugins-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Discard(own);
        return new PluginStore(own, clock);
    }

    /// <summary>The copy of a package, made if there is none.</summary>
    /// <returns>The full path of its assembly.</returns>
    /// <exception cref="PluginChangedException">The package is no longer what it was when it was read.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public string Open(PluginPackage package)
    {
        lock (_one)
        {
            var folder = Path.Combine(root, package.Content);
            Hold(package.Content);
            if (!IsWhole(folder, package))
            {
                Publish(package, folder);
                Clean();
            }

            return Path.Combine(folder, package.Assembly);
        }
    }

    private void Hold(string content)
    {
        if (_held.ContainsKey(content))
        {
            return;
        }

        var path = Path.Combine(root, content + Used);
        using var alone = Alone();
        _held[content] = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>The right to begin using copies and to remove them: held for moments only.</summary>
    private RunLock Alone()
    {
        for (var start = clock.GetTimestamp(); ;)
        {
            if (RunLock.TryTake(root) is { } alone)
            {
                return alone;
            }

            if (clock.GetElapsedTime(start) > _patience)
            {
                throw new IOException($"the lock of {root} is held by another program");
            }

            Thread.Sleep(5);
        }
    }

    private static bool IsWhole(string folder, PluginPackage package)
    {
        try
        {
            var names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'));
            return names.ToHashSet().SetEquals(package.Files.Select(file => file.Name)) && Agrees(folder, package);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool Agrees(string folder, PluginPackage package) =>
        package.Files.All(file => PluginPackage.Hash(Path.Combine(folder, file.Name)) == file.Sha256);

    private void Publish(PluginPackage package, string folder)
    {
        var copy = Directory.CreateDirectory(Path.Combine(root, Unfinished + Path.GetRandomFileName())).FullName;
        try
        {
            Copy(package, copy);
            while (!IsWhole(folder, package))
            {
                MoveAside(folder);
                try
                {
                    Directory.Move(copy, folder);
                    return;
                }
                catch (IOException) when (Directory.Exists(folder))
                {
                    // Another process was faster: if its copy is good it serves as well.
                }
            }
        }
        finally
        {
            Discard(copy);
        }
    }

    private static void Copy(PluginPackage package, string to)
    {
        try
        {
            foreach (var file in package.Files)
            {
                var (source, target) = (Path.Combine(package.Folder, file.Name), Path.Combine(to, file.Name));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                if (new FileInfo(source).Length > 0)
                {
                    File.Copy(source, target);
                }
                else
                {
                    File.Create(target).Dispose();
                }
            }

            if (Agrees(to, package))
            {
                return;
            }
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            // Something was taken away: so it has changed.
        }

        throw new PluginChangedException(Path.Combine(package.Folder, package.Assembly), "its files changed while they were copied");
    }

    private void MoveAside(string folder)
    {
        // Asked first: of a call that fails and is the first of its kind in a process, the runtime may lose the system's reason
        // (seen: "Unknown error 203" in the place of ENOENT), and then it is no DirectoryNotFoundException.
        if (!Directory.Exists(folder))
        {
            return;
        }

        try
        {
            var aside = Path.Combine(root, Discarded + Path.GetRandomFileName());
            Directory.Move(folder, aside);
            Discard(aside);
        }
        catch (DirectoryNotFoundException)
        {
            // There is none any more.
        }
    }

    private void Clean()
    {
        var before = (clock.GetUtcNow() - Kept).UtcDateTime;
        using var alone = Alone();
        foreach (var path in Directory.EnumerateDirectories(root).Where(path => Directory.GetLastWriteTimeUtc(path) < before))
        {
            var used = path + Used;
            if (!File.Exists(used))
            {
                Discard(path);
            }
            else if (File.GetLastWriteTimeUtc(used) < before && IsNobodys(used))
            {
                MoveAside(path);
                File.Delete(used);
            }
        }
    }

    /// <summary>Whether no process uses the copy; none begins to, as long as we are <see cref="Alone"/>.</summary>
    private static bool IsNobodys(string used)
    {
        try
        {
            using var file = new FileStream(used, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Discard(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // In use on Windows, or gone already: what is left goes when it is old.
        }
    }
}
