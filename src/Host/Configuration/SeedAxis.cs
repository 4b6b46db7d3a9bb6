using System.Text.Json;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>Reads <c>seeds</c>: how often every cell is repeated, as a last axis <c>seed</c> with the values seed, seed + 1, …</summary>
/// <remarks>Its cells are those of an axis <c>seed</c> that was written out, so they have the ids of any run that has that seed.</remarks>
/// <param name="values">Reads the number.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class SeedAxis(OptionValueReader values, ErrorList errors)
{
    private const int Most = 10_000;

    /// <summary>The option <c>seeds</c>.</summary>
    public static OptionSchema Option { get; } = new(
        Sections.Seeds, new OptionType(OptionKind.Integer), false, 1, 1, Most, $"how many seeds every cell is measured with: seed, seed + 1, …; at most {Most}");

    /// <summary>The axis, or null for one seed.</summary>
    /// <param name="root">The configuration.</param>
    /// <param name="seed">The first seed.</param>
    /// <param name="axes">The axes that were written.</param>
    public SweepAxis? Read(SourceNode root, ulong seed, IReadOnlyList<SweepAxis> axes)
    {
        if (root[Sections.Seeds] is not { } node || !values.TryRead(node, Option, out var value) || value!.GetValue<long>() is var count && count == 1)
        {
            return null;
        }

        if (axes.Any(axis => axis.Keys is [Sections.Seed]))
        {
            errors.Add(node, $"'{Sections.Seed}' is an axis of the sweep already; leave out one of the two");
            return null;
        }

        var cells = axes.Aggregate((double)count, (product, axis) => product * axis.Points.Count);
        if (cells > SweepReader.MostCells)
        {
            errors.Add(node, FormattableString.Invariant($"{count} seeds and the axes make {cells:R} cells; at most {SweepReader.MostCells:N0} are allowed"));
            return null;
        }

        if (seed > long.MaxValue - (ulong)(count - 1))
        {
            errors.Add(node, FormattableString.Invariant($"{count} seeds from {seed} on end beyond 2^63 - 1; take a smaller seed"));
            return null;
        }

        return new SweepAxis(Sections.Seed, [Sections.Seed], node, [.. Enumerable.Range(0, (int)count).Select(offset => Point(node, seed + (ulong)offset))]);
    }

    private static SweepPoint Point(SourceNode node, ulong seed) => new(null, new SourceNode(node.Origin, node.Path, node.Order) { Value = JsonSerializer.SerializeToElement(seed) });
}
