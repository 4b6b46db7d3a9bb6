using System.Text.Json;
using System.Text.RegularExpressions;

namespace Unmask.Tests.Oracles;

/// <summary>A plain reading of JSON Schema (draft 2020-12), for the keywords that occur; any other keyword is an error.</summary>
public static class JsonSchemaOracle
{
    private static readonly HashSet<string> _annotations = ["$schema", "title", "description", "default", "$defs"];

    /// <summary>Whether <paramref name="value"/> is valid.</summary>
    public static bool IsValid(JsonElement root, JsonElement value) => IsValid(root, root, value);

    private static bool IsValid(JsonElement root, JsonElement schema, JsonElement value)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return schema.GetBoolean();
        }

        var valid = true;
        foreach (var keyword in schema.EnumerateObject())
        {
            valid &= Holds(root, schema, keyword.Name, keyword.Value, value);
        }

        return valid;
    }

    private static bool Holds(JsonElement root, JsonElement schema, string keyword, JsonElement argument, JsonElement value)
    {
        bool Valid(JsonElement part) => IsValid(root, part, value);
        var isObject = value.ValueKind == JsonValueKind.Object;
        var isNumber = value.ValueKind == JsonValueKind.Number;
        return keyword switch
        {
            _ when _annotations.Contains(keyword) => true,
            "$ref" => Valid(argument.GetString()!.Split('/').Skip(1).Aggregate(root, (at, key) => at.GetProperty(key))),
            "type" => argument.GetString() switch
            {
                "object" => isObject,
                "array" => value.ValueKind == JsonValueKind.Array,
                "string" => value.ValueKind == JsonValueKind.String,
                "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "null" => value.ValueKind == JsonValueKind.Null,
                "number" => isNumber,
                "integer" => isNumber && value.GetDouble() == Math.Floor(value.GetDouble()),
                var type => throw new NotSupportedException(type),
            },
            "const" => JsonElement.DeepEquals(argument, value),
            "enum" => argument.EnumerateArray().Any(each => JsonElement.DeepEquals(each, value)),
            "anyOf" => argument.EnumerateArray().Any(Valid),
            "oneOf" => argument.EnumerateArray().Count(Valid) == 1,
            "allOf" => argument.EnumerateArray().All(Valid),
            "if" => !Valid(argument) || Valid(schema.GetProperty("then")),
            "then" => schema.TryGetProperty("if", out _),
            "required" => !isObject || argument.EnumerateArray().All(key => value.TryGetProperty(key.GetString()!, out _)),
            "properties" => !isObject || argument.EnumerateObject().All(each => !value.TryGetProperty(each.Name, out var member) || IsValid(root, each.Value, member)),
            "patternProperties" => !isObject || argument.EnumerateObject().All(each => value.EnumerateObject().All(member => !Regex.IsMatch(member.Name, each.Name) || IsValid(root, each.Value, member.Value))),
            "additionalProperties" => !isObject || value.EnumerateObject().All(member => IsNamed(schema, member.Name) || IsValid(root, argument, member.Value)),
            "propertyNames" => !isObject || value.EnumerateObject().All(member => IsValid(root, argument, JsonSerializer.SerializeToElement(member.Name))),
            "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, argument.GetString()!),
            "minProperties" => !isObject || value.EnumerateObject().Count() >= argument.GetInt32(),
            "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(element => IsValid(root, argument, element)),
            "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= argument.GetInt32(),
            "minimum" => !isNumber || value.GetDouble() >= argument.GetDouble(),
            "maximum" => !isNumber || value.GetDouble() <= argument.GetDouble(),
            "exclusiveMinimum" => !isNumber || value.GetDouble() > argument.GetDouble(),
            "exclusiveMaximum" => !isNumber || value.GetDouble() < argument.GetDouble(),
            _ => throw new NotSupportedException($"the keyword '{keyword}'"),
        };
    }

    private static bool IsNamed(JsonElement schema, string name) =>
        (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _))
        || (schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(pattern => Regex.IsMatch(name, pattern.Name)));
}
