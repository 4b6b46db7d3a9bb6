using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Unmask.Host.Plugins;

namespace Unmask.Host.Composition;

/// <summary>Names the plugin that an exception came out of, from its stack.</summary>
/// <param name="plugins">The plugins in use.</param>
/// <param name="load">Gives a plugin's class.</param>
internal sealed class PluginFrames(IReadOnlyCollection<PluginDescription> plugins, Func<PluginDescription, Type> load)
{
    /// <summary>The plugin whose code is nearest to where the exception was thrown, as <c>section/name (file)</c>; null if none is on the stack.</summary>
    /// <remarks>A frame in a library that a plugin brought along counts as the plugin's. Where no frame tells apart several plugins of
    /// one assembly, all of them are named.</remarks>
    public string? Whose(Exception exception)
    {
        var frames = Thrown(exception).SelectMany(thrown => new StackTrace(thrown).GetFrames()).Select(Class).OfType<Type>().ToList();
        var classes = plugins.DistinctBy(plugin => (plugin.TypeName, plugin.Assembly)).ToDictionary(load);
        var families = classes.ToLookup(each => AssemblyLoadContext.GetLoadContext(each.Key.Assembly), each => each.Value);
        var family = frames.Select(frame => AssemblyLoadContext.GetLoadContext(frame.Assembly)).FirstOrDefault(families.Contains);
        var named = frames.Select(frame => classes.GetValueOrDefault(frame)).FirstOrDefault(plugin => plugin is not null && families[family].Contains(plugin));
        return family is null ? null
            : named is null ? $"{string.Join(" or ", families[family].Select(Name))} ({families[family].First().Assembly.Path})"
            : $"{Name(named)} ({named.Assembly.Path})";
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
