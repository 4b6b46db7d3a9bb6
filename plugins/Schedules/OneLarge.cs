using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="OneLarge"/>.</summary>
/// <param name="Maximum">The size of the last step, LC's <c>s_1 = s_max</c>.</param>
public sealed record OneLargeOptions(
    [Range(1, int.MaxValue)][Description("size of the last step, at most the length; every other step reveals one")] int Maximum);

/// <summary>One position a step, then the last <c>s_max</c> at once: <c>T = L + 1 − s_max</c>, LC's exception to matching bounds.</summary>
/// <remarks>LC's <c>s_1 = s_max</c> is the last step the sampler runs. Thread-safe; keeps nothing between calls.</remarks>
[Plugin(
    "one-large",
    Summary = "One position a step, the last s at once",
    Equation = "T = L + 1 − maximum; sizes 1, …, 1, maximum",
    Reference = "LC section 3.2")]
public sealed class OneLarge(OneLargeOptions options) : ISizeLaw, IValidates
{
    /// <inheritdoc/>
    public int Sizes(int step, int left, Span<double> law) =>
        CertainSize.Write(left <= options.Maximum ? left : 1, left, law);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => SizeLimits.Size("maximum", options.Maximum, shape, problems);
}
