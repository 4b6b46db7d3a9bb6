using System.CommandLine;
using Unmask.Host.Plugins.Trust;

namespace Unmask.Host.Commands;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class SharedOptions
{
    /// <summary>More folders to look for plugins in; every command has it.</summary>
    public static Option<string[]> Plugins { get; } = new("--plugins")
    {
        Description = "Look for plugins in this folder too; may be repeated.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    /// <summary>Show stack traces; every command has it.</summary>
    public static Option<bool> Debug { get; } = new("--debug") { Description = "Show stack traces of errors.", Recursive = true };

    /// <summary>Load nothing that is not exactly as locked.</summary>
    public static Option<bool> Locked { get; } = new("--locked") { Description = $"Load only plugins that are exactly as in {PluginLock.FileName}, which 'unmask trust' writes." };

    /// <summary>The lock, if it has another name; implies <see cref="Locked"/>.</summary>
    public static Option<string?> Lock { get; } = new("--lock") { Description = "The same with another file.", HelpName = "FILE" };

    /// <summary>Write JSON and nothing else to standard output.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write JSON and nothing else to standard output." };
}
