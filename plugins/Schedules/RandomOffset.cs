using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="RandomOffset"/>.</summary>
/// <param name="Maximum">The size s of every block but the first and the last.</param>
public sealed record RandomOffsetOptions(
    [Range(1, int.MaxValue)][Description("size of the blocks after the first, at most the length")] int Maximum);

/// <summary>First size uniform on <c>1…s</c>, then blocks of s, the last cut: the balanced schedule whose bounds match within a factor 2 (T 1.11).</summary>
/// <remarks>
/// <c>E KL = Σ_{j&lt;s} (1 − j/s) [h(0) − h(L−j)] + E ε_train</c> exactly. Thread-safe; keeps nothing between calls.
/// </remarks>
[Plugin(
    "random-offset",
    Summary = "First size uniform on 1..s, then s, the last cut to what is left",
    Equation = "s_1 uniform on 1 … maximum, then s_t = maximum",
    Reference = "T 1.11")]
public sealed class RandomOffset(RandomOffsetOptions options) : ISizeLaw, IValidates
{
    /// <inheritdoc/>
    public int Sizes(int step, int left, Span<double> law)
    {
        if (step > 0)
        {
            return CertainSize.Write(options.Maximum, left, law);
        }

        var largest = Math.Min(options.Maximum, left);
        law[..largest].Fill(1.0 / options.Maximum);
        law[largest - 1] = (options.Maximum - largest + 1.0) / options.Maximum;
        return largest;
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => SizeLimits.Size("maximum", options.Maximum, shape, problems);
}
