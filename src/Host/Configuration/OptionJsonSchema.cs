using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>Options that are no components as JSON Schema (draft 2020-12).</summary>
internal static class OptionJsonSchema
{
    /// <summary>Type, limits, default and description of an option.</summary>
    public static JsonObject Write(OptionSchema option)
    {
        var type = option.Type;
        var value = Value(option, type.Rank);
        if (type.OneOrMany)
        {
            value = new JsonObject { ["anyOf"] = new JsonArray(Value(option, type.Rank - 1), value) };
        }

        if (type.Nullable)
        {
            value = new JsonObject { ["anyOf"] = new JsonArray(value, new JsonObject { ["type"] = "null" }) };
        }

        if (option.Description is { Length: > 0 } description)
        {
            value["description"] = description;
        }

        if (!option.Required && (option.Default is not null || type.Nullable))
        {
            value["default"] = option.Default?.DeepClone();
        }

        return value;
    }

    private static JsonObject Value(OptionSchema option, int rank) =>
        rank == 0 ? Scalar(option) : new JsonObject { ["type"] = "array", ["items"] = Value(option, rank - 1) };

    private static JsonObject Scalar(OptionSchema option)
    {
        var json = option.Type.Kind switch
        {
            OptionKind.Integer => new JsonObject { ["type"] = "integer", ["minimum"] = int.MinValue, ["maximum"] = int.MaxValue },
            OptionKind.LongInteger => new JsonObject { ["type"] = "integer", ["minimum"] = long.MinValue, ["maximum"] = long.MaxValue },
            OptionKind.Number => new JsonObject { ["type"] = "number" },
            OptionKind.Boolean => new JsonObject { ["type"] = "boolean" },
            OptionKind.Choice => new JsonObject { ["enum"] = new JsonArray([.. option.Type.Choices.Select(word => JsonValue.Create(word))]) },
            OptionKind.Tokens => Tokens(),
            OptionKind.Bytes => Bytes(option),
            _ => new JsonObject { ["type"] = "string" },
        };
        if (option.Minimum is { } minimum && option.Type.Kind != OptionKind.Bytes)
        {
            Limit(json, "minimum", "exclusiveMinimum", minimum, option.MinimumIsExclusive);
        }

        if (option.Maximum is { } maximum)
        {
            Limit(json, "maximum", "exclusiveMaximum", maximum, option.MaximumIsExclusive);
        }

        return json;
    }

    private static JsonObject Bytes(OptionSchema option) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = (long)(option.Minimum ?? 0) },
            new JsonObject { ["type"] = "string", ["pattern"] = ByteSize.Pattern }),
    };

    private static JsonObject Tokens()
    {
        var symbol = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = int.MaxValue };
        return new JsonObject
        {
            ["type"] = "object",
            ["patternProperties"] = new JsonObject
            {
                ["^(0|[1-9][0-9]*)$"] = new JsonObject
                {
                    ["anyOf"] = new JsonArray(
                        symbol, new JsonObject { ["type"] = "array", ["items"] = symbol.DeepClone() }, new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "null" }),
                },
            },
            ["additionalProperties"] = false,
        };
    }

    private static void Limit(JsonObject json, string inclusive, string exclusive, double limit, bool isExclusive)
    {
        if (isExclusive)
        {
            json.Remove(inclusive);
        }

        json[isExclusive ? exclusive : inclusive] = limit;
    }
}
