using System.Buffers;

namespace Unmask.Theory;

/// <summary>Tokens of a law with finite memory, at one moment: messages through the sequence, each token seen through its noise (Baum et al. 1970).</summary>
/// <remarks>Two or three steps of the law a position, at any length. Thread-safe.</remarks>
internal sealed class TransferTokens : INoisyTokens
{
    private readonly ISequenceConditionals _passes;
    private readonly Shape _shape;

    /// <summary>Prepares passes over the sequences of a law at a moment.</summary>
    /// <param name="law">The law of the data.</param>
    /// <param name="channel">The noise.</param>
    public TransferTokens(IFiniteMemory law, TokenChannel channel)
    {
        _shape = law.Memory.Shape;
        var passes = new ForwardBackward(new Noisy(law.Memory, channel));
        _passes = law.Reorders ? new ReorderedConditionals(passes, law.Place) : passes;
    }

    /// <inheritdoc/>
    public void Others(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop)
    {
        if (positions.IsEmpty || _passes.TryConditionals(tokens, positions, rows, stop))
        {
            return;
        }

        var scratch = ArrayPool<int>.Shared.Rent(_shape.Length);
        var masked = scratch.AsSpan(0, _shape.Length);
        masked.Fill(_shape.Mask);
        _passes.TryConditionals(masked, positions, rows, stop);
        ArrayPool<int>.Shared.Return(scratch);
    }

    /// <summary>The law of the data, read by noisy tokens: <c>T̃_i(x) = Σ_a k(a, x) T_i(a)</c>.</summary>
    private sealed class Noisy(ITransferLaw law, TokenChannel channel) : ITransferLaw
    {
        public Shape Shape => law.Shape;

        public int Memories => law.Memories;

        public void Start(Span<double> f) => law.Start(f);

        public void Forward(int i, int token, ReadOnlySpan<double> f, Span<double> next)
        {
            if (token == Shape.Mask)
            {
                law.Forward(i, token, f, next);
                return;
            }

            var scratch = ArrayPool<double>.Shared.Rent(Shape.States);
            law.Forward(i, Seen(token, scratch), f, next);
            ArrayPool<double>.Shared.Return(scratch);
        }

        public void Backward(int i, int token, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b)
        {
            if (token == Shape.Mask)
            {
                law.Backward(i, token, f, next, b);
                return;
            }

            var scratch = ArrayPool<double>.Shared.Rent(Shape.States);
            law.Backward(i, Seen(token, scratch), f, next, b);
            ArrayPool<double>.Shared.Return(scratch);
        }

        public void Row(int i, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> row) => law.Row(i, f, next, row);

        private ReadOnlySpan<double> Seen(int token, double[] scratch)
        {
            var weights = scratch.AsSpan(0, Shape.States);
            channel.Arrivals(token, weights);
            return weights;
        }
    }
}
