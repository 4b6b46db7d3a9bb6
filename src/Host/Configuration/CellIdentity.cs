using System.Globalization;
using System.Text.Json.Nodes;

namespace Unmask.Host.Configuration;

/// <summary>What makes two cells the same: equal configuration, plugin files, input files and seed.</summary>
/// <param name="files">Knows the input files' contents.</param>
internal sealed class CellIdentity(InputFiles files)
{
    /// <summary>The hash of a component: kind, the plugin with all its files, options and components; an input file counts by its content, not by its path.</summary>
    public string Of(ComponentConfiguration component) => CanonicalText.Hash(Describe(component));

    /// <summary>The hash of a cell from the hashes of its parts, lower-case hexadecimal; the order of the parts does not count.</summary>
    /// <param name="seed">Its seed.</param>
    /// <param name="parts">Section, or <c>metrics:LABEL</c>, and the component's hash.</param>
    public static string OfCell(ulong seed, IEnumerable<KeyValuePair<string, string>> parts) => CanonicalText.Hash(
        string.Join('\n', parts.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{part.Key}={part.Value}")
            .Prepend(seed.ToString(CultureInfo.InvariantCulture))));

    private string Describe(ComponentConfiguration component)
    {
        var inputs = component.Plugin.Options.Where(option => option.Type.InputFile).Select(option => option.Name).ToHashSet();
        return component.CanonicalJson(
            (name, value) => inputs.Contains(name) ? $"sha256 {CanonicalText.Of(Content(value))}" : CanonicalText.Of(value),
            inner => $"{component.Plugin.Assembly.Package.Content}:{Describe(inner)}") + component.Plugin.Assembly.Package.Content;
    }

    private JsonNode? Content(JsonNode? value) => value switch
    {
        null => null,
        JsonArray list => new JsonArray([.. list.Select(Content)]),
        _ => files.Hash(value.GetValue<string>()),
    };
}
