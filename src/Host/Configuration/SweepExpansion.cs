using System.Text.Json.Nodes;

namespace Unmask.Host.Configuration;

/// <summary>Reads every combination of every slot, and makes the cells. Each component is read once, however many cells use it.</summary>
/// <param name="slots">The places that hold components.</param>
/// <param name="axes">The sweep.</param>
/// <param name="reader">Reads components.</param>
/// <param name="root">Reads seeds.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class SweepExpansion(
    IReadOnlyList<ComponentSlot> slots, IReadOnlyList<SweepAxis> axes, ComponentReader reader, RootReader root, ErrorList errors)
{
    private readonly Dictionary<string, ComponentConfiguration?[]> _read = [];
    private readonly Dictionary<string, JsonNode?[]> _values = [];

    /// <summary>Reads all combinations, and the values of the axes; reports everything that is wrong.</summary>
    public void Read()
    {
        foreach (var slot in slots)
        {
            var combinations = new ComponentConfiguration?[slot.Count];
            for (var i = 0; i < combinations.Length; i++)
            {
                combinations[i] = reader.Read(slot.Compose(i), slot.Section, slot.DefaultKind);
            }

            _read[slot.Key] = combinations;
        }

        foreach (var axis in axes)
        {
            _values[axis.Key] = axis.Keys is [Sections.Seed]
                ? [.. axis.Points.Select(point => root.SeedValue(point.Value))]
                : [.. axis.Points.Select((_, point) => At(axis, point)?.Json)];
            CheckTwice(axis);
        }
    }

    /// <summary>A component of a slot; only after nothing was wrong.</summary>
    public ComponentConfiguration Component(ComponentSlot slot, int combination) => _read[slot.Key][combination]!;

    /// <summary>What an axis sets at a point, as the option's type reads it; a component with its defaults.</summary>
    public JsonNode? Value(SweepAxis axis, int point) => _values[axis.Key][point];

    /// <summary>What results call a point of an axis.</summary>
    public JsonNode Label(SweepAxis axis, int point)
    {
        var chosen = axis.Points[point];
        return chosen.Label(chosen.Name is null && IsComponent(axis, point) ? chosen.Value.Text : Value(axis, point));
    }

    /// <summary>True if what an axis sets at a point is a component.</summary>
    public bool IsComponent(SweepAxis axis, int point) => At(axis, point)?.IsComponent ?? false;

    /// <summary>The cells, the first axis slowest; only after nothing was wrong.</summary>
    /// <param name="seed">The seed outside the sweep.</param>
    /// <param name="repeats">The last axis, if it only repeats cells with other seeds; else null.</param>
    /// <param name="identity">Makes the ids.</param>
    public IReadOnlyList<CellConfiguration> Cells(ulong seed, SweepAxis? repeats, CellIdentity identity)
    {
        var hashes = slots.ToDictionary(slot => slot.Key, slot => Array.ConvertAll(_read[slot.Key], component => identity.Of(component!)));
        var labels = axes.Select(axis => axis.Points.Select((_, point) => Label(axis, point)).ToArray()).ToArray();
        var times = repeats?.Points.Count ?? 1;
        var seeds = axes.ToList().FindIndex(axis => axis.Keys is [Sections.Seed]);
        var cells = new CellConfiguration[axes.Aggregate(1, (product, axis) => product * axis.Points.Count)];
        var points = new int[axes.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var rest = i;
            for (var axis = axes.Count - 1; axis >= 0; axis--)
            {
                (rest, points[axis]) = Math.DivRem(rest, axes[axis].Points.Count);
            }

            var cellSeed = seeds < 0 ? seed : (ulong)Value(axes[seeds], points[seeds])!.GetValue<long>();
            var chosen = slots.Select(slot => (Slot: slot, Combination: slot.Combination(points))).ToList();
            cells[i] = new CellConfiguration(
                i,
                CellIdentity.OfCell(cellSeed, chosen.Select(each => KeyValuePair.Create(each.Slot.Key, hashes[each.Slot.Key][each.Combination]))),
                cellSeed,
                new OrderedDictionary<string, JsonNode>(axes.Select((axis, number) => KeyValuePair.Create(axis.Key, labels[number][points[number]].DeepClone()))),
                chosen.Where(each => each.Slot.Key == each.Slot.Section).ToDictionary(each => each.Slot.Key, each => Component(each.Slot, each.Combination)),
                [.. chosen.Where(each => each.Slot.Key != each.Slot.Section).Select(each => new MetricConfiguration(each.Slot.Label, Component(each.Slot, each.Combination)))])
            {
                Repeats = i % times == 0 ? null : i - (i % times),
            };
        }

        return cells;
    }

    private (JsonNode? Json, bool IsComponent)? At(SweepAxis axis, int point)
    {
        var slot = slots.FirstOrDefault(slot => slot.Axes.Any(each => each.Axis.Key == axis.Key));
        if (slot is null || _read[slot.Key][slot.First(axis, point)] is not { } component)
        {
            return null;
        }

        var below = slot.Below(axis);
        return (component.At(below), component.HasComponent(below));
    }

    private void CheckTwice(SweepAxis axis)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < axis.Points.Count; i++)
        {
            var name = axis.Points[i].Name;
            if (axis.Named || (name is null && _values[axis.Key][i] is null))
            {
                continue;
            }

            var text = name ?? CanonicalText.Of(_values[axis.Key][i]);
            if (!seen.Add(text))
            {
                errors.Add(axis.Points[i].Value, $"{(text.Length <= 60 ? text : text[..57] + "...")} is on this axis twice; each value once");
            }
        }
    }
}
