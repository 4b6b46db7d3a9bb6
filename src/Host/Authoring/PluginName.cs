using System.Globalization;
using System.Text.RegularExpressions;
using Unmask.Host.Plugins;

namespace Unmask.Host.Authoring;

/// <summary>A new plugin's name, as a class and as written in a configuration.</summary>
/// <param name="Class">Such as <c>WideSpread</c>.</param>
/// <param name="Kind">Such as <c>wide-spread</c>.</param>
internal sealed partial record PluginName(string Class, string Kind)
{
    /// <summary>Either of the two forms gives the other; null if the text is neither.</summary>
    public static PluginName? Parse(string text) =>
        ClassForm().IsMatch(text) ? new PluginName(text, string.Join('-', Words().Matches(text).Select(word => word.Value.ToLowerInvariant())))
        : KebabName.Is(text) ? new PluginName(string.Concat(text.Split('-').Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..])), text)
        : null;

    /// <summary>The words of a class name; an acronym is one, and so are digits.</summary>
    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Words();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*\\z")]
    private static partial Regex ClassForm();
}
