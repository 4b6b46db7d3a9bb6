using Unmask.Host.Configuration;
using Unmask.Host.Launching.Workers;
using Unmask.Host.Plugins.Checking;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching.Slurm;

/// <summary>The script of an array job: one task a cell, its number the array's index and an offset.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Folder">The run folder, absolute: the same on every node.</param>
/// <param name="Command">The command that measures the cell whose number is appended to it.</param>
/// <param name="Options">The partition and the like.</param>
internal sealed record SlurmScript(string Name, string Folder, IReadOnlyList<string> Command, SlurmOptions Options)
{
    /// <summary>The folder of what tasks print and which jobs there are, below the run folder.</summary>
    public const string LogFolder = "slurm";

    /// <summary>The script of a run's tasks.</summary>
    /// <param name="pipeline">The run.</param>
    /// <param name="folder">Its folder, a full path.</param>
    /// <param name="assignment">Where its plugins are.</param>
    public static SlurmScript Of(Pipeline pipeline, string folder, Assignment assignment)
    {
        var task = OwnProgram.StartInfo(TaskProgram.Arguments(folder, assignment));
        return new SlurmScript(pipeline.Name, folder, [task.FileName, .. task.ArgumentList], SlurmOptions.Of(pipeline.Launcher));
    }

    /// <summary>The script of all cells that have no result yet, for whatever runs array jobs.</summary>
    public static string Missing(Pipeline pipeline, ICellFolder folder, Assignment assignment)
    {
        var missing = pipeline.Cells.Where(cell => folder.Cells.Read(cell.Id, out _) is null or { Failure: not null }).Select(cell => cell.Index);
        Directory.CreateDirectory(Path.Combine(folder.Path, LogFolder));
        return Of(pipeline, folder.Path, assignment).Text(missing, 0);
    }

    /// <summary>The script.</summary>
    /// <param name="cells">The numbers of the cells less the offset: the array's indices.</param>
    /// <param name="offset">What is added to an index: indices are bounded, cells are not.</param>
    public string Text(IEnumerable<int> cells, int offset) => string.Join('\n',
    [
        "#!/bin/sh",
        Directive($"--job-name=unmask-{Name}"),
        Directive($"--array={TaskIndices.Write(cells)}"),
        Directive($"--output={Folder.Replace("%", "%%", StringComparison.Ordinal)}/{LogFolder}/%A_%a.log"),
        .. Options.Partition is { } partition ? [Directive($"--partition={partition}")] : Array.Empty<string>(),
        .. Options.Time is { } time ? [Directive($"--time={time}")] : Array.Empty<string>(),
        .. Options.Extra.Select(Directive),
        "# One task a cell. Without Slurm: sh SCRIPT INDEX, once for each index of the array.",
        "index=${SLURM_ARRAY_TASK_ID:-${1:?the number of a cell is missing}}",
        "if [ -n \"$SLURM_CPUS_ON_NODE\" ]; then export DOTNET_PROCESSOR_COUNT=\"$SLURM_CPUS_ON_NODE\"; fi",
        $"exec {string.Join(' ', Command.Select(Quoted))} $(({offset} + index))",
        "",
    ]);

    /// <summary>An argument that Slurm's own reader of directives, which knows quotes, takes for one.</summary>
    private static string Directive(string option) => option.Any(letter => letter is ' ' or '\t' or '#' or '"' or '\'')
        ? $"#SBATCH \"{option.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : $"#SBATCH {option}";

    private static string Quoted(string word) => word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or '=' or ':' or ',' or '+')
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
