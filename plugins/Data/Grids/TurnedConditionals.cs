using System.Buffers;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Grids;

/// <summary>Conditionals of a grid whose spins are read in another order than they stand in the sequence.</summary>
/// <remarks>Thread-safe; scratch comes from the shared pool, so a warm call allocates nothing.</remarks>
internal sealed class TurnedConditionals(ISequenceConditionals read, ReadingOrder order, Shape shape) : ISequenceConditionals
{
    /// <inheritdoc/>
    public bool TryConditionals(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop)
    {
        var ints = ArrayPool<int>.Shared.Rent(tokens.Length + positions.Length);
        var doubles = ArrayPool<double>.Shared.Rent(rows.Length);
        var turned = ints.AsSpan(0, tokens.Length);
        var asked = ints.AsSpan(tokens.Length, positions.Length);
        var answers = doubles.AsSpan(0, rows.Length);
        var count = 0;
        for (var i = 0; i < turned.Length; i++)
        {
            turned[i] = tokens[order.Place(i)];
            if (turned[i] == shape.Mask && positions.BinarySearch(order.Place(i)) >= 0)
            {
                asked[count++] = i;
            }
        }

        var possible = read.TryConditionals(turned, asked, answers, stop);
        for (var n = 0; n < asked.Length; n++)
        {
            answers.Slice(n * shape.States, shape.States).CopyTo(rows[(positions.BinarySearch(order.Place(asked[n])) * shape.States)..]);
        }

        ArrayPool<double>.Shared.Return(doubles);
        ArrayPool<int>.Shared.Return(ints);
        return possible;
    }
}
