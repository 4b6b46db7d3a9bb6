using System.Reflection;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;

namespace Unmask.Host.Composition;

/// <summary>Makes a plugin's instance: its options bound, its own components made, contracts from the cell, everything else from the services of its assembly.</summary>
/// <param name="load">Loads a plugin's class.</param>
/// <param name="own">The services that plugin assemblies register.</param>
internal sealed class ComponentFactory(Func<PluginDescription, Type> load, PluginServices own)
{
    /// <summary>The types a plugin's constructor asks the cell for, its own components' constructors included.</summary>
    public IEnumerable<Type> Asks(ComponentConfiguration component) => Constructor(component)
        .GetParameters()
        .Where(parameter => !OptionReader.IsOptions(parameter) && !IsComponent(parameter))
        .Select(parameter => parameter.ParameterType)
        .Concat(component.Components.Values.SelectMany(Asks));

    /// <summary>The plugin among these that an exception came out of, or null.</summary>
    public string? Whose(IEnumerable<PluginDescription> plugins, Exception exception) => new PluginFrames([.. plugins], load).Whose(exception);

    /// <summary>Makes the instance.</summary>
    /// <param name="component">The validated choice of plugin and options.</param>
    /// <param name="services">The components of other sections.</param>
    /// <param name="made">Receives every instance with its configuration, inner ones first.</param>
    /// <exception cref="UserErrorException">The constructor threw, or asks for something that the pipeline does not have.</exception>
    public object Make(ComponentConfiguration component, IServiceProvider services, ICollection<(ComponentConfiguration Component, object Instance)> made)
    {
        var constructor = Constructor(component);
        var arguments = constructor.GetParameters().Select(parameter => Argument(parameter, component, services, made)).ToArray();
        var instance = component.Ask("be created", () => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null));
        made.Add((component, instance));
        return instance;
    }

    private object Argument(
        ParameterInfo parameter, ComponentConfiguration component, IServiceProvider services, ICollection<(ComponentConfiguration, object)> made)
    {
        if (IsComponent(parameter))
        {
            return Make(component.Components[OptionName(parameter)], services, made);
        }

        if (OptionReader.IsOptions(parameter))
        {
            return component.Ask("read its options", () => OptionsBinder.Bind(parameter.ParameterType, component));
        }

        try
        {
            return !SharedAssemblies.IsOwn(parameter.ParameterType.Assembly.GetName().Name)
                ? own.Get(parameter)
                : services.GetService(parameter.ParameterType)
                    ?? throw new PluginDefectException($"needs {Describe(parameter.ParameterType)}, which this pipeline does not have");
        }
        catch (PluginDefectException defect)
        {
            throw component.Error(defect.Message, defect.InnerException);
        }
    }

    private ConstructorInfo Constructor(ComponentConfiguration component)
    {
        var type = load(component.Plugin);
        var constructors = type.GetConstructors();
        return constructors.Length == 1
            ? constructors[0]
            : throw component.Error($"has {constructors.Length} public constructors; expected one");
    }

    private static bool IsComponent(ParameterInfo parameter) => parameter.IsDefined(typeof(ComponentAttribute));

    private static string OptionName(ParameterInfo parameter) => char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];

    private static string Describe(Type type) =>
        type.GetCustomAttribute<SectionAttribute>() is { } section ? $"the section '{section.Name}'" : type.Name;
}
