using System.Runtime.InteropServices;
using System.Text.Json;
using Unmask.Host.Plugins.Checking;

namespace Unmask.Host.Launching.Workers;

/// <summary>This program as a worker process: composes and measures the cells it is told to, on its standard input, and tells what came of it.</summary>
/// <remarks>
/// <para>No command, since it is of no use to people. What plugins print goes to standard error, also what native code prints.</para>
/// <para>It ends at once when its standard input does: that is how it learns that the one who started it is gone, however that ended.</para>
/// </remarks>
internal static class WorkerProgram
{
    /// <summary>The word on the command line that makes a process a worker.</summary>
    public const string Word = "worker";

    /// <summary>Runs a worker process to its end.</summary>
    /// <returns>One of <see cref="Runs.ExitCode"/>.</returns>
    public static int Run()
    {
        // A terminal interrupts all processes; what becomes of workers is for the run to say.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var reports = new StreamWriter(OwnProgram.TakeOutput()) { AutoFlush = true, NewLine = "\n" };
        OfferToEnd();
        var orders = OwnProgram.LinesUntilParentEnds();
        var worker = new Worker(report => reports.WriteLine(JsonSerializer.Serialize(report)));
        while (worker.Do(JsonSerializer.Deserialize<Order>(orders.Take())!))
        {
            // Until it is told to end, or cannot go on.
        }

        // Threads that a plugin started would keep the process alive.
        Environment.Exit(Runs.ExitCode.Done);
        return Runs.ExitCode.Done;
    }

    /// <summary>Has a system that runs out of memory end a worker before it ends the run.</summary>
    private static void OfferToEnd()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                File.WriteAllText("/proc/self/oom_score_adj", "500");
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Then the system chooses as it likes.
        }
    }
}
