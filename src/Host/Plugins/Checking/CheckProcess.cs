using System.Diagnostics;

namespace Unmask.Host.Plugins.Checking;

/// <summary>Runs processes that load one assembly each.</summary>
/// <param name="limit">How long each may take.</param>
internal sealed class CheckProcess(TimeSpan limit)
{
    private const string HeapLimit = "DOTNET_GCHeapHardLimit";

    private static readonly string[] _temporary = ["TMPDIR", "TMP", "TEMP"];
    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(1);

    /// <summary>Runs one to its end, or to the time limit; then it is killed with everything it started.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="report">The file it reports to.</param>
    /// <param name="temporary">Its folder for temporary files: a process that is killed removes none.</param>
    /// <param name="only">The class to try, or null for all.</param>
    /// <param name="stop">Kills it too.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public async Task<CheckEnd> Run(string path, string report, string temporary, string? only, CancellationToken stop)
    {
        var start = OwnProgram.StartInfo(CheckedProcess.Arguments(path, report, only));
        if (!start.Environment.Keys.Any(name => name.StartsWith(HeapLimit, StringComparison.OrdinalIgnoreCase)))
        {
            // A share of the memory there is, 0x32 percent: a plugin that fills the memory is to fail, not the machine.
            start.Environment[HeapLimit + "Percent"] = "32";
        }

        foreach (var name in _temporary)
        {
            start.Environment[name] = temporary;
        }

        using var process = Process.Start(start)!;
        var errors = new KeptText();
        var outputs = Task.WhenAll(errors.Follow(process.StandardError.BaseStream), new KeptText().Follow(process.StandardOutput.BaseStream));
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timer.CancelAfter(limit);
        var gaveUp = false;
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            gaveUp = true;
        }

        // A terminal interrupts both: then it is not the plugin that ended it.
        stop.ThrowIfCancellationRequested();
        // What it started and left behind may hold its outputs open for ever.
        await Task.WhenAny(outputs, Task.Delay(_lastWords, CancellationToken.None));
        return new CheckEnd(process.ExitCode, gaveUp ? limit : null, errors.Take());
    }
}
