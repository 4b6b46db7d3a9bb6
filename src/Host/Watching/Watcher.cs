using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Host.Watching;

/// <summary>Executes a command line whenever the files it depends on have changed and come to rest, each time in a fresh process.</summary>
/// <param name="files">The files.</param>
/// <param name="tokens">The command line.</param>
/// <param name="working">The folder that paths are shown relative to.</param>
/// <param name="say">Receives what changed and what is waited for.</param>
/// <param name="clock">The clock.</param>
internal sealed class Watcher(WatchedFiles files, IReadOnlyList<string> tokens, string working, TextWriter say, TimeProvider clock)
{
    private const int Most = 5;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _closeLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _still = TimeSpan.FromMilliseconds(300);

    private WarmProcess? _spare;

    /// <summary>Watches until it is stopped, and leaves no process behind.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public async Task Watch(CancellationToken stop)
    {
        try
        {
            for (var seen = files.Look(); ;)
            {
                Snapshot changed;
                await using (var running = await Start())
                {
                    changed = await Change(seen, running.Exit(), stop);
                }

                Say(seen.ChangesTo(changed));
                seen = changed;
            }
        }
        finally
        {
            await (_spare?.DisposeAsync() ?? default);
        }
    }

    /// <summary>Hands the command line to the process that was started ahead, and starts the next one.</summary>
    private async Task<WarmProcess> Start()
    {
        var process = _spare ?? WarmProcess.Start();
        if (!process.TryRun(tokens))
        {
            // Somebody ended it while it waited.
            await process.DisposeAsync();
            process = WarmProcess.Start();
            process.TryRun(tokens);
        }

        _spare = WarmProcess.Start();
        return process;
    }

    /// <summary>Waits until files have changed and come to rest.</summary>
    private async Task<Snapshot> Change(Snapshot seen, Task<int> exit, CancellationToken stop)
    {
        var told = "";
        var last = seen;
        var since = clock.GetTimestamp();
        for (var isTold = false; ;)
        {
            await Task.Delay(last == seen ? _pause : _closeLook, clock, stop);
            if (!isTold && exit.IsCompleted)
            {
                isTold = true;
                say.WriteLine(Ended(await exit));
            }

            var now = files.Look();
            if (last.ChangesTo(now).Count > 0)
            {
                (last, since) = (now, clock.GetTimestamp());
                continue;
            }

            var changes = seen.ChangesTo(last);
            if (changes.Count == 0)
            {
                last = seen;
            }
            else if (clock.GetElapsedTime(since) >= _still)
            {
                var unfinished = changes.Select(change => Unfinished(change.Path)).OfType<string>().FirstOrDefault();
                if (unfinished is null)
                {
                    return last;
                }

                if (unfinished != told)
                {
                    say.WriteLine(told = unfinished);
                }
            }
        }
    }

    private static string Ended(int code) => code is ExitCode.Done or ExitCode.CellFailed or ExitCode.WrongInput or ExitCode.InternalError or ExitCode.Interrupted
        ? "Waiting for changes; Ctrl-C ends."
        : $"The run's process ended with exit code {code}. Waiting for changes; Ctrl-C ends.";

    /// <summary>Why an assembly is not whole yet, or null.</summary>
    private string? Unfinished(string path)
    {
        if (Path.GetExtension(path) != ".dll")
        {
            return null;
        }

        try
        {
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return AssemblyAdmission.Damage(content) is { } damage ? $"Waiting for {Shown(path)} to be complete: {damage}" : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"Waiting for {Shown(path)}: {problem.Message}";
        }
    }

    private void Say(IReadOnlyList<(string Path, string What)> changes)
    {
        var more = changes.Count > Most ? $" and {changes.Count - Most} more" : "";
        say.WriteLine($"\n──── {clock.GetLocalNow():HH:mm:ss} {string.Join(", ", changes.Take(Most).Select(change => $"{Shown(change.Path)} {change.What}"))}{more} ────");
    }

    private string Shown(string path)
    {
        var relative = Path.GetRelativePath(working, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
