namespace Unmask.Host.Configuration;

/// <summary>Key paths as typed: <c>schedule:steps</c>, <c>schedule.steps</c>.</summary>
internal static class KeyPath
{
    /// <summary>The one spelling that is used inside: <c>schedule:steps</c>.</summary>
    public static string Normalise(string key) => key.Replace('.', Sections.Separator);

    /// <summary>The parts of a key path, or null if one is empty.</summary>
    public static string[]? Split(string key)
    {
        var parts = Normalise(key).Split(Sections.Separator);
        return Array.Exists(parts, part => part.Length == 0) ? null : parts;
    }

    /// <summary>The values of <c>a,b,c</c>; a comma inside brackets, braces or quotes does not part them.</summary>
    public static IReadOnlyList<string> Values(string text)
    {
        var values = new List<string>();
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '[' or '{' when !quoted:
                    depth++;
                    break;
                case ']' or '}' when !quoted:
                    depth--;
                    break;
                case ',' when !quoted && depth <= 0:
                    values.Add(text[start..i].Trim());
                    start = i + 1;
                    break;
            }
        }

        values.Add(text[start..].Trim());
        return values;
    }
}
