using System.Buffers;
using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>Reads what is no component: the name, the seed, and the names of the sections themselves.</summary>
/// <param name="sections">The component sections of this version.</param>
/// <param name="values">Reads the values.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class RootReader(IReadOnlyList<string> sections, OptionValueReader values, ErrorList errors)
{
    private static readonly SearchValues<char> _forbidden = SearchValues.Create([.. "/\\:*?\"<>|", .. Enumerable.Range(0, 32).Select(code => (char)code)]);

    /// <summary>The option <c>seed</c>, from 0 to 2^63 − 1.</summary>
    public static OptionSchema SeedOption { get; } =
        new(Sections.Seed, new OptionType(OptionKind.LongInteger), false, 1L, 0, null, "the seed of all random streams, from 0 to 2^63 - 1");

    /// <summary>The option <c>name</c>.</summary>
    public static OptionSchema NameOption { get; } =
        new(Sections.Name, new OptionType(OptionKind.Text), false, null, null, null, "the experiment's name, usable as a folder name; default: the file's folder or name");

    /// <summary>Reports sections that do not exist, and those that only other versions have.</summary>
    public void CheckSections(SourceNode root)
    {
        List<string> known = [.. sections, .. Sections.Others];
        foreach (var (key, child) in root.Children!.Where(section => !known.Contains(section.Key)))
        {
            errors.Add(child, Sections.Later.Contains(key) || Sections.Components.Contains(key)
                ? $"this version does not have the section '{key}' yet; leave it out"
                : $"there is no section '{key}'{OptionText.DidYouMean(key, known)} (sections: {OptionText.Words(known)})");
        }
    }

    /// <summary>The name: as written, or that of the file, or of its folder if the file is <c>pipeline.json</c>.</summary>
    public string Name(SourceNode root, string file)
    {
        if (root[Sections.Name] is not { } node)
        {
            return DefaultName(file);
        }

        if (!values.TryRead(node, NameOption, out var value))
        {
            return "";
        }

        var name = value!.GetValue<string>();
        if (name.Length is 0 or > 100 || name is "." or ".." || name.AsSpan().ContainsAny(_forbidden) || name[^1] is ' ' or '.' || name[0] == ' ')
        {
            errors.Add(node, $"got {node.Describe()}; expected a name for a folder: 1 to 100 characters, none of / \\ : * ? \" < > |, not '..', no space or dot at its end");
        }

        return name;
    }

    /// <summary>The seed outside the sweep.</summary>
    public ulong Seed(SourceNode root) => root[Sections.Seed] is { } node ? SeedValue(node)?.GetValue<long>() is { } seed ? (ulong)seed : 0 : 1;

    /// <summary>A seed that was written, or null if it is none, which is reported.</summary>
    public JsonNode? SeedValue(SourceNode node) => values.TryRead(node, SeedOption, out var value) ? value : null;

    private static string DefaultName(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var folder = Path.GetFileName(Path.GetDirectoryName(file)) ?? "";
        var chosen = name == "pipeline" && folder.Length > 0 ? folder : name;
        var clean = string.Concat(chosen.Select(symbol => _forbidden.Contains(symbol) ? '-' : symbol)).Trim(' ', '.');
        return clean.Length == 0 ? "pipeline" : clean[..Math.Min(clean.Length, 100)];
    }
}
