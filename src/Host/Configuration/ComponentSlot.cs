namespace Unmask.Host.Configuration;

/// <summary>A place in the configuration that holds one component in every cell, and the axes that change it.</summary>
/// <remarks>Its combinations are the product of its own axes, so a component is read once however many cells use it.</remarks>
/// <param name="Key">The section, or <c>metrics:LABEL</c>.</param>
/// <param name="Section">The section its kind is chosen from.</param>
/// <param name="DefaultKind">The kind if none is written, or null if it must be.</param>
/// <param name="Base">What is written outside the sweep; null if only the sweep fills it.</param>
/// <param name="Axes">The axes that change it, by their number in the sweep, the slowest first.</param>
internal sealed record ComponentSlot(
    string Key, string Section, string? DefaultKind, SourceNode? Base, IReadOnlyList<(int Number, SweepAxis Axis)> Axes)
{
    /// <summary>The number of combinations.</summary>
    public int Count { get; } = Axes.Aggregate(1, (product, each) => product * each.Axis.Points.Count);

    /// <summary>The label of a metric, or the section.</summary>
    public string Label => Key[(Key.IndexOf(Sections.Separator, StringComparison.Ordinal) + 1)..];

    /// <summary>The part of an axis' key path below this component; empty for variants of the whole.</summary>
    public string[] Below(SweepAxis axis) => [.. axis.Keys.Skip(Key == Section ? 1 : 2)];

    /// <summary>Key paths below this component whose kind is an axis.</summary>
    public IReadOnlySet<string> SweptKinds => Axes.Select(each => Below(each.Axis)).Where(below => below is [.., SourceNode.Kind])
        .Select(below => string.Join(Sections.Separator, below[..^1])).ToHashSet();

    /// <summary>The combination that a cell uses.</summary>
    /// <param name="points">The cell's point on each axis of the sweep.</param>
    public int Combination(ReadOnlySpan<int> points)
    {
        var combination = 0;
        foreach (var (number, axis) in Axes)
        {
            combination = (combination * axis.Points.Count) + points[number];
        }

        return combination;
    }

    /// <summary>The first combination that uses a point of an axis.</summary>
    public int First(SweepAxis axis, int point) =>
        Axes.Aggregate(0, (combination, each) => (combination * each.Axis.Points.Count) + (each.Axis.Key == axis.Key ? point : 0));

    /// <summary>A combination as JSON: whole variants first, then what lies deeper.</summary>
    public SourceNode Compose(int combination)
    {
        var points = new List<(string[] Below, SourceNode Value)>();
        foreach (var (_, axis) in Axes.Reverse())
        {
            (combination, var point) = Math.DivRem(combination, axis.Points.Count);
            points.Add((Below(axis), axis.Points[point].Value));
        }

        return points.OrderBy(point => point.Below.Length).Aggregate(Base, (node, point) => node is null ? point.Value : node.Set(point.Below, point.Value))!;
    }
}
