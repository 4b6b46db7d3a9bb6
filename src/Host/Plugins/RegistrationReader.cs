using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Unmask.Host.Plugins;

/// <summary>Finds the class with which an assembly registers services, in metadata and in a loaded assembly alike.</summary>
internal static class RegistrationReader
{
    private static readonly string _mentioned = typeof(IServiceCollection).Assembly.GetName().Name!;

    /// <summary>The class, or null if the assembly has none.</summary>
    /// <exception cref="PluginDefectException">There are several, or it does not have the form of <see cref="IServiceRegistration"/>.</exception>
    public static Type? Find(Assembly assembly)
    {
        if (!Array.Exists(assembly.GetReferencedAssemblies(), reference => reference.Name == _mentioned))
        {
            return null;
        }

        var found = assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && Array.Exists(type.GetInterfaces(), each => each.Is(typeof(IServiceRegistration)))).ToList();
        return found switch
        {
            [] => null,
            [{ IsVisible: true, IsGenericTypeDefinition: false } one] when one.GetConstructor([]) is not null => one,
            [var one] => throw new PluginDefectException($"class {one.FullName} registers services; expected is a public class with a public constructor without parameters"),
            _ => throw new PluginDefectException($"{found.Count} classes register services ({string.Join(", ", found.Select(type => type.FullName).Order(StringComparer.Ordinal))}); one is expected"),
        };
    }
}
