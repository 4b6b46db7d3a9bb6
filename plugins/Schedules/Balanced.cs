using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="Balanced"/>.</summary>
/// <param name="Steps">The number of steps T.</param>
public sealed record BalancedOptions(
    [Range(1, int.MaxValue)][Description("number of steps T, at most the length")] int Steps);

/// <summary>Sizes <c>⌈L/T⌉</c> and <c>⌊L/T⌋</c>, the larger ones first: LC Corollary 1's schedule, <c>s_max = ⌈L/T⌉</c>.</summary>
/// <remarks>Thread-safe; keeps nothing between calls.</remarks>
[Plugin(
    "balanced",
    Summary = "Equal sizes L/T, the larger ones first",
    Equation = "sizes ⌈L/T⌉ and ⌊L/T⌋",
    Reference = "LC Cor. 1")]
public sealed class Balanced(BalancedOptions options) : ISizeLaw, IValidates
{
    /// <inheritdoc/>
    public int Sizes(int step, int left, Span<double> law) =>
        CertainSize.Write(BalancedSizes.At(step, options.Steps, left), left, law);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => SizeLimits.Steps(options.Steps, shape, problems);
}
