using System.Reflection;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;

namespace Unmask.Host.Composition;

/// <summary>Makes a plugin's instance: its options bound, its own components made, contracts from the cell, everything else from the services of its assembly.</summary>
/// <param name="types">Loads the plugins' classes.</param>
/// <param name="own">The services that plugin assemblies register.</param>
internal sealed class ComponentFactory(PluginTypes types, PluginServices own)
{
    /// <summary>The types a plugin's constructor asks the cell for, its own components' constructors included.</summary>
    public IEnumerable<Type> Asks(ComponentConfiguration component) => Constructor(component)
        .GetParameters()
        .Where(parameter => !OptionReader.IsOptions(parameter) && !IsComponent(parameter))
        .Select(parameter => parameter.ParameterType)
        .Concat(component.Components.Values.SelectMany(Asks));

    /// <summary>The plugin among these that an exception came out of, or null.</summary>
    public string? Whose(IEnumerable<PluginDescription> plugins, Exception exception) => new PluginFrames([.. plugins], types.Origin).Whose(exception);

    /// <summary>Makes the instance.</summary>
    /// <param name="component">The validated choice of plugin and options.</param>
    /// <param name="services">The components of other sections.</param>
    /// <param name="made">Receives every instance with its configuration, inner ones first.</param>
    /// <exception cref="UserErrorException">The constructor or the options record threw, or the constructor needs something that the pipeline does not have.</exception>
    public object Make(ComponentConfiguration component, IServiceProvider services, ICollection<(ComponentConfiguration Component, object Instance)> made)
    {
        var constructor = Constructor(component);
        var arguments = constructor.GetParameters().Select(parameter => Argument(parameter, component, services, made)).ToArray();
        var instance = Ask(component, "be created", () => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null));
        made.Add((component, instance));
        return instance;
    }

    /// <summary>Asks a plugin something while a pipeline is composed: whatever it throws is an error that names it and its file.</summary>
    /// <param name="component">The plugin.</param>
    /// <param name="purpose">What it could not do if it throws, such as <c>be created</c>.</param>
    /// <param name="question">Asks it.</param>
    /// <param name="stop">Cancels the question.</param>
    /// <exception cref="UserErrorException">It threw.</exception>
    public T Ask<T>(ComponentConfiguration component, string purpose, Func<T> question, CancellationToken stop = default)
    {
        try
        {
            return question();
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && stop.IsCancellationRequested))
        {
            throw Error(component, $"could not {purpose}: {PluginWords.Message(failure)}", failure);
        }
    }

    /// <summary>An error of a plugin as a whole.</summary>
    /// <param name="component">The plugin.</param>
    /// <param name="message">What is wrong, after its name.</param>
    /// <param name="cause">What it threw, or null.</param>
    public UserErrorException Error(ComponentConfiguration component, string message, Exception? cause = null)
    {
        var location = component.Locate("");
        return new UserErrorException([new UserError(location.Source, location.Path, $"the plugin '{component.Plugin.Name}' ({component.Plugin.Assembly.Path}) {types.Original(message)}")
        {
            Detail = cause is null ? null : types.Original(PluginWords.Detail(cause)),
        }]);
    }

    private object? Argument(
        ParameterInfo parameter, ComponentConfiguration component, IServiceProvider services, ICollection<(ComponentConfiguration, object)> made)
    {
        if (IsComponent(parameter))
        {
            return Make(component.Components[OptionName(parameter)], services, made);
        }

        if (OptionReader.IsOptions(parameter))
        {
            return Ask(component, "read its options", () => OptionsBinder.Bind(parameter.ParameterType, component));
        }

        try
        {
            return !SharedAssemblies.IsOwn(parameter.ParameterType.Assembly.GetName().Name)
                ? own.Get(parameter)
                : services.GetService(parameter.ParameterType)
                    ?? (OptionalParameter.Is(parameter) ? null : throw new PluginDefectException($"needs {Describe(parameter.ParameterType)}, which this pipeline does not have"));
        }
        catch (PluginDefectException defect)
        {
            throw Error(component, defect.Message, defect.InnerException);
        }
    }

    private ConstructorInfo Constructor(ComponentConfiguration component)
    {
        var type = types.Load(component.Plugin);
        var constructors = type.GetConstructors();
        return constructors.Length == 1
            ? constructors[0]
            : throw Error(component, $"has {constructors.Length} public constructors; expected one");
    }

    private static bool IsComponent(ParameterInfo parameter) => parameter.IsDefined(typeof(ComponentAttribute));

    private static string OptionName(ParameterInfo parameter) => char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];

    private static string Describe(Type type) =>
        type.GetCustomAttribute<SectionAttribute>() is { } section ? $"the section '{section.Name}'" : type.Name;
}
