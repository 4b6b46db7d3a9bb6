using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;

namespace Samples;

/// <summary>Options of <see cref="Dilated"/>.</summary>
/// <param name="Factor">How much finer each step's grid is than the one before.</param>
/// <param name="Shift">Whether each sequence's grid starts at a position of its own.</param>
public sealed record DilatedOptions(
    [Range(2, int.MaxValue), Description("How many times finer each step's grid of positions is than the one before")] int Factor = 2,
    [Description("Start each sequence's grid at a uniformly random position")] bool Shift = false);

/// <summary>Coarse to fine: step t reveals every masked position on a grid of spacing <c>max(1, ⌊L / factor^{t+1}⌋)</c>, t from 0.</summary>
/// <remarks>
/// <para>Source: arXiv 2506.19037 with one block. About <c>log L / log factor</c> steps, and tokens of one step are as far apart as a grid
/// allows. Oblivious: it does not look at tokens.</para>
/// <para>With <c>shift</c> the grid is <c>(i − start) mod L</c>; the start is chosen in the first step and kept in the sequence's own memory.
/// Thread-safe; keeps nothing between calls.</para>
/// </remarks>
[Plugin(
    "dilated",
    Summary = "Every position of a grid, then of one that is finer, and so on",
    Equation = "step t reveals i with (i - start) mod max(1, floor(L / factor^(t+1))) = 0",
    Reference = "arXiv 2506.19037")]
public sealed class Dilated(DilatedOptions options) : ISchedule
{
    /// <inheritdoc/>
    public Observes Observes => Observes.Nothing;

    /// <inheritdoc/>
    public int Memory => options.Shift ? 1 : 0;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        if (options.Shift && step.Index == 0)
        {
            // All positions are masked: one of them, uniformly.
            choose.Subset(step.Masked, step.Memory);
        }

        var length = step.Shape.Length;
        var start = options.Shift ? step.Memory[0] : 0;
        var spacing = Math.Max(1, (int)(length / Math.Pow(options.Factor, step.Index + 1)));
        foreach (var position in step.Masked)
        {
            if ((position - start + length) % length % spacing == 0)
            {
                choose.Reveal(position);
            }
        }
    }
}
