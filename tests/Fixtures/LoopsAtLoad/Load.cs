using System.Diagnostics;
using System.Runtime.CompilerServices;
using Unmask;

namespace Fixture.LoopsAtLoad;

[Plugin("loops-at-load")]
public sealed class Load : ISizeLaw
{
    /// <summary>Never ends. Where a test names a file for it, a process that never ends is started first, and both process ids written there.</summary>
    [ModuleInitializer]
    internal static void Initialise()
    {
        if (Environment.GetEnvironmentVariable("FIXTURE_PROCESS_IDS") is { } file)
        {
            using var started = Process.Start("sleep", "3600");
            File.WriteAllText(file + ".tmp", $"{Environment.ProcessId} {started.Id}");
            File.Move(file + ".tmp", file);
        }

        Thread.Sleep(Timeout.Infinite);
    }

    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
