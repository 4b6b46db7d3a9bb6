namespace Unmask;

/// <summary>A metric's wish to look at generated sequences.</summary>
/// <param name="Count">How many, at least 2.</param>
/// <param name="Create">Makes an empty tally; called once per block of sequences, on any thread.</param>
public sealed record SampleRequest(long Count, Func<ITally> Create);

/// <summary>What a metric keeps of the sequences it looked at: counts and sums, never the sequences.</summary>
/// <remarks>Not thread-safe: a tally belongs to one block of sequences; blocks are merged in order, so sums do not depend on threads.</remarks>
public interface ITally
{
    /// <summary>Looks at one sequence.</summary>
    /// <param name="tokens">The generated sequence, shape [L]; valid only during the call.</param>
    /// <param name="calls">The predictor calls it took (NFE).</param>
    void Add(ReadOnlySpan<int> tokens, int calls);

    /// <summary>The same of a sequence by its number, for a tally that keeps samples apart, as <see cref="SampleGroups"/> do. This is what a host calls.</summary>
    /// <param name="sample">The sequence's number, from 0.</param>
    /// <param name="tokens">As above.</param>
    /// <param name="calls">As above.</param>
    void Add(long sample, ReadOnlySpan<int> tokens, int calls) => Add(tokens, calls);

    /// <summary>Adds a later block's tally, of the same type.</summary>
    void Merge(ITally later);
}
