using System.Text.Json;

namespace Unmask.Host.Configuration;

/// <summary>Who wrote a value.</summary>
/// <param name="Source">A file as shown to the user, <c>environment NAME</c> or <c>command line</c>.</param>
/// <param name="Folder">What a relative path in it resolves against, absolute.</param>
/// <param name="AnyCase">Whether its keys match in any case: environment variables are written in capitals.</param>
internal sealed record Origin(string Source, string Folder, bool AnyCase = false);

/// <summary>A JSON value that remembers where it was written. Immutable; parts are shared between the cells of a sweep.</summary>
/// <param name="Origin">Who wrote it.</param>
/// <param name="Path">Where, as a JSON pointer such as <c>/schedule/steps</c>.</param>
/// <param name="Order">Its place among all that was read, so that messages come in the order of the text.</param>
internal sealed record SourceNode(Origin Origin, string Path, int Order)
{
    /// <summary>The key that names a plugin beside its options.</summary>
    public const string Kind = "kind";

    /// <summary>The members of an object in the order they were written; null for anything else.</summary>
    public OrderedDictionary<string, SourceNode>? Children { get; init; }

    /// <summary>The value, if it is no object: lists are replaced whole, so they are not taken apart.</summary>
    public JsonElement Value { get; init; }

    /// <summary>The values of an axis from the command line, each to be read on its own; null for anything else.</summary>
    public IReadOnlyList<SourceNode>? Items { get; init; }

    /// <summary>What was typed, if it comes from the command line or the environment: the declared type decides how it is read.</summary>
    public string? Typed { get; init; }

    /// <summary>Its text, or null if it is none.</summary>
    public string? Text => Children is not null || Items is not null ? null : Value.ValueKind == JsonValueKind.String ? Value.GetString() : Typed;

    /// <summary>The member <paramref name="key"/>, or null.</summary>
    public SourceNode? this[string key] => Children is not null && Children.TryGetValue(key, out var child) ? child : null;

    /// <summary>An object without members.</summary>
    public static SourceNode Empty(Origin origin, string path, int order) => new(origin, path, order) { Children = [] };

    /// <summary>A path one key deeper, escaped as RFC 6901 asks.</summary>
    public static string Below(string path, string key) =>
        $"{path}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The long form of a component given by its name: <c>{"kind": name}</c>.</summary>
    public SourceNode AsKind() => this with { Children = new() { [Kind] = this }, Value = default, Typed = null };

    /// <summary>A copy in which one member is another.</summary>
    public SourceNode With(string key, SourceNode child)
    {
        var children = new OrderedDictionary<string, SourceNode>(Children ?? []) { [key] = child };
        return this with { Children = children, Value = default, Typed = null };
    }

    /// <summary>A copy without one member.</summary>
    public SourceNode Without(string key)
    {
        var children = new OrderedDictionary<string, SourceNode>(Children ?? []);
        children.Remove(key);
        return this with { Children = children };
    }

    /// <summary>A copy in which the value at a path below is another; a component given by its name becomes an object on the way.</summary>
    public SourceNode Set(ReadOnlySpan<string> keys, SourceNode value)
    {
        if (keys.IsEmpty)
        {
            return value;
        }

        var parent = Children is not null ? this : Text is not null ? AsKind() : Empty(value.Origin, value.Path, value.Order);
        var child = parent[keys[0]] ?? Empty(value.Origin, Below(parent.Path, keys[0]), value.Order);
        return parent.With(keys[0], keys.Length == 1 ? value : child.Set(keys[1..], value));
    }

    /// <summary>The elements of a list, or null if it is none.</summary>
    public IReadOnlyList<SourceNode>? Elements() =>
        Items ?? (Children is null && Value.ValueKind == JsonValueKind.Array
            ? [.. Value.EnumerateArray().Select((element, index) => new SourceNode(Origin, $"{Path}/{index}", Order) { Value = element })]
            : null);

    /// <summary>Where an option below was written; the deepest part of the path that was written decides the source.</summary>
    /// <param name="option">A name, a path such as <c>sizes/2</c>, or nothing for this value itself.</param>
    public Location Locate(string option)
    {
        if (option.Length == 0)
        {
            return new Location(Origin.Source, Path);
        }

        var slash = option.IndexOf('/', StringComparison.Ordinal);
        var (key, rest) = slash < 0 ? (option, "") : (option[..slash], option[(slash + 1)..]);
        return this[key] is { } child ? child.Locate(rest) : new Location(Origin.Source, $"{Path}/{option}");
    }

    /// <summary>What a message says was got.</summary>
    public string Describe() => Children is not null ? "an object" : Items is not null ? $"a list of {Items.Count}" : Describe(Value);

    /// <inheritdoc cref="Describe()"/>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => $"the text \"{Short(value.GetString()!)}\"",
        JsonValueKind.Number => Short(value.GetRawText()),
        JsonValueKind.Array => $"a list of {value.GetArrayLength()}",
        _ => "an object",
    };

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..57]}...";
}
