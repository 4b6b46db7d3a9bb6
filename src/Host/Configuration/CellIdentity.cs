using System.Globalization;
using System.Text.Json.Nodes;

namespace Unmask.Host.Configuration;

/// <summary>What makes two cells the same: equal configuration, plugin files, input files and seed.</summary>
/// <param name="files">Knows the input files' contents.</param>
internal sealed class CellIdentity(InputFiles files)
{
    /// <summary>The hash of a component: kind, assembly, options and components; an input file counts by its content, not by its path.</summary>
    public string Of(ComponentConfiguration component) => CanonicalText.Hash(CanonicalText.Of(Describe(component)));

    /// <summary>The hash of a cell from the hashes of its parts, lower-case hexadecimal; the order of the parts does not count.</summary>
    /// <param name="seed">Its seed.</param>
    /// <param name="parts">Section, or <c>metrics:LABEL</c>, and the component's hash.</param>
    public static string OfCell(ulong seed, IEnumerable<KeyValuePair<string, string>> parts) => CanonicalText.Hash(
        string.Join('\n', parts.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{part.Key}={part.Value}")
            .Prepend(seed.ToString(CultureInfo.InvariantCulture))));

    private JsonObject Describe(ComponentConfiguration component)
    {
        var json = new JsonObject { [SourceNode.Kind] = component.Plugin.Name, ["assembly"] = component.Plugin.Assembly.Sha256 };
        var options = new JsonObject();
        foreach (var (name, value) in component.Options)
        {
            var isFile = component.Plugin.Options.Any(option => option.Name == name && option.Type.InputFile);
            options[name] = isFile ? Content(value) : value?.DeepClone();
        }

        json["options"] = options;
        json["components"] = new JsonObject(component.Components.Select(inner => KeyValuePair.Create(inner.Key, (JsonNode?)Describe(inner.Value))));
        return json;
    }

    private JsonNode? Content(JsonNode? value) => value switch
    {
        null => null,
        JsonArray list => new JsonArray([.. list.Select(Content)]),
        _ => files.Hash(value.GetValue<string>()),
    };
}
