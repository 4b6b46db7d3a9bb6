using System.Buffers;

namespace Unmask.Theory;

/// <summary>Tokens of a law with finite memory, at one moment: messages through the sequence, each token seen through its noise (Baum et al. 1970).</summary>
/// <remarks>Two or three steps of the law a position, at any length. Thread-safe.</remarks>
/// <param name="law">The law of the data.</param>
/// <param name="channel">The noise.</param>
internal sealed class TransferTokens(ITransferLaw law, TokenChannel channel) : INoisyTokens
{
    private readonly ForwardBackward _passes = new(new Noisy(law, channel));

    /// <inheritdoc/>
    public bool TryOthers(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop) =>
        positions.IsEmpty || _passes.TryConditionals(tokens, positions, rows, stop);

    /// <inheritdoc/>
    public void Marginals(ReadOnlySpan<int> positions, Span<double> rows)
    {
        var scratch = ArrayPool<int>.Shared.Rent(law.Shape.Length);
        var masked = scratch.AsSpan(0, law.Shape.Length);
        masked.Fill(law.Shape.Mask);
        _passes.TryConditionals(masked, positions, rows, CancellationToken.None);
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
