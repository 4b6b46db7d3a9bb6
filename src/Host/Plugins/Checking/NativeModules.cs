using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Unmask.Host.Plugins.Checking;

/// <summary>The native libraries that get loaded into this process while plugins are.</summary>
internal sealed class NativeModules
{
    private readonly HashSet<string> _before = All();

    /// <summary>The full paths of those loaded since this was made, sorted; assemblies and what belongs to .NET left out.</summary>
    public IReadOnlyList<string> LoadedSince()
    {
        var assemblies = AssemblyLoadContext.All.SelectMany(context => context.Assemblies).Where(assembly => !assembly.IsDynamic).Select(assembly => assembly.Location);
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        return [.. All().Except(_before).Except(assemblies).Where(path => !path.StartsWith(runtime, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static HashSet<string> All()
    {
        using var process = Process.GetCurrentProcess();
        return [.. process.Modules.Cast<ProcessModule>().Select(module => module.FileName).Where(Path.IsPathFullyQualified)];
    }
}
