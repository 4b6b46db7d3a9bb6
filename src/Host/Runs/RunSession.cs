using Spectre.Console;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;
using Unmask.Host.Plugins;
using Unmask.Host.Results;

namespace Unmask.Host.Runs;

/// <summary>One <c>unmask run</c>: its folder, its cells, its table.</summary>
internal static class RunSession
{
    /// <summary>Runs a pipeline, or takes up where it was left.</summary>
    /// <param name="pipeline">The validated pipeline: from here on files are written.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="launcher">Measures cells.</param>
    /// <param name="plugins">The assemblies the pipeline uses.</param>
    /// <param name="screen">The outputs.</param>
    /// <param name="clock">Names the folder.</param>
    /// <param name="stop">Stops the run within two seconds; every finished cell is kept.</param>
    /// <returns><see cref="ExitCode.Done"/>, <see cref="ExitCode.CellFailed"/> or <see cref="ExitCode.Interrupted"/>;
    /// <see cref="ExitCode.InternalError"/> if reading or writing failed, as where the disk is full: what was finished is kept then.</returns>
    /// <exception cref="UserErrorException">The folder is refused; nothing was written.</exception>
    public static async Task<int> Execute(
        Pipeline pipeline, RunOptions options, ILauncher launcher, IReadOnlyList<PluginAssembly> plugins,
        Screen screen, TimeProvider clock, CancellationToken stop)
    {
        await launcher.Ready(stop);
        using var folder = RunFolder.Open(pipeline, plugins, options, clock);
        var shown = Shown(folder.Path, options.Directory);
        try
        {
            return await Run(pipeline, options, launcher, screen, folder, shown, clock, stop);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var kept = pipeline.Cells.Count(cell => File.Exists(folder.Cells.PathOf(cell.Id)));
            screen.Error.WriteLine($"The run stopped, since reading or writing failed: {(options.Debug ? $"{exception}" : exception.Message)}");
            screen.Error.WriteLine($"{kept} of {pipeline.Cells.Count} cells are finished and kept in {shown}. Once the cause is mended, go on with the same and --out {shown}");
            return ExitCode.InternalError;
        }
    }

    private static async Task<int> Run(
        Pipeline pipeline, RunOptions options, ILauncher launcher, Screen screen, RunFolder folder, string shown, TimeProvider clock, CancellationToken stop)
    {
        IRunProgress progress = screen.Bars is { } bars && !options.Json ? new BarProgress(bars, clock) : new PlainProgress(options.Json ? null : screen.Error, screen.Error, clock);
        folder.Log.Write("started", writer =>
        {
            writer.WriteString("run", pipeline.Name);
            writer.WriteNumber("cells", pipeline.Cells.Count);
            writer.WriteNumber("process", Environment.ProcessId);
            writer.WriteString("machine", Environment.MachineName);
        });

        var lines = options.Json ? new JsonLines(screen.Out) : null;
        var outcomes = await new Runner(folder, launcher, progress).Run(pipeline, (cell, result) =>
        {
            lines?.Write(cell, result);
            if (result.Failure is { } failure)
            {
                foreach (var line in Place.Failed(pipeline, cell, failure, options))
                {
                    progress.Say(line);
                }
            }
        }, stop);
        try
        {
            if (outcomes.Count == pipeline.Cells.Count)
            {
                folder.Cells.RemoveUnfinished(pipeline.Cells.Select(cell => cell.Id));
                await ResultFile.Write(StoredRun.Open(folder.Path, options.Directory), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            screen.Error.WriteLine($"Stopped while {ResultFile.FileName} was written: all cells are done and kept in {shown}. To go on, run the same with --out {shown}");
            return ExitCode.Interrupted;
        }

        return new RunEnd(pipeline, options, screen, folder, shown).Tell(outcomes);
    }

    private static string Shown(string path, string directory)
    {
        var relative = Path.GetRelativePath(directory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
