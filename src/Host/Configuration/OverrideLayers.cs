namespace Unmask.Host.Configuration;

/// <summary>The layers that are no files: the environment, the command line's overrides, and its axes.</summary>
/// <param name="workingDirectory">What relative paths resolve against, absolute.</param>
/// <param name="parser">Reads the values.</param>
/// <param name="errors">Receives keys that are no paths.</param>
internal sealed class OverrideLayers(string workingDirectory, JsonLayerParser parser, ErrorList errors)
{
    private const string Prefix = "UNMASK_";
    private const string Reserved = "UNMASK_PLUGINS";

    private readonly Origin _commandLine = new("command line", workingDirectory);

    /// <summary><c>UNMASK_schedule__steps=8</c> is <c>schedule:steps=8</c>; names in ordinal order, <c>UNMASK_PLUGINS</c> left out.</summary>
    /// <returns>The layer, or null if there is none.</returns>
    public SourceNode? Environment(IReadOnlyDictionary<string, string> variables) => Layer(
        variables.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal) && variable.Key != Reserved)
            .OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => Override(
                variable.Key[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), variable.Value, new Origin($"environment {variable.Key}", workingDirectory, AnyCase: true))));

    /// <summary>Overrides, later ones over earlier ones.</summary>
    /// <returns>The layer, or null if there is none.</returns>
    public SourceNode? Overrides(IReadOnlyList<KeyValuePair<string, string>> overrides) =>
        Layer(overrides.Select(each => Override(each.Key, each.Value, _commandLine)));

    /// <summary>Axes: <c>schedule:steps</c>, <c>2,4,8</c>.</summary>
    /// <returns>The layer, or null if there is none.</returns>
    public SourceNode? Sweeps(IReadOnlyList<KeyValuePair<string, string>> sweeps) => Layer(sweeps.Select(Sweep));

    private static SourceNode? Layer(IEnumerable<SourceNode?> parts) =>
        parts.OfType<SourceNode>().Aggregate((SourceNode?)null, (older, newer) => older is null ? newer : newer.Over(older, sameLayer: true));

    private SourceNode? Override(string key, string value, Origin origin)
    {
        var at = parser.Next();
        if (KeyPath.Split(key) is not { } keys)
        {
            errors.Add(at, new UserError(origin.Source, "", $"'{key}' is no key; expected names with ':' or '.' between them, such as schedule:steps"));
            return null;
        }

        if (origin.AnyCase)
        {
            keys = [LayerComposition.AsKnown(keys[0], Sections.All), .. keys[1..].Select(each => LayerComposition.AsKnown(each, [SourceNode.Kind]))];
        }

        if (keys[0] == Sections.Extends)
        {
            errors.Add(at, new UserError(origin.Source, "/extends", "only a file can extend files"));
            return null;
        }

        if (keys[0] == Sections.Sweep)
        {
            keys = [keys[0], string.Join(Sections.Separator, keys[1..])];
        }

        var leaf = parser.ParseTyped(value, origin, keys.Aggregate("", SourceNode.Below));
        if (keys[0] == Sections.Sweep && leaf.Elements() is null)
        {
            errors.Add(leaf, $"got {leaf.Describe()}; an axis is a list such as [2,4,8], on the command line --sweep {(keys[1].Length == 0 ? "schedule:steps" : keys[1])}=2,4,8");
            return null;
        }

        return Wrap(keys, leaf);
    }

    private SourceNode? Sweep(KeyValuePair<string, string> sweep)
    {
        var at = parser.Next();
        if (KeyPath.Split(sweep.Key) is not { } parts)
        {
            errors.Add(at, new UserError(_commandLine.Source, "/sweep", $"'{sweep.Key}' is no key; expected names with ':' between them, as in --sweep schedule:steps=2,4,8"));
            return null;
        }

        string[] keys = [Sections.Sweep, string.Join(Sections.Separator, parts)];
        var path = keys.Aggregate("", SourceNode.Below);
        return Wrap(keys, new SourceNode(_commandLine, path, at)
        {
            Items = sweep.Value.Length == 0
                ? []
                : [.. KeyPath.Values(sweep.Value).Select((value, index) => parser.ParseTyped(value, _commandLine, $"{path}/{index}"))],
        });
    }

    private static SourceNode Wrap(string[] keys, SourceNode leaf)
    {
        var node = leaf;
        for (var depth = keys.Length - 1; depth >= 0; depth--)
        {
            node = SourceNode.Empty(leaf.Origin, keys[..depth].Aggregate("", SourceNode.Below), leaf.Order).With(keys[depth], node);
        }

        return node;
    }
}
