namespace Unmask;

/// <summary>One step of a sampler on one sequence. Valid only during the call it is passed to.</summary>
/// <remarks>
/// A schedule may be asked about a part of a sequence, as the inner one of <c>blocks</c> is: <see cref="Shape"/>, <see cref="Masked"/>,
/// <see cref="Index"/> and <see cref="Memory"/> are then the part's, positions and tokens the sequence's.
/// </remarks>
public readonly ref struct Step
{
    /// <summary>Creates a step.</summary>
    public Step(int index, Shape shape, ReadOnlySpan<int> x, ReadOnlySpan<int> masked, Span<int> memory, int first = 0)
    {
        Index = index;
        Shape = shape;
        X = x;
        Masked = masked;
        Memory = memory;
        First = first;
    }

    /// <summary>The step's number in reveal order, 0-based. (LC counts down: this is their <c>T − t</c>.)</summary>
    public int Index { get; }

    /// <summary>Length and vocabulary.</summary>
    public Shape Shape { get; }

    /// <summary>The first position of the part that <see cref="Shape"/> is the length of; 0 where that is the whole sequence.</summary>
    public int First { get; }

    /// <summary>The tokens of the whole sequence, mask = S; empty when nothing is observed.</summary>
    public ReadOnlySpan<int> X { get; }

    /// <summary>The masked positions, ascending; never empty, unless the sampler revises.</summary>
    public ReadOnlySpan<int> Masked { get; }

    /// <summary>The sequence's own memory, kept from step to step, 0 at the start; its length is what the plugin asked for.</summary>
    public Span<int> Memory { get; }

    /// <summary>How many tokens are revealed, <c>w = |W|</c>.</summary>
    public int Revealed => Shape.Length - Masked.Length;
}
