using System.Text.Json.Nodes;

namespace Unmask.Host.Configuration;

/// <summary>Components as JSON.</summary>
internal static class ComponentJson
{
    /// <summary>The component as a resolved configuration holds it: kind, options, components, in the order the plugin declares them.</summary>
    public static JsonObject ToJson(this ComponentConfiguration component)
    {
        var json = new JsonObject { [SourceNode.Kind] = component.Plugin.Name };
        foreach (var option in component.Plugin.SectionOptions)
        {
            if (component.Components.TryGetValue(option.Name, out var inner))
            {
                json[option.Name] = inner.ToJson();
            }
            else if (component.Options.TryGetPropertyValue(option.Name, out var value))
            {
                json[option.Name] = value?.DeepClone();
            }
        }

        return json;
    }

    /// <summary>The canonical text of <see cref="ToJson"/>, with a say in how values and components are written.</summary>
    /// <param name="component">The component.</param>
    /// <param name="value">The text of an option, by its name.</param>
    /// <param name="inner">The text of a component.</param>
    public static string CanonicalJson(this ComponentConfiguration component, Func<string, JsonNode?, string> value, Func<ComponentConfiguration, string> inner)
    {
        var members = component.Options.Select(option => (option.Key, Text: value(option.Key, option.Value)))
            .Concat(component.Components.Select(each => (each.Key, Text: inner(each.Value))))
            .Append((SourceNode.Kind, CanonicalText.Quote(component.Plugin.Name)))
            .OrderBy(member => member.Item1, StringComparer.Ordinal).Select(member => $"{CanonicalText.Quote(member.Item1)}:{member.Item2}");
        return $"{{{string.Join(',', members)}}}";
    }

    /// <summary>The canonical text of <see cref="ToJson"/>.</summary>
    public static string CanonicalJson(this ComponentConfiguration component) => component.CanonicalJson((_, value) => CanonicalText.Of(value), CanonicalJson);

    /// <summary>The component without one of its options.</summary>
    public static ComponentConfiguration Without(this ComponentConfiguration component, string option)
    {
        var options = new JsonObject(component.Options.Where(each => each.Key != option).Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone())));
        return (component with { Options = options }).WithCanonical();
    }

    /// <summary>The component with the canonical text of what it now holds.</summary>
    public static ComponentConfiguration WithCanonical(this ComponentConfiguration component) =>
        component with { Canonical = $"{component.Plugin.Section} {component.CanonicalJson()}" };

    /// <summary>The value at a key path below a component: an option, or a component as JSON.</summary>
    public static JsonNode? At(this ComponentConfiguration component, ReadOnlySpan<string> keys)
    {
        while (!keys.IsEmpty && component.Components.TryGetValue(keys[0], out var inner))
        {
            component = inner;
            keys = keys[1..];
        }

        if (keys.IsEmpty)
        {
            return component.ToJson();
        }

        if (keys[0] == SourceNode.Kind)
        {
            return component.Plugin.Name;
        }

        var value = component.Options[keys[0]];
        foreach (var key in keys[1..])
        {
            value = (value as JsonObject)?[key];
        }

        return value?.DeepClone();
    }

    /// <summary>True if a key path below a component names a component (the empty path: itself).</summary>
    public static bool HasComponent(this ComponentConfiguration component, ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!component.Components.TryGetValue(key, out var inner))
            {
                return false;
            }

            component = inner;
        }

        return true;
    }
}
