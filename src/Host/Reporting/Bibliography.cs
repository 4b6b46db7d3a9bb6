using System.Text.RegularExpressions;
using Unmask.Host.Plugins;

namespace Unmask.Host.Reporting;

/// <summary>The sources that plugins cite, as BibTeX: <c>references.bib</c>.</summary>
/// <remarks>
/// A plugin names its sources in <see cref="PluginAttribute.Reference"/>; the entries stand in a <c>references.bib</c> that its assembly embeds. An arXiv
/// number without an entry gives an entry that holds the number and nothing else.
/// </remarks>
internal static partial class Bibliography
{
    /// <summary>The file in a run folder, and the end of the resource's name in an assembly.</summary>
    public const string FileName = "references.bib";

    /// <summary>What the plugins cite, each once, sorted by key; empty if they cite nothing that is known.</summary>
    public static string Of(IEnumerable<PluginDescription> plugins)
    {
        var cited = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in plugins.Where(plugin => plugin.Reference.Length > 0).GroupBy(plugin => plugin.Assembly.Path, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var known = Parse(EmbeddedText.Read(assembly.Key, FileName) ?? "");
            foreach (var reference in assembly.Select(plugin => plugin.Reference).Distinct())
            {
                foreach (var source in Cited(reference, known))
                {
                    Add(cited, source);
                }
            }
        }

        return string.Concat(cited.Values.Select(text => $"{text}\n\n")).TrimEnd('\n') is { Length: > 0 } all ? all + "\n" : "";
    }

    /// <summary>The sources that a reference names; of arXiv numbers that are not among them, the number alone.</summary>
    /// <param name="reference">Such as <c>LC (6), arXiv 2107.03006</c>.</param>
    /// <param name="known">The entries there are.</param>
    public static IEnumerable<Source> Cited(string reference, IReadOnlyList<Source> known)
    {
        var numbers = reference.Contains("arXiv", StringComparison.OrdinalIgnoreCase) ? ArxivNumber().Matches(reference).Select(match => match.Value).Distinct() : [];
        var named = known.Where(source => source.IsNamedIn(reference)).ToList();
        return named.Concat(numbers.Where(number => named.TrueForAll(source => source.Field("eprint") != number)).SelectMany(number =>
            Parse($"@misc{{arXiv-{number},\n  eprint = {{{number}}},\n  archivePrefix = {{arXiv}},\n  note = {{arXiv:{number}}}\n}}")));
    }

    /// <summary>The entries of a bibliography; text between them is passed over, and so is what is cut off.</summary>
    public static IReadOnlyList<Source> Parse(string text)
    {
        var sources = new List<Source>();
        foreach (Match start in EntryStart().Matches(text))
        {
            if (Closing(text, start.Index + start.Length - 1) is { } end && start.Groups[1].Value.ToUpperInvariant() is not ("STRING" or "PREAMBLE" or "COMMENT"))
            {
                var body = text[(start.Index + start.Length)..end];
                var comma = body.IndexOf(',', StringComparison.Ordinal);
                var key = (comma < 0 ? body : body[..comma]).Trim();
                if (key.Length > 0)
                {
                    sources.Add(new Source(key, text[start.Index..(end + 1)].ReplaceLineEndings("\n"), Fields(comma < 0 ? "" : body[(comma + 1)..])));
                }
            }
        }

        return sources;
    }

    /// <summary>Two families may have different entries of one key: the later one gets another, so that LaTeX can tell them apart.</summary>
    private static void Add(SortedDictionary<string, string> cited, Source source)
    {
        var key = source.Key;
        for (var n = 2; cited.TryGetValue(key, out var there) && there != Renamed(source, key); n++)
        {
            key = $"{source.Key}-{n}";
        }

        cited[key] = Renamed(source, key);
    }

    private static string Renamed(Source source, string key)
    {
        var at = source.Text.IndexOf(source.Key, source.Text.IndexOf('{', StringComparison.Ordinal), StringComparison.Ordinal);
        return source.Text[..at] + key + source.Text[(at + source.Key.Length)..];
    }

    private static Dictionary<string, string> Fields(string body)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; FieldStart().Match(body, at) is { Success: true } start;)
        {
            var from = start.Index + start.Length;
            var end = from < body.Length && body[from] == '{' ? Closing(body, from) ?? body.Length - 1
                : from < body.Length && body[from] == '"' ? Quote(body, from)
                : (body.IndexOf(',', from) is >= 0 and var comma ? comma : body.Length) - 1;
            var value = body[from..Math.Min(end + 1, body.Length)].Trim();
            fields[start.Groups[1].Value] = value.Length > 1 && (value[0], value[^1]) is ('{', '}') or ('"', '"') ? value[1..^1] : value;
            at = Math.Max(end + 1, from);
        }

        return fields;
    }

    private static int Quote(string text, int open)
    {
        var depth = 0;
        for (var at = open + 1; at < text.Length; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (text[at] == '"' && depth == 0)
            {
                return at;
            }
        }

        return text.Length - 1;
    }

    /// <summary>The place of the brace that closes the one at <paramref name="open"/>; null if none does.</summary>
    private static int? Closing(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }

        return null;
    }

    [GeneratedRegex(@"^[ \t]*@(\w+)\s*\{", RegexOptions.Multiline)]
    private static partial Regex EntryStart();

    [GeneratedRegex(@"([\w-]+)\s*=\s*")]
    private static partial Regex FieldStart();

    [GeneratedRegex(@"(?<![\d.])\d{4}\.\d{4,5}(?!\d)")]
    private static partial Regex ArxivNumber();
}
