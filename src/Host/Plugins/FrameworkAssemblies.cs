using System.Runtime.InteropServices;

namespace Unmask.Host.Plugins;

/// <summary>The assemblies that are part of .NET here.</summary>
internal static class FrameworkAssemblies
{
    /// <summary>.NET's own copy of an assembly, or null if it is not part of .NET.</summary>
    /// <param name="name">A simple name.</param>
    public static string? Find(string name) =>
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll") is var path && File.Exists(path) ? path : null;
}
