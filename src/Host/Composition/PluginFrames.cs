using System.Diagnostics;
using System.Reflection;
using Unmask.Host.Plugins;

namespace Unmask.Host.Composition;

/// <summary>Names the plugin that an exception came out of, from its stack.</summary>
/// <param name="plugins">The plugins in use.</param>
/// <param name="origin">The file that an assembly was loaded for; null if it is no plugin's.</param>
internal sealed class PluginFrames(IReadOnlyCollection<PluginDescription> plugins, Func<Assembly, PluginAssembly?> origin)
{
    /// <summary>The plugin whose code is nearest to where the exception was thrown, as <c>section/name (file)</c>; null if none is on the stack.</summary>
    public string? Whose(Exception exception)
    {
        foreach (var frame in new StackTrace(exception).GetFrames())
        {
            var type = frame.GetMethod()?.DeclaringType;
            while (type?.DeclaringType is { } outer)
            {
                type = outer;
            }

            if (type is null || origin(type.Assembly) is not { } file)
            {
                continue;
            }

            var plugin = plugins.FirstOrDefault(plugin => plugin.TypeName == type.FullName && plugin.Assembly == file)
                ?? plugins.FirstOrDefault(plugin => plugin.Assembly == file);
            if (plugin is not null)
            {
                return $"{plugin.Section}/{plugin.Name} ({plugin.Assembly.Path})";
            }
        }

        return null;
    }
}
