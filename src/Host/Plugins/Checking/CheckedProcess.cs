namespace Unmask.Host.Plugins.Checking;

/// <summary>This program as the process in which an assembly is loaded to see what comes of it.</summary>
/// <remarks>No command: whatever the plugin prints, its exit code and how it ends the process are for the one who started it.</remarks>
internal static class CheckedProcess
{
    private const string Word = "check-assembly";

    /// <summary>The arguments that make the program such a process.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="report">The file to report to.</param>
    /// <param name="only">The full name of the class to try, or null for all.</param>
    public static string[] Arguments(string path, string report, string? only) => only is null ? [Word, path, report] : [Word, path, report, only];

    /// <summary>Does what it is for and ends the process, if the arguments are such.</summary>
    public static void RunIfAsked(string[] arguments)
    {
        if (arguments is not [Word, var path, var report, .. var only])
        {
            return;
        }

        OwnProgram.EndWithParent();
        new AssemblyTrial(new IsolatedAssemblies(), new CheckReport(report)).Run(PluginScanner.Scan(path), only is [var one] ? one : null);
        // Threads that a plugin started would keep the process alive.
        Environment.Exit(0);
    }
}
