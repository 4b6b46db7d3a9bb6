using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>Writes one JSON Schema (draft 2020-12) of everything installed, for completion in an editor. One instance writes one schema. Not thread-safe.</summary>
/// <remarks>
/// A component is a name, or an object: <c>if</c> its <c>kind</c> is K <c>then</c> it has K's options and no others.
/// Nothing is required, since an extended file, an override or an axis may complete what a file leaves out.
/// </remarks>
/// <param name="plugins">What is installed.</param>
internal sealed class JsonSchemaWriter(IPluginLookup plugins)
{
    private readonly JsonObject _definitions = [];

    /// <summary>The schema.</summary>
    public JsonObject Write()
    {
        IReadOnlyList<string> sections = [.. Sections.Components.Intersect(plugins.Sections)];
        var properties = new JsonObject
        {
            [Sections.Schema] = Of("string", "where this schema is; ignored"),
            [Sections.Extends] = new JsonObject
            {
                ["description"] = "a file, or a list of files, that this one is laid over; relative to this file",
                ["anyOf"] = new JsonArray(Of("string"), new JsonObject { ["type"] = "array", ["items"] = Of("string") }),
            },
            [Sections.Name] = OptionJsonSchema.Write(RootReader.NameOption),
            [Sections.Seed] = OptionJsonSchema.Write(RootReader.SeedOption),
            [Sections.Seeds] = OptionJsonSchema.Write(SeedAxis.Option),
        };
        foreach (var section in sections)
        {
            properties[section] = Component(section, Sections.DefaultKind($"/{section}"));
        }

        properties[Sections.Metrics] = Metrics();
        properties[Sections.Sweep] = Sweep(sections);
        properties[Sections.Fits] = Fits();
        properties[Sections.Launcher] = Launcher();
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Unmask pipeline",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["$defs"] = _definitions,
        };
    }

    private static JsonObject Of(string type, string? description = null) =>
        description is null ? new() { ["type"] = type } : new() { ["type"] = type, ["description"] = description };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    /// <summary>A component of a section: one definition for each kind that is its default.</summary>
    private JsonObject Component(string section, string? defaultKind)
    {
        var definition = defaultKind is null ? section : $"{section}:{defaultKind}";
        if (!_definitions.ContainsKey(definition))
        {
            _definitions[definition] = null;
            _definitions[definition] = Cases(section, defaultKind);
        }

        return Reference(definition);
    }

    private JsonNode Cases(string section, string? defaultKind)
    {
        var found = plugins.Names(section).Select(name => plugins.Find(section, name, out _)).OfType<PluginDescription>().ToList();
        if (found.Count == 0)
        {
            return false;
        }

        var kinds = new JsonObject
        {
            ["oneOf"] = new JsonArray([.. found.Select(plugin => new JsonObject { ["const"] = plugin.Name, ["description"] = Help(plugin) })]),
        };
        var written = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { [SourceNode.Kind] = kinds } };
        if (defaultKind is null)
        {
            written["required"] = new JsonArray(SourceNode.Kind);
        }

        written["allOf"] = new JsonArray([.. found.Select(plugin => Case(plugin, plugin.Name == defaultKind))]);
        return new JsonObject { ["anyOf"] = new JsonArray(kinds.DeepClone(), written) };
    }

    private JsonObject Case(PluginDescription plugin, bool isDefault)
    {
        var condition = new JsonObject { ["properties"] = new JsonObject { [SourceNode.Kind] = new JsonObject { ["const"] = plugin.Name } } };
        if (!isDefault)
        {
            condition["required"] = new JsonArray(SourceNode.Kind);
        }

        return new JsonObject { ["if"] = condition, ["then"] = Options(plugin) };
    }

    private JsonObject Options(PluginDescription plugin)
    {
        var definition = $"{plugin.Section}.{plugin.Name}";
        if (!_definitions.ContainsKey(definition))
        {
            _definitions[definition] = null;
            var properties = new JsonObject { [SourceNode.Kind] = true };
            foreach (var option in plugin.SectionOptions)
            {
                properties[option.Name] = option.Type.Kind == OptionKind.Component ? Inner(option) : OptionJsonSchema.Write(option);
            }

            _definitions[definition] = new JsonObject { ["properties"] = properties, ["additionalProperties"] = false };
        }

        return Reference(definition);
    }

    private JsonObject Inner(OptionSchema option)
    {
        var json = Component(option.Type.Section!, option.Default?.GetValue<string>());
        if (option.Default is not null)
        {
            json["default"] = option.Default.DeepClone();
        }

        if (option.Description is { Length: > 0 } description)
        {
            json["description"] = description;
        }

        return json;
    }

    private JsonObject Metrics() => new()
    {
        ["type"] = "object",
        ["description"] = "metrics by label; the kind defaults to the label",
        ["properties"] = new JsonObject(plugins.Names(Sections.Metrics).Select(name => KeyValuePair.Create(name, (JsonNode?)Component(Sections.Metrics, name)))),
        ["propertyNames"] = new JsonObject { ["pattern"] = "^[^.:]+$" },
        ["additionalProperties"] = Component(Sections.Metrics, null),
    };

    private JsonObject Sweep(IReadOnlyList<string> sections) => new()
    {
        ["type"] = "object",
        ["description"] = "an axis for each key: a list of values, or a map of named variants; the cells are the product, the first axis slowest",
        ["properties"] = new JsonObject(sections.Select(section => KeyValuePair.Create(
            section, (JsonNode?)Axis(Of("string"), Component(section, Sections.DefaultKind($"/{section}")))))),
        ["patternProperties"] = new JsonObject
        {
            [$"^(({string.Join('|', sections.Append(Sections.Metrics))})[.:].+|{Sections.Seed})$"] = Axis(true, true),
        },
        ["additionalProperties"] = false,
    };

    private static JsonObject Axis(JsonNode element, JsonNode variant) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = element },
            new JsonObject { ["type"] = "object", ["minProperties"] = 1, ["additionalProperties"] = variant }),
    };

    private static JsonObject Fits() => new()
    {
        ["type"] = "object",
        ["description"] = "straight lines to fit through the results, by label",
        ["additionalProperties"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(FitReader.Options.Select(option => KeyValuePair.Create(option.Name, (JsonNode?)OptionJsonSchema.Write(option)))),
            ["required"] = new JsonArray([.. FitReader.Options.Where(option => option.Required).Select(option => JsonValue.Create(option.Name))]),
            ["additionalProperties"] = false,
        },
    };

    private static JsonObject Launcher()
    {
        var kinds = new JsonObject { ["enum"] = new JsonArray([.. LauncherConfiguration.Kinds.Keys.Select(kind => JsonValue.Create(kind))]) };
        return new JsonObject
        {
            ["description"] = "where the cells are measured; options without a kind mean 'processes'",
            ["default"] = LauncherConfiguration.InProcess,
            ["anyOf"] = new JsonArray(
            [
                kinds,
                .. LauncherConfiguration.Kinds.Select(kind => Launcher(kind.Key, kind.Value)),
            ]),
        };
    }

    private static JsonObject Launcher(string kind, IEnumerable<OptionSchema> options) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(options.Select(option => KeyValuePair.Create(option.Name, (JsonNode?)OptionJsonSchema.Write(option)))
            .Prepend(KeyValuePair.Create(SourceNode.Kind, (JsonNode?)new JsonObject { ["const"] = kind }))),
        ["required"] = kind is LauncherConfiguration.InProcess or LauncherConfiguration.Processes ? [] : new JsonArray(SourceNode.Kind),
        ["additionalProperties"] = false,
    };

    private static string Help(PluginDescription plugin) => plugin.Reference.Length == 0 ? plugin.Summary : $"{plugin.Summary} ({plugin.Reference})";
}
