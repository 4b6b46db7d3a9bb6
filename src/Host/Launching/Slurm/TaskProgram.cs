using System.Globalization;
using Unmask.Host.Configuration;
using Unmask.Host.Launching.Workers;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching.Slurm;

/// <summary>This program as one task of a cluster: measures one cell of a run folder in a worker process, and keeps its result there.</summary>
/// <remarks>No command, since people have the script. It takes no lock: what it writes is one file, once.</remarks>
internal static class TaskProgram
{
    private const string Word = "task";
    private const string NoLock = "-";

    /// <summary>The arguments that make the program such a task, but for the number of the cell, which comes last.</summary>
    /// <param name="folder">The run folder, a full path.</param>
    /// <param name="assignment">Where the plugins are.</param>
    public static string[] Arguments(string folder, Assignment assignment) => [Word, folder, assignment.Lock ?? NoLock, .. assignment.Folders];

    /// <summary>Runs a task to its end.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>One of <see cref="ExitCode"/>; null if they are no task's.</returns>
    public static async Task<int?> RunIfAsked(string[] arguments)
    {
        if (arguments is not [Word, var folder, var locked, .. var folders, var number])
        {
            return null;
        }

        try
        {
            await Run(folder, new Assignment(new PipelineRequest(Path.Combine(folder, RunFolder.PipelineFile), folder), folders, locked == NoLock ? null : locked), number);
            return ExitCode.Done;
        }
        catch (Exception exception) when (exception is UserErrorException or WorkerException or IOException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception is UserErrorException ? ExitCode.WrongInput : ExitCode.InternalError;
        }
    }

    private static async Task Run(string folder, Assignment assignment, string number)
    {
        var pipeline = assignment.Open().Pipeline;
        if (RunManifest.Read(folder) is not { } manifest || !manifest.Matches(RunManifest.Of(pipeline)))
        {
            throw new UserErrorException(folder, "", "the cells of this run folder are not those of its pipeline with the plugins and input files as they are now; run 'unmask run' with another folder");
        }

        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= pipeline.Cells.Count)
        {
            throw new UserErrorException("command line", "", $"there is no cell '{number}'; expected is 0 to {pipeline.Cells.Count - 1}");
        }

        var options = new ProcessOptions(1, null, null, 0);
        await using var pool = new WorkerPool(pipeline, options);
        await new ProcessLauncher(pool, assignment, options, TimeProvider.System).Measure([pipeline.Cells[index]], new Cells(folder), new Printed(), CancellationToken.None);
    }

    private sealed class Cells(string folder) : ICellFolder
    {
        public string Path => folder;

        CellStore ICellFolder.Cells { get; } = new(System.IO.Path.Combine(folder, RunFolder.CellFolder));
    }

    /// <summary>Whoever follows the folder sees the rest.</summary>
    private sealed class Printed : ILaunched
    {
        public void Started(CellConfiguration cell)
        {
        }

        public void Finished(CellConfiguration cell, CellResult result, TimeSpan took)
        {
        }

        public void Stopped(CellConfiguration cell)
        {
        }

        public void Failed(CellConfiguration cell, CellFailure failure)
        {
        }

        public void Say(string line) => Console.Error.WriteLine(line);
    }
}
