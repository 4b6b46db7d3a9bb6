namespace Unmask.Host.Configuration;

/// <summary>A layer that sets what an older layer sweeps pins it: that value is all that is left of the axis.</summary>
/// <remarks>So <c>schedule:steps=16</c> on the command line wins over an axis <c>schedule:steps</c> of the file, as it does over a value there.</remarks>
internal static class AxisPins
{
    /// <summary>The older layer with the axes that the newer one sets narrowed to its values.</summary>
    /// <param name="older">The layer below, a whole configuration.</param>
    /// <param name="newer">The layer above it.</param>
    /// <param name="errors">Receives options of a section that an axis of whole sections replaces: they would have no effect.</param>
    public static SourceNode Pinned(SourceNode older, SourceNode newer, ErrorList errors)
    {
        var root = older;
        foreach (var (key, axis) in older[Sections.Sweep]?.Children ?? [])
        {
            var keys = KeyPath.Split(key) ?? [];
            if (newer[Sections.Sweep]?[key] is not null || keys.Length == 0 || At(newer, keys) is not { } value)
            {
                continue;
            }

            if (axis.Children is not null && value.Children is not null && value[SourceNode.Kind] is null)
            {
                errors.Add(value, $"has no effect, since the axis '{key}' of {axis.Origin.Source} replaces the whole section; set it in the variants, or name the kind too");
                continue;
            }

            var pin = new SourceNode(value.Origin, value.Path, value.Order);
            pin = value[SourceNode.Kind]?.Text is { } kind ? pin with { Children = new() { [kind] = value } } : pin with { Items = [value] };
            root = root.With(Sections.Sweep, root[Sections.Sweep]!.With(key, pin));
        }

        return root;
    }

    private static SourceNode? At(SourceNode root, string[] keys)
    {
        var node = root;
        foreach (var key in keys)
        {
            var found = node.Children?.FirstOrDefault(child => child.Key == key || (child.Value.Origin.AnyCase && child.Key.Equals(key, StringComparison.OrdinalIgnoreCase))).Value;
            if (found is null)
            {
                return null;
            }

            node = found;
        }

        return node;
    }
}
