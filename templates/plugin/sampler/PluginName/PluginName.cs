using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;

namespace MyPlugins;

/// <summary>Options of <see cref="PluginName"/>.</summary>
/// <param name="Steps">The number of steps T.</param>
/// <param name="Mass">The probability that is kept.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record PluginNameOptions(
    [Range(1, int.MaxValue), Description("Number of steps T")] int Steps = 4,
    [Range(0.0, 1.0, MinimumIsExclusive = true), Description("Probability kept of each row, its likeliest symbols first")] double Mass = 0.9,
    [Range(2, 1e15), Description("Sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);

/// <summary>Nucleus sampling: uniformly random positions, each token from the likeliest symbols of its row.</summary>
/// <remarks>
/// A step reveals a uniformly random subset of <c>⌈masked / steps left⌉</c> positions. A token is drawn from its row's fewest likeliest symbols
/// that hold at least <c>mass</c> together (arXiv 1904.09751), in proportion. Thread-safe; keeps nothing between calls.
/// </remarks>
[Plugin(
    "plugin-name",
    Summary = "Random positions, tokens from the likeliest symbols of each row",
    Equation = "x_i ~ p̂_i restricted to its fewest likeliest symbols that hold mass, i in a uniform subset",
    Reference = "arXiv 1904.09751")]
public sealed class PluginName(PluginNameOptions options) : ISampler
{
    /// <inheritdoc/>
    public long Samples => options.Samples;

    /// <inheritdoc/>
    public Observes Observes => Observes.Rows;

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        var stepsLeft = Math.Max(1, options.Steps - step.Index);
        Span<int> chosen = stackalloc int[(step.Masked.Length + stepsLeft - 1) / stepsLeft];
        choose.Subset(step.Masked, chosen);

        Span<double> law = stackalloc double[step.Shape.States];
        foreach (var position in chosen)
        {
            KeepLikeliest(rows[rows.At.BinarySearch(position)], law);
            choose.Commit(position, law);
        }
    }

    private void KeepLikeliest(ReadOnlySpan<double> row, Span<double> law)
    {
        law.Clear();
        for (var kept = 0.0; kept < options.Mass;)
        {
            var likeliest = -1;
            for (var v = 0; v < row.Length; v++)
            {
                if (law[v] == 0 && row[v] > 0 && (likeliest < 0 || row[v] > row[likeliest]))
                {
                    likeliest = v;
                }
            }

            if (likeliest < 0)
            {
                break;
            }

            law[likeliest] = row[likeliest];
            kept += row[likeliest];
        }

        var total = 0.0;
        foreach (var p in law)
        {
            total += p;
        }

        foreach (ref var p in law)
        {
            p /= total;
        }
    }
}
