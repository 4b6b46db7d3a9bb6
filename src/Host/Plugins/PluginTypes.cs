using System.Reflection;

namespace Unmask.Host.Plugins;

/// <summary>Turns descriptions into types; an assembly is loaded when the first plugin in it is named. Thread-safe.</summary>
/// <param name="assemblies">Loads assemblies.</param>
internal sealed class PluginTypes(IAssemblySource assemblies)
{
    /// <summary>The class of a plugin.</summary>
    /// <exception cref="PluginLoadException">Its assembly or the class cannot be loaded, or its contracts are not the host's.</exception>
    public Type Load(PluginDescription plugin)
    {
        Assembly assembly;
        try
        {
            assembly = assemblies.Load(plugin.Assembly.Path);
        }
        catch (Exception failure)
        {
            throw new PluginLoadException(plugin, failure.Message, failure);
        }

        return OwnContract(plugin, Find(plugin, assembly));
    }

    private static Type Find(PluginDescription plugin, Assembly assembly)
    {
        try
        {
            var type = assembly.GetType(plugin.TypeName, throwOnError: true)!;
            _ = type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType).ToList();
            return type;
        }
        catch (Exception failure)
        {
            throw new PluginLoadException(plugin, Reasons(assembly, failure), failure);
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
