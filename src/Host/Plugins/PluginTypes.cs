using System.Reflection;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Plugins;

/// <summary>Turns descriptions into types; an assembly is loaded when the first plugin in it is named. Thread-safe.</summary>
/// <param name="assemblies">Loads assemblies.</param>
internal sealed class PluginTypes(IAssemblySource assemblies)
{
    /// <summary>The class of a plugin.</summary>
    /// <exception cref="PluginChangedException">Its file is no longer the one that was scanned.</exception>
    /// <exception cref="PluginLoadException">Its assembly or the class cannot be loaded, or its contracts are not the host's.</exception>
    public Type Load(PluginDescription plugin)
    {
        Assembly assembly;
        try
        {
            assembly = assemblies.Load(plugin.Assembly);
        }
        catch (Exception failure) when (failure is not (PluginChangedException or UserErrorException))
        {
            throw new PluginLoadException(plugin, Original(failure.Message), failure);
        }

        return OwnContract(plugin, Find(plugin, assembly));
    }

    /// <inheritdoc cref="IAssemblySource.Origin"/>
    public PluginAssembly? Origin(Assembly assembly) => assemblies.Origin(assembly);

    /// <inheritdoc cref="IAssemblySource.Original"/>
    public string Original(string text) => assemblies.Original(text);

    private Type Find(PluginDescription plugin, Assembly assembly)
    {
        try
        {
            var type = assembly.GetType(plugin.TypeName, throwOnError: true)!;
            _ = type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType).ToList();
            return type;
        }
        catch (Exception failure)
        {
            throw new PluginLoadException(plugin, Original(Reasons(assembly, failure)), failure);
        }
    }

    private static string Reasons(Assembly assembly, Exception failure)
    {
        try
        {
            _ = assembly.GetTypes();
            return failure.Message;
        }
        catch (ReflectionTypeLoadException several)
        {
            return string.Join("; ", several.LoaderExceptions.OfType<Exception>().Select(cause => cause.Message).Prepend(failure.Message).Distinct());
        }
    }

    private static Type OwnContract(PluginDescription plugin, Type type) =>
        Array.Exists(type.GetInterfaces(), contract => contract.Assembly == SharedAssemblies.Contracts)
            ? type
            : throw new PluginLoadException(plugin, $"its contracts come from another copy of {SharedAssemblies.Contracts.GetName().Name} than the host's");
}
