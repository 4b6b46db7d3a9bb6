using System.Reflection;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Interpretation;

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
    /// <param name="contract">What it is to be; a schedule of sizes is also a schedule, of uniform positions.</param>
    /// <param name="around">What its constructor may ask for.</param>
    /// <param name="made">Receives every plugin's instance, inner ones first.</param>
    /// <exception cref="UserErrorException">The constructor or the options record threw, or the constructor needs something that the pipeline does not have.</exception>
    public object Make(ComponentConfiguration component, Type contract, Surroundings around, ICollection<MadeComponent> made)
    {
        var constructor = Constructor(component);
        var parameters = constructor.GetParameters();
        var options = Array.Find(parameters, OptionReader.IsOptions) is { } record
            ? Ask(component, "read its options", () => OptionsBinder.Bind(record.ParameterType, component))
            : null;
        var within = options is IPartOptions parts && around.Shape is { } whole
            ? around.Within(Part(component, parts, whole))
            : around;
        var arguments = parameters.Select(parameter =>
            IsComponent(parameter) ? Make(component.Components[OptionName(parameter)], parameter.ParameterType, within, made)
            : OptionReader.IsOptions(parameter) ? options
            : Asked(parameter, component, around)).ToArray();
        var instance = Ask(component, "be created", () => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null));
        made.Add(new MadeComponent(component, instance, around.Shape));
        return contract.IsInstanceOfType(instance) ? instance
            : contract == typeof(ISchedule) && instance is ISizeLaw sizes ? new UniformPositions(sizes)
            : throw Error(component, $"is no {contract.Name}, which is expected here");
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

    private Shape Part(ComponentConfiguration component, IPartOptions parts, Shape whole) => Ask(component, "say the shape of a part", () => parts.Part(whole)) is var part
        && part.Length >= 1 && part.Length <= whole.Length && part.States == whole.States
        ? part
        : throw Error(component, $"says that a part has {part.Length} tokens of {part.States} symbols; expected 1 to {whole.Length} of {whole.States}");

    private object? Asked(ParameterInfo parameter, ComponentConfiguration component, Surroundings around)
    {
        try
        {
            return !SharedAssemblies.IsOwn(parameter.ParameterType.Assembly.GetName().Name)
                ? own.Get(parameter)
                : around.Get(parameter.ParameterType)
                    ?? (OptionalParameter.Is(parameter) ? null : throw new PluginDefectException($"needs {Describe(parameter.ParameterType)}, which this pipeline does not have{Listed(parameter.ParameterType)}"));
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

    private static string Listed(Type type) => type.GetCustomAttribute<SectionAttribute>() is { } section ? $" (unmask list {section.Name} shows what there is)" : "";

    private static string Describe(Type type) =>
        type.GetCustomAttribute<SectionAttribute>() is { } section ? $"the section '{section.Name}'" : type.Name;
}
