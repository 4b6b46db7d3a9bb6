namespace Unmask.Host.Plugins.Checking;

/// <summary>Finds out what comes of loading plugins, without loading them here: each assembly in a process of its own.</summary>
/// <remarks>Whatever a plugin does there ends up in its <see cref="AssemblyCheck"/>. If that process does not
/// reach its end, each class gets one of its own, so that the others are not refused with it. Thread-safe.</remarks>
/// <param name="limit">How long a process may take.</param>
/// <param name="cache">Outcomes that were kept.</param>
internal sealed class PluginChecker(TimeSpan limit, CheckCache cache)
{
    /// <summary>The usual time limit, seconds.</summary>
    public const double UsualSeconds = 10;

    private readonly CheckProcess _process = new(limit);

    /// <summary>Checks assemblies, as many at a time as there are processors.</summary>
    /// <param name="paths">Their full paths.</param>
    /// <param name="stop">Stops, and ends every process.</param>
    /// <returns>The outcome by path.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public async Task<IReadOnlyDictionary<string, AssemblyCheck>> Check(IEnumerable<string> paths, CancellationToken stop)
    {
        var distinct = paths.Distinct(StringComparer.Ordinal).ToList();
        var checks = new AssemblyCheck[distinct.Count];
        await Parallel.ForAsync(0, distinct.Count, stop, async (i, each) => checks[i] = await Check(distinct[i], each));
        return distinct.Zip(checks).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private async Task<AssemblyCheck> Check(string path, CancellationToken stop)
    {
        var key = PluginContent.Key(path);
        if (key is not null && cache.Find(key, limit) is { } kept)
        {
            return kept;
        }

        var (check, isLasting) = await Load(path, stop);
        if (key is not null && isLasting)
        {
            cache.Keep(key, check);
        }

        return check;
    }

    private async Task<(AssemblyCheck Check, bool IsLasting)> Load(string path, CancellationToken stop)
    {
        var (all, allEnd) = await Try(path, null, stop);
        if (all.Natives is not null)
        {
            return (new AssemblyCheck(all.Refusal, all.Ended, all.Natives, null), true);
        }

        if (all.Classes is null)
        {
            return (new AssemblyCheck(allEnd.Words(Doing.Load), [], [], allEnd.GaveUpAfter?.TotalSeconds), !allEnd.IsKilled);
        }

        // One class stopped it, perhaps with a thread of an earlier one, and time and memory were shared: each alone says which.
        var check = new AssemblyCheck(null, [], [], null);
        var isLasting = true;
        foreach (var name in all.Classes)
        {
            var (one, end) = await Try(path, name, stop);
            check = new AssemblyCheck(
                one.Refusal, [.. check.Classes, one.Ended is [var ended, ..] ? ended : new ClassCheck(name, end.Words(one.Doing), null)],
                [.. check.Natives.Union(one.Natives ?? [])], check.GaveUpAfter ?? end.GaveUpAfter?.TotalSeconds);
            isLasting &= !end.IsKilled;
        }

        return (check, isLasting);
    }

    private async Task<(CheckProgress Progress, CheckEnd End)> Try(string path, string? only, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("unmask-check-").FullName;
        try
        {
            var report = Path.Combine(folder, "report");
            var end = await _process.Run(path, report, folder, only, stop);
            return (new CheckReport(report).Read(), end);
        }
        finally
        {
            Remove(folder);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception used) when (used is IOException or UnauthorizedAccessException)
        {
            // Something that the plugin left behind still writes there.
        }
    }
}
