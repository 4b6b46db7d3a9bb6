namespace Unmask.Host.Configuration;

/// <summary>Lays one layer over another.</summary>
/// <remarks>
/// Objects merge by key; lists and scalars are replaced whole. A newer layer that changes a <c>kind</c> drops the older
/// options beside it. A component given by its name is the object <c>{"kind": name}</c>.
/// </remarks>
internal static class LayerComposition
{
    /// <summary>The two as one; keys keep the older layer's order, new keys follow.</summary>
    /// <param name="older">The layer below.</param>
    /// <param name="newer">The layer that wins.</param>
    /// <param name="sameLayer">True for two parts of one layer, such as two overrides: a kind then drops nothing.</param>
    public static SourceNode Over(this SourceNode newer, SourceNode older, bool sameLayer = false)
    {
        if (Named(older, newer) is { } variants)
        {
            return variants;
        }

        var map = Sections.IsMap(newer.Path);
        if (!map && older.Text is not null && newer.Children is not null)
        {
            older = older.AsKind();
        }
        else if (!map && newer.Text is not null && older.Children is not null)
        {
            newer = newer.AsKind();
        }

        if (older.Children is null || newer.Children is null || (!map && !sameLayer && ChangesKind(older, newer)))
        {
            return newer;
        }

        var children = new OrderedDictionary<string, SourceNode>(older.Children);
        foreach (var (written, child) in newer.Children)
        {
            var key = child.Origin.AnyCase ? AsKnown(written, older.Children.Keys) : written;
            children[key] = children.TryGetValue(key, out var below) ? child.Over(below, sameLayer) : child;
        }

        return newer with { Children = children };
    }

    /// <summary>The key of the layer below that is the same but for its case, or the key as written.</summary>
    public static string AsKnown(string key, IEnumerable<string> known) =>
        known.FirstOrDefault(each => each.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? key;

    /// <summary>An axis of named variants narrowed to some of them by their names, as in <c>--sweep predictor=noisy</c>; null for anything else.</summary>
    private static SourceNode? Named(SourceNode older, SourceNode newer) =>
        older.Children is { } variants && newer.Elements() is { Count: > 0 } names && names.All(name => name.Text is { } text && variants.ContainsKey(text))
            ? older with { Children = new(names.DistinctBy(name => name.Text).Select(name => KeyValuePair.Create(name.Text!, variants[name.Text!]))) }
            : null;

    private static bool ChangesKind(SourceNode older, SourceNode newer) =>
        newer[SourceNode.Kind]?.Text is { } kind && (older[SourceNode.Kind]?.Text ?? Sections.DefaultKind(older.Path) ?? kind) != kind;
}
