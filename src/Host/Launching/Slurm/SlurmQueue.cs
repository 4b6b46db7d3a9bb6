using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Unmask.Host.Configuration;

namespace Unmask.Host.Launching.Slurm;

/// <summary>A task of an array job that has not ended.</summary>
/// <param name="Job">The job.</param>
/// <param name="Index">Its index in the array.</param>
/// <param name="Runs">Whether it runs; otherwise it waits.</param>
internal readonly record struct SlurmTask(string Job, int Index, bool Runs);

/// <summary>Slurm by its own commands.</summary>
internal static class SlurmQueue
{
    private const int DefaultMostIndices = 1001;

    /// <summary>The number of indices that an array may have: they are below it.</summary>
    public static async Task<int> MostIndices(CancellationToken stop)
    {
        var line = (await Run("scontrol", ["show", "config"], null, stop)).Out.Split('\n').FirstOrDefault(line => line.StartsWith("MaxArraySize", StringComparison.Ordinal));
        return int.TryParse(line?.Split('=')[^1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : DefaultMostIndices;
    }

    /// <summary>Submits a script.</summary>
    /// <returns>The job's id.</returns>
    /// <exception cref="UserErrorException">Slurm refuses it; the message is Slurm's.</exception>
    public static async Task<string> Submit(string script, CancellationToken stop)
    {
        var (code, output, error) = await Run("sbatch", ["--parsable"], script, stop);
        return code == 0 ? output.Trim().Split(';')[0] : throw Refused(error);
    }

    /// <summary>Has Slurm look at a script without submitting it.</summary>
    /// <exception cref="UserErrorException">There is no Slurm here, or it refuses the script; the message is Slurm's.</exception>
    public static async Task Check(string script, CancellationToken stop)
    {
        try
        {
            var (code, _, error) = await Run("sbatch", ["--test-only"], script, stop);
            if (code != 0)
            {
                throw Refused(error);
            }
        }
        catch (Win32Exception)
        {
            throw new UserErrorException("launcher", "/launcher", "there is no 'sbatch' on the PATH of this machine; expected is a machine that submits to Slurm. For other schedulers --dry-run prints the script, and the launcher 'processes' runs cells on this machine");
        }
    }

    /// <summary>The tasks of some jobs that wait or run.</summary>
    /// <returns>Null if Slurm does not answer, which says nothing of them.</returns>
    public static async Task<IReadOnlyList<SlurmTask>?> Tasks(IReadOnlyCollection<string> jobs, CancellationToken stop)
    {
        var tasks = new List<SlurmTask>();
        foreach (var job in jobs)
        {
            var (code, output, error) = await Run("squeue", ["--noheader", "--array", $"--jobs={job}", "--format=%K %t"], null, stop);
            if (code != 0 && !error.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            tasks.AddRange(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length == 2 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(words => new SlurmTask(job, int.Parse(words[0], CultureInfo.InvariantCulture), words[1] != "PD")));
        }

        return tasks;
    }

    /// <summary>How a task ended, in Slurm's words, such as <c>FAILED, exit code 0:9</c>; null where Slurm has forgotten it.</summary>
    public static async Task<string?> Ended(string job, int index, CancellationToken stop)
    {
        var shown = await Run("scontrol", ["show", "job", "--oneliner", $"{job}_{index.ToString(CultureInfo.InvariantCulture)}"], null, stop);
        var fields = shown.Out.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2)).Where(field => field.Length == 2).ToLookup(field => field[0], field => field[1]);
        return shown.ExitCode == 0 && fields["JobState"].FirstOrDefault() is { } state ? $"{state}, exit code {fields["ExitCode"].FirstOrDefault()}" : null;
    }

    /// <summary>Cancels jobs; one that has ended is no error.</summary>
    public static Task Cancel(IReadOnlyCollection<string> jobs, CancellationToken stop) => jobs.Count == 0 ? Task.CompletedTask : Run("scancel", jobs, null, stop);

    private static UserErrorException Refused(string error) => new("launcher", "/launcher", $"Slurm refuses the job: {error.Trim().ReplaceLineEndings(" ")}");

    private static async Task<(int ExitCode, string Out, string Error)> Run(string program, IEnumerable<string> arguments, string? input, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it, and says why.
        }

        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return (process.ExitCode, await output, await error);
    }
}
