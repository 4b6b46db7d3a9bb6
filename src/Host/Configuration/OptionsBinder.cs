using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Unmask.Host.Configuration;

/// <summary>Makes a plugin's options record from validated options. Invariant culture. Thread-safe.</summary>
/// <remarks>
/// Scalars are flattened once into <see cref="IConfiguration"/> and converted by its binder. Lists and nulls do not pass
/// through it: the binder needs seconds for a list of matrices, puts a parameter's default in the place of null, and knows
/// no empty list (<c>docs/decisions/binding-options.md</c>).
/// </remarks>
internal static class OptionsBinder
{
    /// <summary>Makes the record.</summary>
    /// <param name="optionsRecord">A positional record whose parameters are the component's options.</param>
    /// <param name="component">Validated, defaults filled in.</param>
    /// <exception cref="InvalidOperationException">The record and the options do not have the same names: the record is not the one that was validated against.</exception>
    public static object Bind(Type optionsRecord, ComponentConfiguration component)
    {
        var constructor = optionsRecord.GetConstructors().MaxBy(each => each.GetParameters().Length)
            ?? throw new InvalidOperationException($"{optionsRecord} has no public constructor");
        var parameters = constructor.GetParameters();
        var names = Array.ConvertAll(parameters, parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!));
        if (component.Options.Select(option => option.Key).Except(names).FirstOrDefault() is { } unknown)
        {
            throw new InvalidOperationException($"{optionsRecord} has no option '{unknown}'; it has {string.Join(", ", names)}");
        }

        var scalars = Flatten(component.Options);
        return constructor.Invoke(
            BindingFlags.DoNotWrapExceptions, null,
            [.. parameters.Zip(names, (parameter, name) => Value(parameter, name, component, scalars))], CultureInfo.InvariantCulture);
    }

    private static IConfigurationRoot Flatten(JsonObject options) => new ConfigurationBuilder()
        .AddInMemoryCollection(options.Where(option => option.Value is JsonValue).Select(option => KeyValuePair.Create(option.Key, (string?)Text(option.Value!))))
        .Build();

    private static object? Value(ParameterInfo parameter, string name, ComponentConfiguration component, IConfigurationRoot scalars)
    {
        if (!component.Options.TryGetPropertyValue(name, out var value))
        {
            throw new InvalidOperationException($"{component.Plugin.Name} was validated without the option '{name}' of {parameter.Member.DeclaringType}");
        }

        return value switch
        {
            null => null,
            JsonArray list => List(list, parameter.ParameterType.GetElementType()!),
            _ => scalars.GetValue(parameter.ParameterType, name),
        };
    }

    private static Array List(JsonArray list, Type element)
    {
        var array = Array.CreateInstance(element, list.Count);
        if (array is double[] numbers)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] = list[i]!.GetValue<double>();
            }

            return array;
        }

        for (var i = 0; i < list.Count; i++)
        {
            array.SetValue(list[i] is JsonArray inner ? List(inner, element.GetElementType()!) : Scalar(list[i]!, element), i);
        }

        return array;
    }

    private static object Scalar(JsonNode value, Type type) => type.IsEnum
        ? Enum.Parse(type, value.GetValue<string>(), ignoreCase: true)
        : Convert.ChangeType(Text(value), type, CultureInfo.InvariantCulture);

    private static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
