using System.Globalization;
using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>Reads a component: its kind, its options and its own components, against what the plugin declares. Not thread-safe.</summary>
/// <param name="plugins">What is installed.</param>
/// <param name="values">Reads the options.</param>
/// <param name="errors">Receives everything that is wrong.</param>
internal sealed class ComponentReader(IPluginLookup plugins, OptionValueReader values, ErrorList errors)
{
    private const int Deepest = 32;

    private readonly Dictionary<(string Section, string Name), (PluginDescription? Plugin, string? Problem)> _found = [];
    private readonly GivenReader _given = new(values, errors);

    /// <summary>Reads a component that is complete.</summary>
    /// <param name="node">Where it was written.</param>
    /// <param name="section">The section its kind is chosen from.</param>
    /// <param name="defaultKind">The kind if none is written, or null if it must be.</param>
    /// <returns>Null if anything is wrong, which is reported.</returns>
    public ComponentConfiguration? Read(SourceNode node, string section, string? defaultKind) => Read(node, section, defaultKind, null, "", 0);

    /// <summary>Reads a component that axes complete: a required option may be missing.</summary>
    /// <param name="node">Where it was written.</param>
    /// <param name="section">The section its kind is chosen from.</param>
    /// <param name="defaultKind">The kind if none is written, or null if it must be.</param>
    /// <param name="sweptKinds">Key paths below this component (empty for itself) whose kind is an axis: what belongs to one kind is not filled in.</param>
    public ComponentConfiguration? ReadPartial(SourceNode node, string section, string? defaultKind, IReadOnlySet<string> sweptKinds) =>
        Read(node, section, defaultKind, sweptKinds, "", 0);

    private ComponentConfiguration? Read(SourceNode node, string section, string? defaultKind, IReadOnlySet<string>? sweptKinds, string below, int depth)
    {
        var before = errors.Count;
        var written = node.Text is not null ? node.AsKind() : node;
        if (written.Children is null || depth > Deepest)
        {
            errors.Add(node, depth > Deepest
                ? $"components are nested more than {Deepest} deep"
                : $"got {node.Describe()}; expected the name of a {Sections.Noun(section)}, or an object with its 'kind' and options");
            return null;
        }

        if (Plugin(written, section, defaultKind) is not { } plugin)
        {
            return null;
        }

        // What a section has for every plugin belongs to the section, not to a component within another.
        IReadOnlyList<OptionSchema> known = depth == 0 ? [.. plugin.SectionOptions] : plugin.Options;
        var swept = sweptKinds is not null && sweptKinds.Contains(below);
        var wrote = KnownOptions(written, plugin, known, swept);
        var options = new JsonObject();
        var components = new Dictionary<string, ComponentConfiguration>();
        foreach (var option in known)
        {
            var child = wrote.GetValueOrDefault(option.Name);
            if (option.Type.Kind == OptionKind.Tokens)
            {
                // Left out where nothing is given, so that the component is what it was before there was this option.
                if (child is not null && _given.Read(child) is { } tokens)
                {
                    options[option.Name] = tokens;
                }

                continue;
            }

            if (child is null && (swept || (sweptKinds is not null && option.Required)))
            {
                continue;
            }

            if (option.Type.Kind == OptionKind.Component)
            {
                var defaulted = option.Default?.GetValue<string>();
                child ??= defaulted is null ? null : SourceNode.Empty(written.Origin, SourceNode.Below(written.Path, option.Name), written.Order);
                if (child is not null && Read(child, option.Type.Section!, defaulted, sweptKinds, $"{below}:{option.Name}".TrimStart(':'), depth + 1) is { } component)
                {
                    components[option.Name] = component;
                    continue;
                }
            }

            if (child is null && option.Required)
            {
                errors.Add(written[SourceNode.Kind] ?? written, written.Path, $"{plugin.Name} needs the option '{option.Name}': {OptionText.Expected(option)}{Help(option)}");
            }
            else if (option.Type.Kind != OptionKind.Component)
            {
                options[option.Name] = child is null ? Default(option) : values.TryRead(child, option, out var value) ? value : null;
            }
        }

        return errors.Count > before ? null : new ComponentConfiguration(plugin, options, components, node.Path, written.Locate) { Canonical = "" }.WithCanonical();
    }

    private PluginDescription? Plugin(SourceNode written, string section, string? defaultKind)
    {
        var kind = written[SourceNode.Kind];
        var name = kind is null ? defaultKind : kind.Text;
        if (name is null)
        {
            errors.Add(kind ?? written, kind is null
                ? $"needs a 'kind', one of {OptionText.Words(plugins.Names(section))}"
                : $"got {kind.Describe()}; expected the name of a {Sections.Noun(section)}, one of {OptionText.Words(plugins.Names(section))}");
            return null;
        }

        if (!_found.TryGetValue((section, name), out var found))
        {
            var plugin = plugins.Find(section, name, out var problem);
            _found[(section, name)] = found = (plugin, problem);
        }

        if (found.Plugin is null)
        {
            var names = plugins.Names(section).ToList();
            errors.Add(kind ?? written, found.Problem ?? $"there is no {Sections.Noun(section)} '{name}'{OptionText.DidYouMean(name, names)} (installed: {string.Join(", ", names)})");
        }

        return found.Plugin;
    }

    private Dictionary<string, SourceNode> KnownOptions(SourceNode written, PluginDescription plugin, IReadOnlyList<OptionSchema> known, bool swept)
    {
        var wrote = new Dictionary<string, SourceNode>();
        foreach (var (key, child) in written.Children!.Where(child => child.Key != SourceNode.Kind))
        {
            var name = child.Origin.AnyCase ? LayerComposition.AsKnown(key, known.Select(option => option.Name)) : key;
            if (known.Any(option => option.Name == name))
            {
                wrote[name] = child;
            }
            else if (!swept)
            {
                Unknown(key, child, written, plugin, known);
            }
        }

        return wrote;
    }

    private void Unknown(string key, SourceNode child, SourceNode written, PluginDescription plugin, IReadOnlyList<OptionSchema> known)
    {
        if (plugin.Section == GivenOption.Section && key == GivenOption.Name)
        {
            errors.Add(child, $"tokens are given to the data law as a whole, not to a law within another: write '{GivenOption.Name}' in /{GivenOption.Section}");
            return;
        }

        var names = known.Select(option => option.Name).ToList();
        var options = names.Count == 0 ? "it has none" : $"it has {OptionText.Words(names)}";
        var hint = OptionText.DidYouMean(key, names.Append(SourceNode.Kind));
        var axis = !child.Path.StartsWith($"{written.Path}/", StringComparison.Ordinal);
        if (axis)
        {
            errors.Add(child, child.Path[..child.Path.LastIndexOf('/')], $"this axis sets '{key}', which {plugin.Section} '{plugin.Name}' ({written.Origin.Source}: {written.Path}) does not have ({options}){hint}");
        }
        else
        {
            errors.Add(child, $"{plugin.Section} '{plugin.Name}' has no option '{key}'{hint} ({options})");
        }
    }

    private static JsonNode? Default(OptionSchema option) => option.Type.Kind == OptionKind.Number && option.Default is JsonValue number
        ? double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture)
        : option.Default?.DeepClone();

    private static string Help(OptionSchema option) => option.Description is { Length: > 0 } text ? $" ({text})" : "";
}
