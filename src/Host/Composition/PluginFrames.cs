using System.Diagnostics;
using System.Reflection;
using Unmask.Host.Plugins;

namespace Unmask.Host.Composition;

/// <summary>Names the plugin that an exception came out of, from its stack.</summary>
/// <param name="plugins">The plugins in use.</param>
/// <param name="origin">The plugin file that an assembly was loaded for; null if it is no plugin's.</param>
internal sealed class PluginFrames(IReadOnlyCollection<PluginDescription> plugins, Func<Assembly, PluginAssembly?> origin)
{
    /// <summary>The plugin whose code is nearest to where the exception was thrown, as <c>section/name (file)</c>; null if none is on the stack.</summary>
    /// <remarks>A frame in a library that a plugin brought along counts as the plugin's. Where no frame tells apart several plugins of
    /// one assembly, all of them are named.</remarks>
    public string? Whose(Exception exception)
    {
        var frames = Thrown(exception).SelectMany(thrown => new StackTrace(thrown).GetFrames()).Select(Class).OfType<Type>().ToList();
        var file = frames.Select(frame => origin(frame.Assembly)).FirstOrDefault(file => plugins.Any(plugin => plugin.Assembly == file));
        var family = plugins.Where(plugin => plugin.Assembly == file).DistinctBy(plugin => plugin.TypeName).ToList();
        var named = frames.Where(frame => origin(frame.Assembly) == file).Select(frame => family.Find(plugin => plugin.TypeName == frame.FullName)).FirstOrDefault(plugin => plugin is not null);
        return file is null ? null : $"{(named is null ? string.Join(" or ", family.Select(Name)) : Name(named))} ({file.Path})";
    }

    /// <summary>The exception after those that it only passes on.</summary>
    private static IEnumerable<Exception> Thrown(Exception exception) =>
        exception is TargetInvocationException or AggregateException or TypeInitializationException && exception.InnerException is { } inner
            ? Thrown(inner).Append(exception)
            : [exception];

    /// <summary>The class that a frame's code was written in: of a lambda or an iterator the class around it.</summary>
    private static Type? Class(StackFrame frame)
    {
        var type = frame.GetMethod()?.DeclaringType;
        while (type?.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static string Name(PluginDescription plugin) => $"{plugin.Section}/{plugin.Name}";
}
