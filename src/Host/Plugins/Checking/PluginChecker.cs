namespace Unmask.Host.Plugins.Checking;

/// <summary>Finds out what comes of loading plugins, without loading them here: each assembly in a process of its own.</summary>
/// <remarks>Whatever a plugin does there ends up in its <see cref="AssemblyCheck"/>. A class that ends the process is noted and left out,
/// and the rest tried in another one. Thread-safe.</remarks>
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
        if (cache.Find(key, limit) is { } kept)
        {
            return kept;
        }

        var (check, isLasting) = await Load(path, stop);
        if (isLasting)
        {
            cache.Keep(key, check);
        }

        return check;
    }

    private async Task<(AssemblyCheck Check, bool IsLasting)> Load(string path, CancellationToken stop)
    {
        var report = Path.GetTempFileName();
        try
        {
            var (classes, gaveUp, isLasting) = (new List<ClassCheck>(), (double?)null, true);
            while (true)
            {
                await File.WriteAllTextAsync(report, "", stop);
                var end = await _process.Run(path, report, classes.Select(each => each.TypeName), stop);
                var progress = new CheckReport(report).Read();
                classes.AddRange(progress.Ended);
                if (progress.IsComplete)
                {
                    return (new AssemblyCheck(progress.Refusal, classes, progress.Natives ?? [], gaveUp), isLasting);
                }

                gaveUp ??= end.GaveUpAfter?.TotalSeconds;
                isLasting &= !end.IsKilled;
                if (progress.Current is not { } current)
                {
                    return (new AssemblyCheck(end.Words(progress.Doing), classes, [], gaveUp), isLasting);
                }

                classes.Add(new ClassCheck(current, end.Words(progress.Doing), null));
            }
        }
        finally
        {
            File.Delete(report);
        }
    }
}
