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
        foreach (var (key, child) in newer.Children)
        {
            children[key] = children.TryGetValue(key, out var below) ? child.Over(below, sameLayer) : child;
        }

        return newer with { Children = children };
    }

    private static bool ChangesKind(SourceNode older, SourceNode newer) =>
        newer[SourceNode.Kind]?.Text is { } kind && (older[SourceNode.Kind]?.Text ?? Sections.DefaultKind(older.Path) ?? kind) != kind;
}
