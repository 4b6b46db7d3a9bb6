using System.Text.Json;
using Unmask.Host.Runs;

namespace Unmask.Host.Plugins.Checking;

/// <summary>Outcomes of checks by what they depend on; a file each. Thread-safe, and so among processes.</summary>
/// <param name="folder">The folder that holds them, or null to keep nothing.</param>
/// <param name="fresh">Whether to find nothing, so that everything is checked again.</param>
internal sealed class CheckCache(string? folder, bool fresh = false)
{
    /// <summary>The outcome that was kept, or null: there is none, it cannot be read, or a longer time limit may change it.</summary>
    /// <param name="key">As from <see cref="PluginContent.Key"/>.</param>
    /// <param name="limit">The time limit.</param>
    public AssemblyCheck? Find(string key, TimeSpan limit)
    {
        try
        {
            return folder is not null && !fresh && JsonSerializer.Deserialize<AssemblyCheck>(File.ReadAllBytes(Place(folder, key))) is { Classes: not null, Natives: not null } check
                && !(check.GaveUpAfter < limit.TotalSeconds) ? check : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps an outcome, where that is possible.</summary>
    public void Keep(string key, AssemblyCheck check)
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            AtomicFile.Write(Place(folder, key), JsonSerializer.SerializeToUtf8Bytes(check));
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // It is computed again next time.
        }
    }

    private static string Place(string folder, string key) => Path.Combine(folder, key + ".json");
}
