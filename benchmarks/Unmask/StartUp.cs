using System.Diagnostics;

namespace Unmask.Benchmarks;

/// <summary>The time of <c>unmask list</c> as a whole process, against a program that does nothing but build a container and a configuration.</summary>
internal static class StartUp
{
    private const int PairCount = 25;
    private const int WarmUp = 3;

    /// <summary>Prints the ratios.</summary>
    public static void Run()
    {
        var root = Root();
        var launcher = Path.Combine(root, OperatingSystem.IsWindows() ? "unmask.cmd" : "unmask");
        var published = Path.Combine(root, "artifacts", "unmask", "unmask.dll");
        var empty = Path.Combine(AppContext.BaseDirectory, "..", "..", "Unmask.Benchmarks.Empty", "release", "Unmask.Benchmarks.Empty.dll");
        var cache = Directory.CreateTempSubdirectory("unmask-").FullName;
        try
        {
            Start(cache, launcher, "--version");
            Compare("list", () => Start(cache, "dotnet", published, "list"));
            Compare("list --json", () => Start(cache, "dotnet", published, "list", "--json"));
            Compare("list through the launcher", () => Start(cache, launcher, "list"));
            Compare("list for the first time", () =>
            {
                Directory.Delete(cache, recursive: true);
                Start(cache, "dotnet", published, "list");
            });
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }

        void Compare(string what, Action list)
        {
            Action baseline = () => Start(cache, "dotnet", empty);
            for (var k = 0; k < WarmUp; k++)
            {
                list();
                baseline();
            }

            var (processor, other) = (0.0, 0.0);
            var wall = Pairs.Of(PairCount, () => Timed(list, ref processor), () => Timed(baseline, ref other));
            Console.WriteLine($"{what,-27} {wall}");
            if (ChildrenProcessor() is not null)
            {
                Console.WriteLine(FormattableString.Invariant($"{"",-27} {processor / other:0.000}  in processor time (means {Pairs.Text(processor / PairCount)} and {Pairs.Text(other / PairCount)})"));
            }
        }
    }

    private static double Timed(Action run, ref double processor)
    {
        var before = ChildrenProcessor() ?? 0;
        var seconds = Pairs.Elapsed(run);
        processor += (ChildrenProcessor() ?? 0) - before;
        return seconds;
    }

    private static void Start(string cache, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_CACHE_HOME"] = cache;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.GetAwaiter().GetResult()}");
        }
    }

    /// <summary>Processor time of all children that ended, where the system tells: fields 16 and 17 of /proc/self/stat, in hundredths of a second.</summary>
    private static double? ChildrenProcessor()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[13]) + double.Parse(fields[14])) / 100;
    }

    /// <summary>The folder of the checkout.</summary>
    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Unmask.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No checkout above {AppContext.BaseDirectory}.");
    }
}
