using System.Runtime;

/// <summary>Loaded into a program by DOTNET_STARTUP_HOOKS; when the program ends it writes how many methods were compiled and which
/// assemblies were loaded, a line each, to the file that PROBE_FILE names.</summary>
internal static class StartupHook
{
    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        var methods = JitInfo.GetCompiledMethodCount();
        File.WriteAllLines(
            Environment.GetEnvironmentVariable("PROBE_FILE")!,
            AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!).Prepend($"{methods}"));
    };
}
