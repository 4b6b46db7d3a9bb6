using System.Reflection;

namespace Unmask.Host.Plugins;

/// <summary>Loads plugin assemblies: the one place that knows how they are isolated.</summary>
/// <remarks>Contract: the shared assemblies are the host's own, everything else a plugin brings along is private to it;
/// the same path gives the same assembly. Thread-safe.</remarks>
internal interface IAssemblySource
{
    /// <summary>Loads an assembly file.</summary>
    /// <param name="path">Its full path.</param>
    Assembly Load(string path);
}
