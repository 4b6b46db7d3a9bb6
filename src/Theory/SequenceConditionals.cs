using System.Buffers;

namespace Unmask.Theory;

/// <summary>Answers a batch of masked sequences one by one, as <see cref="IConditionalLaw"/> asks for it.</summary>
public static class SequenceConditionals
{
    /// <summary>Writes the rows of a query; where the revealed tokens cannot occur together, those of a sequence with nothing revealed.</summary>
    /// <param name="law">Computes the rows of a sequence.</param>
    /// <param name="query">The sequences and the masked positions to predict.</param>
    /// <param name="rows">Receives probabilities, shape [positions × S].</param>
    /// <param name="stop">Cancels a long computation.</param>
    /// <exception cref="InvalidOperationException">The law says that nothing at all can occur.</exception>
    public static void Answer(this ISequenceConditionals law, in Query query, Span<double> rows, CancellationToken stop)
    {
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var asked = query.Positions(k);
            var own = query.RowsOf(k, rows);
            if (!asked.IsEmpty && !law.TryConditionals(query.Tokens(k), asked, own, stop))
            {
                Marginals(law, query.Shape, asked, own, stop);
            }
        }
    }

    private static void Marginals(ISequenceConditionals law, Shape shape, ReadOnlySpan<int> asked, Span<double> rows, CancellationToken stop)
    {
        var scratch = ArrayPool<int>.Shared.Rent(shape.Length);
        var masked = scratch.AsSpan(0, shape.Length);
        masked.Fill(shape.Mask);
        if (!law.TryConditionals(masked, asked, rows, stop))
        {
            throw new InvalidOperationException("Expected a law under which something can occur; every sequence has probability 0.");
        }

        ArrayPool<int>.Shared.Return(scratch);
    }
}
