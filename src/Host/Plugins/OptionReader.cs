using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unmask.Host.Plugins;

/// <summary>Reads a plugin's options from its constructor: the parameters of its options record, then its components.</summary>
internal static class OptionReader
{
    /// <summary>The word that names a plugin beside its options, so no option may have it.</summary>
    private const string Kind = "kind";

    /// <summary>The options of a plugin class, in the order they are declared.</summary>
    /// <param name="plugin">The class.</param>
    /// <param name="hasServices">Whether its assembly registers services, so that its constructor may take others than the host's.</param>
    /// <exception cref="PluginDefectException">The class or its options do not have the form of <see cref="PluginAttribute"/>.</exception>
    public static IReadOnlyList<OptionSchema> Read(Type plugin, bool hasServices)
    {
        var parameters = Constructor(plugin).GetParameters();
        var records = parameters.Where(parameter => hasServices ? IsOptions(parameter) : IsOwn(parameter) && !IsComponent(parameter)).ToList();
        if (records.Count > 1)
        {
            throw new PluginDefectException($"its constructor takes {records.Count} options records ({Join(records)}); one is expected");
        }

        foreach (var parameter in parameters.Except(records).Where(parameter => !SharedAssemblies.IsOwn(parameter.ParameterType.Assembly.GetName().Name)))
        {
            if (!hasServices || !CanBeService(parameter.ParameterType))
            {
                throw new PluginDefectException(
                    $"its constructor takes '{parameter.Name}' of type {parameter.ParameterType}; expected are one options record, contracts, Shape, IDerived<T>, components"
                    + (hasServices ? " and services, which are classes or interfaces" : $", and services if a public class of the assembly implements {nameof(IServiceRegistration)}"));
            }
        }

        List<OptionSchema> options = [.. records.SelectMany(record => Positional(record.ParameterType)).Select(Option), .. parameters.Where(IsComponent).Select(Component)];
        var twice = options.GroupBy(option => option.Name).FirstOrDefault(group => group.Count() > 1 || group.Key == Kind);
        return twice is null ? options : throw new PluginDefectException(twice.Key == Kind
            ? $"an option is called '{Kind}', which names the plugin itself"
            : $"two options are called '{twice.Key}'");
    }

    /// <summary>Whether a parameter of a plugin's constructor is its options: a record of the plugin's assembly.</summary>
    public static bool IsOptions(ParameterInfo parameter) => IsOwn(parameter) && IsRecord(parameter.ParameterType) && !IsComponent(parameter);

    private static bool IsOwn(ParameterInfo parameter) => parameter.ParameterType.Assembly == parameter.Member.DeclaringType!.Assembly;

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static bool CanBeService(Type type) => !type.IsValueType && !type.IsArray && !type.Is(typeof(string));

    private static ConstructorInfo Constructor(Type plugin) => plugin.GetConstructors() switch
    {
        [var one] => one,
        var some => throw new PluginDefectException($"it has {some.Length} public constructors; one is expected"),
    };

    private static ParameterInfo[] Positional(Type record)
    {
        if (!IsRecord(record))
        {
            throw new PluginDefectException($"its constructor takes {record.Name}, which is no record; options are a positional record");
        }

        return record.GetConstructors().Select(constructor => constructor.GetParameters()).MaxBy(parameters => parameters.Length)
            ?? throw new PluginDefectException($"its options record {record.Name} has no public constructor");
    }

    private static OptionSchema Option(ParameterInfo parameter)
    {
        var type = OptionTypeReader.Read(parameter);
        var attributes = parameter.GetCustomAttributesData();
        var range = attributes.Find<RangeAttribute>();
        return new OptionSchema(
            Name(parameter), type, !parameter.HasDefaultValue, Default(parameter), Limit(range, 0), Limit(range, 1),
            attributes.Find<DescriptionAttribute>()?.Argument<string>(0))
        {
            MinimumIsExclusive = range?.Named<bool>(nameof(RangeAttribute.MinimumIsExclusive)) ?? false,
            MaximumIsExclusive = range?.Named<bool>(nameof(RangeAttribute.MaximumIsExclusive)) ?? false,
        };
    }

    private static OptionSchema Component(ParameterInfo parameter)
    {
        var attributes = parameter.GetCustomAttributesData();
        var type = new OptionType(OptionKind.Component)
        {
            Section = PluginScanner.Sections(parameter.ParameterType) switch
            {
                [var one] => one,
                _ => throw new PluginDefectException($"component '{parameter.Name}' is a {parameter.ParameterType}, which is no contract of a section"),
            },
        };
        return new OptionSchema(
            Name(parameter), type, false, attributes.Find<ComponentAttribute>()!.Argument<string>(0), null, null,
            attributes.Find<DescriptionAttribute>()?.Argument<string>(0));
    }

    private static JsonNode? Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
        {
            return null;
        }

        var type = OptionTypeReader.Underlying(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.RawDefaultValue switch
        {
            null => null,
            var value when type.IsEnum => OptionTypeReader.Words(type).Where(word => word.Value.Equals(value)).Select(word => JsonValue.Create(word.Word)).FirstOrDefault()
                ?? throw new PluginDefectException($"option '{parameter.Name}' has the default {value}, which is none of its words"),
            int value => value,
            long value => value,
            double value => double.IsFinite(value) ? value : throw new PluginDefectException($"option '{parameter.Name}' has the default {value}; a finite number is expected, or null for none"),
            bool value => value,
            string value => value,
            var value => throw new PluginDefectException($"option '{parameter.Name}' has a default of type {value.GetType()}"),
        };
    }

    private static double? Limit(CustomAttributeData? range, int index)
    {
        var limit = range?.ConstructorArguments switch
        {
            null => (double?)null,
            [_, _] two => Convert.ToDouble(two[index].Value, CultureInfo.InvariantCulture),
            var three => double.Parse((string)three[index + 1].Value!, CultureInfo.InvariantCulture),
        };
        return limit is { } value && double.IsFinite(value) && !IsTypesOwn(value) ? value : null;
    }

    /// <summary>The ends of the number types limit nothing that the type does not.</summary>
    private static bool IsTypesOwn(double limit) => limit is double.MinValue or double.MaxValue or int.MinValue or int.MaxValue or (double)long.MinValue or (double)long.MaxValue;

    private static bool IsComponent(ParameterInfo parameter) => parameter.GetCustomAttributesData().Find<ComponentAttribute>() is not null;

    private static string Name(ParameterInfo parameter) => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);

    private static string Join(List<ParameterInfo> parameters) => string.Join(", ", parameters.Select(parameter => parameter.ParameterType.Name));
}
