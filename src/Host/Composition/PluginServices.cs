using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Unmask.Host.Plugins;

namespace Unmask.Host.Composition;

/// <summary>The services that plugin assemblies register (<see cref="IServiceRegistration"/>): a container for each, filled when a plugin first asks.</summary>
/// <remarks>Lives as long as a composed pipeline. Not thread-safe: plugins are made one after another.</remarks>
internal sealed class PluginServices
{
    private readonly Dictionary<Assembly, Lazy<Container?>> _containers = [];

    /// <summary>What a parameter of a plugin's constructor gets from the services of the plugin's assembly.</summary>
    /// <exception cref="PluginDefectException">The assembly does not register it, or its registration or the service itself threw.</exception>
    public object Get(ParameterInfo parameter)
    {
        var assembly = parameter.Member.DeclaringType!.Assembly;
        if (!_containers.TryGetValue(assembly, out var container))
        {
            _containers[assembly] = container = new Lazy<Container?>(() => Fill(assembly));
        }

        var needs = $"needs '{parameter.Name}' of type {parameter.ParameterType}";
        var (registration, provider) = container.Value ?? throw new PluginDefectException($"{needs}, but no public class of its assembly implements {nameof(IServiceRegistration)}");
        try
        {
            var service = parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
                ? provider.GetKeyedService(parameter.ParameterType, keyed.Key)
                : provider.GetService(parameter.ParameterType);
            return service ?? throw new PluginDefectException($"{needs}, which {registration.FullName} does not register");
        }
        catch (Exception failure) when (failure is not PluginDefectException)
        {
            throw new PluginDefectException($"{needs}, which could not be made: {PluginWords.Message(failure)}", failure);
        }
    }

    /// <summary>Disposes what the containers made.</summary>
    /// <returns>What could not be disposed and why, in words.</returns>
    public IReadOnlyList<string> Close()
    {
        var problems = new List<string>();
        foreach (var (assembly, container) in _containers.Where(each => each.Value.IsValueCreated))
        {
            try
            {
                container.Value?.Provider.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
            catch (Exception failure)
            {
                problems.Add($"the services of {assembly.Location} could not be disposed: {PluginWords.Message(failure)}");
            }
        }

        _containers.Clear();
        return problems;
    }

    private static Container? Fill(Assembly assembly)
    {
        var registration = (Type?)null;
        try
        {
            registration = RegistrationReader.Find(assembly);
            if (registration is null)
            {
                return null;
            }

            var services = new ServiceCollection();
            ((IServiceRegistration)Activator.CreateInstance(registration)!).Register(services);
            return new Container(registration, services.BuildServiceProvider());
        }
        catch (Exception failure)
        {
            throw new PluginDefectException($"needs services, which {registration?.FullName ?? "its assembly"} could not register: {PluginWords.Message(failure)}", failure);
        }
    }

    private sealed record Container(Type Registration, ServiceProvider Provider);
}
