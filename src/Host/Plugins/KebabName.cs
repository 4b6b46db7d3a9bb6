using System.Text.RegularExpressions;

namespace Unmask.Host.Plugins;

/// <summary>Names of plugins and of the values of metrics: lower-case words joined by hyphens, such as <c>random-offset</c>.</summary>
internal static partial class KebabName
{
    /// <summary>Whether a text is such a name.</summary>
    public static bool Is(string text) => Form().IsMatch(text);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z")]
    private static partial Regex Form();
}
