using System.Globalization;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary>Options in words.</summary>
internal static class OptionText
{
    /// <summary>A type, such as <c>integer</c>, <c>number[][]</c> or <c>one of auto, exact</c>.</summary>
    public static string Type(OptionType type)
    {
        var scalar = type.Kind switch
        {
            OptionKind.Integer or OptionKind.LongInteger => "integer",
            OptionKind.Number => "number",
            OptionKind.Boolean => "true or false",
            OptionKind.Choice => $"one of {string.Join(", ", type.Choices)}",
            OptionKind.Component => $"a {type.Section}",
            OptionKind.Tokens => "symbols by position",
            OptionKind.Bytes => "amount of memory",
            _ => type.InputFile ? "file" : "text",
        };
        var array = scalar + string.Concat(Enumerable.Repeat("[]", type.Rank));
        return type.OneOrMany ? $"{array}, or one alone" : array;
    }

    /// <summary>The default, <c>required</c>, or nothing.</summary>
    public static string Default(OptionSchema option) =>
        option.Required ? "required" : option.Default is null ? "" : Json.Plain(option.Default);

    /// <summary>The range of a number, such as <c>≥ 1</c> or <c>0 ≤ … &lt; 1</c>, or nothing.</summary>
    public static string Range(OptionSchema option)
    {
        var (above, below) = (option.MinimumIsExclusive ? '>' : '≥', option.MaximumIsExclusive ? '<' : '≤');
        return (option.Minimum, option.Maximum) switch
        {
            (null, null) => "",
            ({ } least, null) => $"{above} {Text(least)}",
            (null, { } most) => $"{below} {Text(most)}",
            ({ } least, { } most) => $"{Text(least)} {(option.MinimumIsExclusive ? '<' : '≤')} … {below} {Text(most)}",
        };
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
