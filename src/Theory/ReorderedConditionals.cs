using System.Buffers;

namespace Unmask.Theory;

/// <summary>Conditionals of a law whose tokens are read in another order than they stand in the sequence.</summary>
/// <remarks>Thread-safe; scratch comes from the shared pool, so a warm call allocates nothing.</remarks>
/// <param name="read">The conditionals of the tokens as they are read.</param>
/// <param name="place">The position in the sequence of the i-th token that is read (<see cref="IFiniteMemory.Place"/>).</param>
public sealed class ReorderedConditionals(ISequenceConditionals read, Func<int, int> place) : ISequenceConditionals
{
    /// <inheritdoc/>
    public bool TryConditionals(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop)
    {
        if (positions.IsEmpty)
        {
            return true;
        }

        var ints = ArrayPool<int>.Shared.Rent(tokens.Length + positions.Length);
        var doubles = ArrayPool<double>.Shared.Rent(rows.Length);
        var turned = ints.AsSpan(0, tokens.Length);
        var asked = ints.AsSpan(tokens.Length, positions.Length);
        var answers = doubles.AsSpan(0, rows.Length);
        var (count, states) = (0, rows.Length / positions.Length);
        for (var i = 0; i < turned.Length; i++)
        {
            turned[i] = tokens[place(i)];
            if (positions.BinarySearch(place(i)) >= 0)
            {
                asked[count++] = i;
            }
        }

        var possible = read.TryConditionals(turned, asked, answers, stop);
        for (var n = 0; n < asked.Length; n++)
        {
            answers.Slice(n * states, states).CopyTo(rows[(positions.BinarySearch(place(asked[n])) * states)..]);
        }

        ArrayPool<double>.Shared.Return(doubles);
        ArrayPool<int>.Shared.Return(ints);
        return possible;
    }
}
