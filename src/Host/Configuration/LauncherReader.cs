using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>Reads the launcher: a kind, or an object with its kind and options.</summary>
/// <remarks>Options without a kind mean <c>processes</c>, so that <c>launcher:workers=8</c> is enough; no options, <c>in-process</c>.</remarks>
/// <param name="values">Reads the options.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class LauncherReader(OptionValueReader values, ErrorList errors)
{
    /// <summary>The launcher; whatever is wrong is reported.</summary>
    public LauncherConfiguration Read(SourceNode? node)
    {
        var written = node?.Text is null ? node : node.AsKind();
        if (written is null)
        {
            return LauncherConfiguration.Default;
        }

        if (written.Children is not { } children)
        {
            errors.Add(written, $"got {written.Describe()}; expected the name of a launcher, or an object with its 'kind' and options");
            return LauncherConfiguration.Default;
        }

        var kind = written[SourceNode.Kind];
        var name = kind is null ? (children.Count == 0 ? LauncherConfiguration.InProcess : LauncherConfiguration.Processes) : kind.Text ?? "";
        if (!LauncherConfiguration.Kinds.TryGetValue(name, out var known))
        {
            var names = LauncherConfiguration.Kinds.Keys;
            errors.Add(kind!, kind!.Text is null
                ? $"got {kind.Describe()}; expected the name of a launcher, one of {OptionText.Words(names)}"
                : $"there is no launcher '{name}'{OptionText.DidYouMean(name, names)} (launchers: {OptionText.Words(names)})");
            return LauncherConfiguration.Default;
        }

        return new LauncherConfiguration(name, Options(name, known, children.Where(child => child.Key != SourceNode.Kind)));
    }

    private JsonObject Options(string kind, IReadOnlyList<OptionSchema> known, IEnumerable<KeyValuePair<string, SourceNode>> written)
    {
        var names = known.Select(option => option.Name).ToList();
        var options = new JsonObject(known.Select(option => KeyValuePair.Create(option.Name, option.Default?.DeepClone())));
        foreach (var (key, child) in written)
        {
            var name = child.Origin.AnyCase ? LayerComposition.AsKnown(key, names) : key;
            if (known.FirstOrDefault(option => option.Name == name) is { } option)
            {
                options[name] = values.TryRead(child, option, out var value) ? value : null;
            }
            else
            {
                errors.Add(child, $"the launcher '{kind}' has no option '{key}'{OptionText.DidYouMean(key, names.Append(SourceNode.Kind))} ({Has(names)}){Elsewhere(kind, key)}");
            }
        }

        return options;
    }

    private static string Has(List<string> names) => names.Count == 0 ? "it has none" : $"it has {OptionText.Words(names)}";

    private static string Elsewhere(string kind, string option) =>
        LauncherConfiguration.Kinds.FirstOrDefault(other => other.Key != kind && other.Value.Any(each => each.Name == option)).Key is { } has ? $"; '{has}' has it" : "";
}
