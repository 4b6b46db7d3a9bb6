namespace Unmask;

/// <summary>One step of a sampler on one sequence. Valid only during the call it is passed to.</summary>
public readonly ref struct Step
{
    /// <summary>Creates a step.</summary>
    public Step(int index, Shape shape, ReadOnlySpan<int> x, ReadOnlySpan<int> masked, Span<int> memory)
    {
        Index = index;
        Shape = shape;
        X = x;
        Masked = masked;
        Memory = memory;
    }

    /// <summary>The step's number in reveal order, 0-based. (LC counts down: this is their <c>T − t</c>.)</summary>
    public int Index { get; }

    /// <summary>Length and vocabulary.</summary>
    public Shape Shape { get; }

    /// <summary>The tokens, shape [L], mask = S; empty when nothing is observed.</summary>
    public ReadOnlySpan<int> X { get; }

    /// <summary>The masked positions, ascending; never empty, unless the sampler revises.</summary>
    public ReadOnlySpan<int> Masked { get; }

    /// <summary>The sequence's own memory, kept from step to step, 0 at the start; its length is what the plugin asked for.</summary>
    public Span<int> Memory { get; }

    /// <summary>How many tokens are revealed, <c>w = |W|</c>.</summary>
    public int Revealed => Shape.Length - Masked.Length;
}
