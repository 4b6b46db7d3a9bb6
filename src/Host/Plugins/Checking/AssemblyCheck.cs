namespace Unmask.Host.Plugins.Checking;

/// <summary>What came of loading an assembly, and every plugin class in it, in a process of its own.</summary>
/// <param name="Refusal">Why the assembly as a whole cannot be used, or null.</param>
/// <param name="Classes">Its plugin classes, as far as they were reached: all of them unless the assembly is refused.</param>
/// <param name="Natives">The full paths of the native libraries that were loaded meanwhile, .NET's own left out.</param>
/// <param name="GaveUpAfter">The time limit in seconds, if something ran into it; with a longer one it may come out differently.</param>
internal sealed record AssemblyCheck(string? Refusal, IReadOnlyList<ClassCheck> Classes, IReadOnlyList<string> Natives, double? GaveUpAfter);

/// <summary>What came of loading one plugin class, and of making it where that can be tried.</summary>
/// <param name="TypeName">The full name of the class.</param>
/// <param name="Refusal">Why it cannot be used, or null.</param>
/// <param name="Untried">What it would have needed to be made too, or null if it was made or refused.</param>
internal sealed record ClassCheck(string TypeName, string? Refusal, string? Untried);
