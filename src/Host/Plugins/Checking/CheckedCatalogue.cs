namespace Unmask.Host.Plugins.Checking;

/// <summary>A catalogue after its plugins were checked: those that work, and everything that is refused.</summary>
internal sealed class CheckedCatalogue
{
    /// <param name="plugins">The plugins that were checked.</param>
    /// <param name="refused">What was refused before.</param>
    /// <param name="checks">What came of their assemblies, by path.</param>
    public CheckedCatalogue(IEnumerable<PluginDescription> plugins, IEnumerable<RefusedPlugin> refused, IReadOnlyDictionary<string, AssemblyCheck> checks)
    {
        var byHealth = plugins.ToLookup(plugin => Refusal(plugin, checks[plugin.Assembly.Path]) is null);
        Plugins = [.. byHealth[true]];
        Refused = [.. refused, .. byHealth[false].Select(plugin => new RefusedPlugin(plugin.Assembly.Path, Refusal(plugin, checks[plugin.Assembly.Path])!)).Distinct()];
        Untried = Plugins.ToDictionary(plugin => plugin, plugin => Class(plugin, checks[plugin.Assembly.Path])!.Untried);
    }

    /// <summary>The plugins that loaded, and were made where that can be tried.</summary>
    public IReadOnlyList<PluginDescription> Plugins { get; }

    /// <summary>The files, and classes in them, that cannot be used.</summary>
    public IReadOnlyList<RefusedPlugin> Refused { get; }

    /// <summary>What each plugin would have needed to be made too; null if it was made.</summary>
    public IReadOnlyDictionary<PluginDescription, string?> Untried { get; }

    private static string? Refusal(PluginDescription plugin, AssemblyCheck check) =>
        check.Refusal ?? (Class(plugin, check) switch
        {
            null => $"class {plugin.TypeName}: was not found when its file was loaded",
            { Refusal: { } refusal } => $"class {plugin.TypeName}: {refusal}",
            _ => null,
        });

    private static ClassCheck? Class(PluginDescription plugin, AssemblyCheck check) => check.Classes.FirstOrDefault(each => each.TypeName == plugin.TypeName);
}
