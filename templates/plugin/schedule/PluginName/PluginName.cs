using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;
using Unmask.Numerics;

namespace MyPlugins;

/// <summary>Options of <see cref="PluginName"/>.</summary>
/// <param name="PerStep">The most positions one step reveals.</param>
/// <param name="Distance">The least distance between two positions of one step.</param>
public sealed record PluginNameOptions(
    [Range(1, int.MaxValue), Description("Most positions revealed in one step")] int PerStep = 2,
    [Range(1, int.MaxValue), Description("Least distance of two positions revealed in one step, tokens")] int Distance = 2);

/// <summary>The most certain positions first, where those of one step keep a distance from each other.</summary>
/// <remarks>
/// Repeatedly the position of lowest entropy <c>H(p̂_i(·|x∘W))</c> that is at least <c>distance</c> away from those taken in this step; the
/// first of equals. Tokens of one step are drawn independently of each other, which costs most where they are neighbours.
/// Thread-safe; keeps nothing between calls.
/// </remarks>
[Plugin(
    "plugin-name",
    Summary = "Most certain positions first, those of one step apart from each other",
    Equation = "next = argmin_i H(p̂_i(· | revealed)) among positions at least distance from those of this step")]
public sealed class PluginName(PluginNameOptions options) : ISchedule
{
    /// <inheritdoc/>
    public Observes Observes => Observes.Rows;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        Span<double> entropies = rows.Count <= 512 ? stackalloc double[rows.Count] : new double[rows.Count];
        for (var k = 0; k < rows.Count; k++)
        {
            entropies[k] = Entropies.Entropy(rows[k]);
        }

        for (var taken = 0; taken < options.PerStep && Lowest(entropies) is { } lowest; taken++)
        {
            var position = rows.At[lowest];
            choose.Reveal(position);
            for (var k = 0; k < rows.Count; k++)
            {
                if (Math.Abs(rows.At[k] - position) < options.Distance)
                {
                    entropies[k] = double.NaN;
                }
            }
        }
    }

    // NaN is what may not be taken. Entropies that differ by rounding only count as equal.
    private static int? Lowest(ReadOnlySpan<double> entropies)
    {
        int? lowest = null;
        for (var k = 0; k < entropies.Length; k++)
        {
            if (!double.IsNaN(entropies[k]) && (lowest is null || entropies[k] < entropies[lowest.Value] - RevealExtensions.Tie))
            {
                lowest = k;
            }
        }

        return lowest;
    }
}
