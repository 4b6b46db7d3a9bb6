namespace Unmask.Host.Plugins.Checking;

/// <summary>How far a process that loads an assembly got.</summary>
/// <param name="Classes">The classes to try; null if the assembly itself was not loaded.</param>
/// <param name="Ended">What came of the classes that are done with.</param>
/// <param name="Doing">What was done last.</param>
/// <param name="Refusal">Why the assembly as a whole is refused, or null.</param>
/// <param name="Natives">The native libraries that were loaded; null if the end was not reached.</param>
internal sealed record CheckProgress(IReadOnlyList<string>? Classes, IReadOnlyList<ClassCheck> Ended, Doing Doing, string? Refusal, IReadOnlyList<string>? Natives)
{
    /// <summary>Nothing was done yet.</summary>
    public static CheckProgress None { get; } = new(null, [], Doing.Load, null, null);
}

/// <summary>What is done with an assembly or a class.</summary>
internal enum Doing
{
    /// <summary>It is loaded, and its initialisers run.</summary>
    Load,

    /// <summary>It is constructed.</summary>
    Construct,
}
