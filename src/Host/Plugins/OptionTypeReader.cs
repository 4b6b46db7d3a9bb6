using System.Reflection;
using System.Text.Json;

namespace Unmask.Host.Plugins;

/// <summary>Reads what an option holds from the type of its parameter.</summary>
internal static class OptionTypeReader
{
    private const int DeepestArray = 3;

    private static readonly Dictionary<string, OptionKind> _scalars = new()
    {
        [typeof(int).FullName!] = OptionKind.Integer,
        [typeof(long).FullName!] = OptionKind.LongInteger,
        [typeof(double).FullName!] = OptionKind.Number,
        [typeof(bool).FullName!] = OptionKind.Boolean,
        [typeof(string).FullName!] = OptionKind.Text,
    };

    /// <summary>The type of an option.</summary>
    /// <exception cref="PluginDefectException">It is none of the allowed types.</exception>
    public static OptionType Read(ParameterInfo parameter)
    {
        var attributes = parameter.GetCustomAttributesData();
        var (element, rank) = Unwrap(parameter.ParameterType);
        var underlying = Underlying(element);
        var scalar = underlying ?? element;
        var type = new OptionType(Kind(scalar) ?? throw Unreadable(parameter))
        {
            Rank = rank <= DeepestArray ? rank : throw Unreadable(parameter),
            Nullable = rank == 0 && scalar.IsValueType ? underlying is not null : AllowsNull(parameter),
            Choices = scalar.IsEnum ? [.. Words(scalar).Select(word => word.Word)] : [],
            OneOrMany = attributes.Find<OneOrManyAttribute>() is not null,
            InputFile = attributes.Find<InputFileAttribute>() is not null,
        };
        return type switch
        {
            { OneOrMany: true, Rank: 0 } => throw Misplaced<OneOrManyAttribute>(parameter, "an array"),
            { InputFile: true, Kind: not OptionKind.Text } => throw Misplaced<InputFileAttribute>(parameter, "text or an array of it"),
            _ when rank > 0 && underlying is not null => throw Unreadable(parameter),
            _ => type,
        };
    }

    /// <summary>The words of an enum in order of declaration, in camel case, with their values.</summary>
    public static IEnumerable<(string Word, object Value)> Words(Type choice) =>
        choice.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (JsonNamingPolicy.CamelCase.ConvertName(field.Name), field.GetRawConstantValue()!));

    /// <summary>The type under a <see cref="System.Nullable{T}"/>, or null.</summary>
    public static Type? Underlying(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().Is(typeof(Nullable<>)) ? type.GetGenericArguments()[0] : null;

    private static (Type Element, int Rank) Unwrap(Type type)
    {
        var rank = 0;
        for (; type.IsSZArray; type = type.GetElementType()!)
        {
            rank++;
        }

        return (type, rank);
    }

    private static OptionKind? Kind(Type scalar) => scalar.IsEnum ? OptionKind.Choice
        : scalar.FullName is { } name && _scalars.TryGetValue(name, out var kind) ? kind
        : null;

    private static bool AllowsNull(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable
        || (parameter.HasDefaultValue && parameter.RawDefaultValue is null);

    private static PluginDefectException Unreadable(ParameterInfo parameter) => new(
        $"option '{parameter.Name}' is a {parameter.ParameterType}; an option is an int, long, double, bool, string, enum, a nullable form of these, or an array of them up to {DeepestArray} deep");

    private static PluginDefectException Misplaced<T>(ParameterInfo parameter, string expected) => new(
        $"option '{parameter.Name}' is a {parameter.ParameterType}, but [{typeof(T).Name.Replace("Attribute", "", StringComparison.Ordinal)}] is for {expected}");
}
