using System.ComponentModel;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="FixedSizes"/>.</summary>
/// <param name="Sizes">Sizes in reveal order, first revealed first: LC's <c>s_T, …, s_1</c>.</param>
public sealed record FixedSizesOptions(
    [Description("positions revealed by each step, first revealed first; they sum to the length")] int[] Sizes);

/// <summary>Sizes as listed, in reveal order: LC's mask size schedule <c>s_T, …, s_1</c>, <c>Σ s_t = L</c>.</summary>
/// <remarks>Thread-safe; keeps nothing between calls.</remarks>
[Plugin(
    "sizes",
    Summary = "Sizes as listed, in reveal order",
    Equation = "s_t as listed, Σ_t s_t = L",
    Reference = "LC section 2",
    Example = """{"sizes": [4, 2, 1, 1]}""")]
public sealed class FixedSizes(FixedSizesOptions options) : ISizeLaw, IValidates
{
    /// <inheritdoc/>
    public int Sizes(int step, int left, Span<double> law) => CertainSize.Write(options.Sizes, step, left, law);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        var sum = 0L;
        for (var k = 0; k < options.Sizes.Length; k++)
        {
            sum += options.Sizes[k];
            if (options.Sizes[k] < 1)
            {
                problems.Add($"sizes/{k}", $"got {options.Sizes[k]}; expected at least 1: every step reveals at least one position.");
            }
        }

        if (sum != shape.Length)
        {
            problems.Add("sizes", $"got {options.Sizes.Length} sizes that sum to {sum}; expected a sum of {shape.Length}, the length of a sequence: {Correction(shape.Length - sum)}");
        }
    }

    private static string Correction(long missing) =>
        missing > 0 ? $"reveal {missing} more." : $"reveal {-missing} fewer.";
}
