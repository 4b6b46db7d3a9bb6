using System.Text.Json;

namespace Unmask.Host.Configuration;

/// <summary>Reads the axes of a sweep.</summary>
/// <param name="sections">The component sections of this version.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class SweepReader(IReadOnlyList<string> sections, ErrorList errors)
{
    /// <summary>The largest number of cells.</summary>
    public const int MostCells = 1_000_000;

    /// <summary>The axes, in the order they were written: the first is the slowest.</summary>
    public IReadOnlyList<SweepAxis> Read(SourceNode? sweep)
    {
        if (sweep is null)
        {
            return [];
        }

        if (sweep.Children is null)
        {
            errors.Add(sweep, $"got {sweep.Describe()}; expected an object with an axis for each key, such as {{\"schedule:steps\": [2, 4, 8]}}");
            return [];
        }

        List<SweepAxis> axes = [.. sweep.Children.Select(each => Axis(each.Key, each.Value)).OfType<SweepAxis>()];
        var cells = axes.Aggregate(1.0, (product, axis) => product * axis.Points.Count);
        if (cells > MostCells)
        {
            errors.Add(sweep, FormattableString.Invariant($"the axes make {cells:R} cells; at most {MostCells:N0} are allowed"));
        }

        return axes;
    }

    private SweepAxis? Axis(string key, SourceNode node)
    {
        var before = errors.Count;
        var keys = KeyPath.Split(key);
        if (keys is null)
        {
            errors.Add(node, $"'{key}' is no key; expected names with ':' between them, such as schedule:steps");
            return null;
        }

        CheckKey(keys, node);
        var whole = sections.Contains(keys[0]) && keys.Length == 1;
        var points = Points(node, whole || keys is [Sections.Metrics, _]);
        return errors.Count > before ? null : new SweepAxis(key, keys, node, points) { Named = node.Children is not null };
    }

    private void CheckKey(string[] keys, SourceNode node)
    {
        var known = sections.Append(Sections.Seed).Append(Sections.Metrics).ToList();
        if (!known.Contains(keys[0]))
        {
            errors.Add(node, $"there is no section '{keys[0]}' to sweep{OptionText.DidYouMean(keys[0], known)} (an axis is over {OptionText.Words(known)})");
        }
        else if (keys is [Sections.Metrics])
        {
            errors.Add(node, "an axis is over one metric or one of its options, such as metrics:kl or metrics:kl:method");
        }
        else if (keys is [Sections.Seed, _, ..])
        {
            errors.Add(node, "a seed is a number and has nothing below it; the axis is 'seed'");
        }
    }

    private List<SweepPoint> Points(SourceNode node, bool component)
    {
        var elements = node.Elements();
        if (node.Children is null && elements is null)
        {
            errors.Add(node, $"got {node.Describe()}; expected a list of values, or a map of named variants");
            return [];
        }

        List<SweepPoint> points = elements is null
            ? [.. node.Children!.Select(variant => new SweepPoint(variant.Key, variant.Value))]
            : [.. elements.Select(element => new SweepPoint(component ? element.Text : null, element))];
        if (points.Count == 0)
        {
            errors.Add(node, "the axis has no values");
        }

        if (node[SourceNode.Kind]?.Text is { } kind)
        {
            errors.Add(node, $"an axis is a map of named variants; a variant cannot be called 'kind': write {{\"{kind}\": {{\"kind\": \"{kind}\", …}}}}");
        }

        foreach (var (index, point) in points.Index().Where(_ => elements is not null))
        {
            if (point.Name is null && (component || (point.Value.Value.ValueKind == JsonValueKind.Object && point.Value.Value.TryGetProperty(SourceNode.Kind, out _))))
            {
                errors.Add(point.Value, $"got {(point.Value.Value.ValueKind == JsonValueKind.Object ? "an object" : point.Value.Describe())}; variants with options have names: write a map {{\"NAME\": {{\"kind\": …}}}}");
            }
        }

        return points;
    }
}
