using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="RandomHalving"/>.</summary>
/// <param name="Maximum">The largest size <c>s_max</c>, even.</param>
public sealed record RandomHalvingOptions(
    [Range(2, int.MaxValue)][Description("the larger size, even, at most the length; the other is half of it")] int Maximum);

/// <summary>Sizes iid uniform from <c>{s_max, s_max/2}</c> in reveal order, the last cut to what is left: LC Theorem 2's lower bound, LC (13), (27).</summary>
/// <remarks>The expected number of steps is about <c>4L/(3 s_max)</c>. Thread-safe; keeps nothing between calls.</remarks>
[Plugin(
    "random-halving",
    Summary = "Sizes drawn from {s, s/2}, the last cut to what is left",
    Equation = "s_t iid uniform on {maximum, maximum / 2}",
    Reference = "LC Thm. 2, (27)")]
public sealed class RandomHalving(RandomHalvingOptions options) : ISizeLaw, IValidates
{
    /// <inheritdoc/>
    public int Sizes(int step, int left, Span<double> law)
    {
        var half = options.Maximum / 2;
        if (left <= half)
        {
            return CertainSize.Write(left, left, law);
        }

        var largest = Math.Min(options.Maximum, left);
        law[..largest].Clear();
        law[half - 1] = 0.5;
        law[largest - 1] = 0.5;
        return largest;
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        SizeLimits.Size("maximum", options.Maximum, shape, problems);
        if (options.Maximum % 2 != 0)
        {
            problems.Add("maximum", $"got {options.Maximum}; expected an even number, since half of it is the other size: try {options.Maximum - 1} or {options.Maximum + 1L}.");
        }
    }
}
