using System.Reflection;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;

namespace Unmask.Host.Composition;

/// <summary>Makes a plugin's instance: its options bound, its own components made, everything else from the services of the cell.</summary>
/// <param name="types">Loads the plugins' classes.</param>
internal sealed class ComponentFactory(PluginTypes types)
{
    /// <summary>The types a plugin's constructor asks the cell for, its own components' constructors included.</summary>
    public IEnumerable<Type> Asks(ComponentConfiguration component) => Constructor(component)
        .GetParameters()
        .Where(parameter => !IsOptions(parameter) && !IsComponent(parameter))
        .Select(parameter => parameter.ParameterType)
        .Concat(component.Components.Values.SelectMany(Asks));

    /// <summary>Makes the instance.</summary>
    /// <param name="component">The validated choice of plugin and options.</param>
    /// <param name="services">The components of other sections.</param>
    /// <param name="made">Receives every instance with its configuration, inner ones first.</param>
    /// <exception cref="UserErrorException">The constructor or the options record threw, or the constructor asks for something that the pipeline does not have.</exception>
    public object Make(ComponentConfiguration component, IServiceProvider services, ICollection<(ComponentConfiguration Component, object Instance)> made)
    {
        var constructor = Constructor(component);
        var arguments = constructor.GetParameters().Select(parameter => Argument(parameter, component, services, made)).ToArray();
        try
        {
            var instance = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
            made.Add((component, instance));
            return instance;
        }
        catch (Exception exception) when (exception is not (UserErrorException or OperationCanceledException))
        {
            throw Error(component, "", $"the plugin '{component.Plugin.Name}' ({component.Plugin.Assembly.Path}) could not be created: {types.Original(PluginWords.Message(exception))}");
        }
    }

    private object Argument(
        ParameterInfo parameter, ComponentConfiguration component, IServiceProvider services, ICollection<(ComponentConfiguration, object)> made)
    {
        if (IsComponent(parameter))
        {
            return Make(component.Components[OptionName(parameter)], services, made);
        }

        return IsOptions(parameter)
            ? Options(parameter.ParameterType, component)
            : services.GetService(parameter.ParameterType) ?? throw Error(
                component,
                "",
                $"the plugin '{component.Plugin.Name}' needs {Describe(parameter.ParameterType)}, which this pipeline does not have");
    }

    private static object Options(Type record, ComponentConfiguration component)
    {
        try
        {
            return OptionsBinder.Bind(record, component);
        }
        catch (Exception exception)
        {
            throw Error(component, "", $"the options of the plugin '{component.Plugin.Name}' ({component.Plugin.Assembly.Path}) could not be made: {PluginWords.Message(exception)}");
        }
    }

    private ConstructorInfo Constructor(ComponentConfiguration component)
    {
        var type = types.Load(component.Plugin);
        var constructors = type.GetConstructors();
        return constructors.Length == 1
            ? constructors[0]
            : throw Error(component, "", $"the plugin class {type.FullName} has {constructors.Length} public constructors; expected one");
    }

    private static bool IsComponent(ParameterInfo parameter) => parameter.IsDefined(typeof(ComponentAttribute));

    private static bool IsOptions(ParameterInfo parameter) =>
        parameter.ParameterType.Assembly == parameter.Member.DeclaringType!.Assembly;

    private static string OptionName(ParameterInfo parameter) => char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];

    private static string Describe(Type type) =>
        type.GetCustomAttribute<SectionAttribute>() is { } section ? $"the section '{section.Name}'" : type.Name;

    private static UserErrorException Error(ComponentConfiguration component, string option, string message)
    {
        var location = component.Locate(option);
        return new UserErrorException(location.Source, location.Path, message);
    }
}
