using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="Blocks"/>.</summary>
/// <param name="Length">The length of a block.</param>
public sealed record BlocksOptions(
    [Range(1, int.MaxValue)][Description("positions of a block, at most the length; the last block may be shorter")] int Length) : IPartOptions
{
    /// <inheritdoc/>
    public Shape Part(Shape whole) => whole with { Length = Math.Min(Length, whole.Length) };
}

/// <summary>
/// Semi-autoregressive: the sequence is cut into blocks, revealed one after another from the left, each by an inner schedule that is
/// shown that block's masked positions only.
/// </summary>
/// <remarks>
/// <para>To the inner schedule a block is a sequence: its steps count from the block's first, its options and its <see cref="Shape"/> are the
/// block's, its memory starts anew, and the positions it is shown are masked ones of the block. It sees all tokens, and its rows depend
/// on all of them; so inner steps are steps a block. A last block that is shorter is cut short by the inner schedule as a sequence with fewer positions left is.</para>
/// <para>Inner sizes are no sizes of the whole: curves and bounds of uniform positions do not apply. Depends on revealed tokens only where the inner schedule
/// does, so replay applies where it does to that (T 1.8).</para>
/// <para>Memory: that of the inner schedule and two integers. Thread-safe as the inner schedule is.</para>
/// </remarks>
[Plugin(
    "blocks",
    Summary = "Semi-autoregressive: blocks from the left, an inner schedule within each",
    Equation = "D = inner(masked positions of the first block that has any), steps counted from the block's first",
    Notes = "Replay applies (T 1.8) where it does to the inner schedule: kl is exact on a small law and unbiased at any length. Sizes chosen within blocks are no sizes of the whole, so curves and bounds of uniform positions do not apply. Steps of the inner schedule are steps a block.",
    Reference = "arXiv 2502.09992, arXiv 2503.09573",
    Example = """{"length": 4, "inner": {"kind": "entropy", "steps": 2}}""")]
public sealed class Blocks(BlocksOptions options, [Component("entropy"), Description("the schedule within a block; steps and sizes are those of a block")] ISchedule inner) : ISchedule, IValidates
{
    private const int Own = 2;

    /// <inheritdoc/>
    public Observes Observes => inner.Observes;

    /// <inheritdoc/>
    public int Memory => Own + inner.Memory;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        var block = (step.Masked[0] - step.First) / options.Length;
        var memory = step.Memory[Own..];
        ref var current = ref step.Memory[0];
        ref var began = ref step.Memory[1];
        if (current != block)
        {
            (current, began) = (block, step.Index);
            memory.Clear();
        }

        var first = step.First + (block * options.Length);
        var length = Math.Min(options.Length, step.First + step.Shape.Length - first);
        var masked = step.Masked[..Below(step.Masked, first + length)];
        var from = Below(rows.At, first);
        inner.Reveal(
            new Step(step.Index - began, step.Shape with { Length = length }, step.X, masked, memory, first),
            rows.Slice(from, Below(rows.At, first + length) - from),
            choose);
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (options.Length > shape.Length)
        {
            problems.Add("length", $"got blocks of {options.Length} for {SizeLimits.Positions(shape)}; expected 1 to {shape.Length}.");
        }
    }

    /// <summary>How many of these, ascending, are below a position.</summary>
    private static int Below(ReadOnlySpan<int> positions, int end) => positions.BinarySearch(end) is >= 0 and var at ? at : ~positions.BinarySearch(end);
}
