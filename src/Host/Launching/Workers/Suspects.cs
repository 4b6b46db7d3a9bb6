using Unmask.Host.Configuration;
using Unmask.Host.Plugins;

namespace Unmask.Host.Launching.Workers;

/// <summary>Names the plugin that ended a process, as far as that can be known.</summary>
internal static class Suspects
{
    private const string Frame = "at ";

    /// <summary>
    /// The plugin whose code is nearest to where the runtime says it ended; if it says nothing, those of the cell that are not built in, and if
    /// there are none, all.
    /// </summary>
    /// <param name="cell">The cell that was measured.</param>
    /// <param name="printed">What the process printed last.</param>
    public static string Of(CellConfiguration cell, string printed)
    {
        var plugins = cell.Plugins.DistinctBy(plugin => (plugin.Section, plugin.Name)).ToList();
        var frames = printed.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith(Frame, StringComparison.Ordinal)).Select(line => line[Frame.Length..]);
        var nearest = frames.Select(frame => plugins.Find(plugin => IsIn(frame, plugin.TypeName))).FirstOrDefault(plugin => plugin is not null);
        var others = plugins.Where(plugin => !plugin.Assembly.Path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal)).ToList();
        return string.Join(" or ", (nearest is not null ? [nearest] : others.Count > 0 ? others : plugins).Select(Name));
    }

    private static bool IsIn(string frame, string type) =>
        frame.StartsWith(type, StringComparison.Ordinal) && frame.Length > type.Length && frame[type.Length] is '.' or '+' or '[' or '`';

    private static string Name(PluginDescription plugin) => $"{plugin.Section}/{plugin.Name} ({plugin.Assembly.Path})";
}
