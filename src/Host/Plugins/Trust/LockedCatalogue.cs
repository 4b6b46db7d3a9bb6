using Unmask.Host.Configuration;
using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Plugins.Trust;

/// <summary>Holds what is installed to a lock.</summary>
internal static class LockedCatalogue
{
    /// <summary>The catalogue without the assemblies that are not exactly as locked: each is refused with what changed, and so is each that is missing.</summary>
    /// <param name="catalogue">What is installed.</param>
    /// <param name="trusted">The lock.</param>
    /// <param name="file">The lock's file, for messages.</param>
    public static Catalogue Only(this Catalogue catalogue, PluginLock trusted, string file)
    {
        var found = new Dictionary<LockedPlugin, PluginAssembly>(ReferenceEqualityComparer.Instance);
        var unreadable = new Dictionary<PluginAssembly, string>();
        foreach (var assembly in catalogue.Assemblies)
        {
            try
            {
                found[LockedPlugin.Of(assembly)] = assembly;
            }
            catch (Exception problem) when (problem is UserErrorException or PluginChangedException)
            {
                unreadable[assembly] = problem.Message;
            }
        }

        var changes = trusted.ChangesTo(new PluginLock(found.Keys)).ToList();
        var refused = changes.Where(change => change.After is not null)
            .ToDictionary(change => found[change.After!], change => $"{Reason(change)} ({file}); 'unmask trust' accepts it");
        var missing = changes.Where(change => change.After is null)
            .Select(change => new RefusedPlugin(file, $"{change} among the plugins found, but locked"));
        return catalogue.Without(refused.Concat(unreadable).ToDictionary(), missing);
    }

    private static string Reason(LockChange change) => change.Before is null ? "not locked" : $"not as locked: {change.Before.ChangesTo(change.After!)}";
}
