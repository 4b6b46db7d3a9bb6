using System.Globalization;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>What a message says an option takes.</summary>
internal static class OptionText
{
    /// <summary>For example <c>a list of integers, each at least 1</c>.</summary>
    public static string Expected(OptionSchema option)
    {
        var type = option.Type;
        var one = type.Kind switch
        {
            OptionKind.Integer or OptionKind.LongInteger => ("an integer", "integers"),
            OptionKind.Number => ("a number", "numbers"),
            OptionKind.Boolean => ("true or false", "true or false"),
            OptionKind.Choice => ($"one of {Words(type.Choices)}", $"{Words(type.Choices)}"),
            OptionKind.Component => ($"the name of a {Sections.Noun(type.Section!)}, or an object with its options", ""),
            OptionKind.Tokens => ("an object of symbols by position, such as {\"0\": 3, \"5\": 1}", ""),
            OptionKind.Bytes => ($"an amount of memory such as \"2GiB\", or bytes as a number{(option.Minimum is { } least ? $", at least {ByteSize.Write((long)least)}" : "")}", ""),
            _ when type.InputFile => ("the path of a file", "paths of files"),
            _ => ("text", "texts"),
        };
        var many = type.Rank switch
        {
            0 => one.Item1,
            1 => $"a list of {one.Item2}",
            2 => $"a matrix (a list of lists) of {one.Item2}",
            _ => $"a list of matrices of {one.Item2}",
        };
        var single = (type.OneOrMany, type.Rank) switch
        {
            (true, 1) => $"{one.Item1}, or ",
            (true, 2) => $"a list of {one.Item2}, or ",
            (true, 3) => $"a matrix (a list of lists) of {one.Item2}, or ",
            _ => "",
        };
        var range = type.Kind == OptionKind.Bytes ? "" : Range(option);
        return single + many + (range.Length == 0 ? "" : type.Rank > 0 ? $", each {range}" : range.StartsWith("from", StringComparison.Ordinal) ? $" {range}" : $", {range}") + (type.Nullable ? ", or null" : "");
    }

    /// <summary>For example <c>from 0 to 1</c>, <c>at least 1</c>, <c>above 0 and at most 1</c>; empty without limits.</summary>
    public static string Range(OptionSchema option)
    {
        var low = option.Minimum is { } minimum ? $"{(option.MinimumIsExclusive ? "above" : "at least")} {Number(minimum)}" : null;
        var high = option.Maximum is { } maximum ? $"{(option.MaximumIsExclusive ? "below" : "at most")} {Number(maximum)}" : null;
        return (low, high) switch
        {
            (null, null) => "",
            (_, null) => low,
            (null, _) => high,
            _ when !option.MinimumIsExclusive && !option.MaximumIsExclusive => $"from {Number(option.Minimum!.Value)} to {Number(option.Maximum!.Value)}",
            _ => $"{low} and {high}",
        };
    }

    /// <summary>Names in quotes, with commas.</summary>
    public static string Words(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));

    /// <summary>The question a message ends with if a known name is near; empty otherwise.</summary>
    public static string DidYouMean(string given, IEnumerable<string> known) =>
        NearestName.Of(given, known) is { } near ? $"; did you mean '{near}'?" : "";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
