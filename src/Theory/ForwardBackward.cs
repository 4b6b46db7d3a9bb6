using System.Buffers;

namespace Unmask.Theory;

/// <summary>
/// Conditionals, probabilities and windows of a law with finite memory, by messages through the sequence (Baum et al. 1970):
/// <c>p(X_i = v | x∘W) ∝ b_{i+1}ᵀ T_i(v) f_i</c>, exact under any mask.
/// </summary>
/// <remarks>
/// <para>One pass forward and one back serve all positions positions for, so a row does not depend on which others are. Messages are scaled
/// to sum 1 at every position: any length works, and a memory whose weight falls below 1e-308 of the others' counts as impossible.</para>
/// <para>Cost: two or three steps of the law a position. Forward messages are kept where they fit 1 MiB; a longer sequence keeps one in
/// √L and computes those between again.</para>
/// <para>Thread-safe; scratch comes from the shared pool, so a warm call allocates nothing.</para>
/// </remarks>
public sealed class ForwardBackward : ISequenceConditionals
{
    private const int Kept = 1 << 17;

    private readonly ITransferLaw _law;
    private readonly ScaledMessages _steps;
    private readonly int _length, _memories, _block;
    private readonly Lazy<FreeMessages> _free;

    /// <summary>Prepares passes over the sequences of a law; nothing is computed yet.</summary>
    /// <param name="law">The law.</param>
    public ForwardBackward(ITransferLaw law)
    {
        _law = law;
        _steps = new ScaledMessages(law);
        (_length, _memories) = (law.Shape.Length, law.Memories);
        _block = (long)_length * _memories <= Kept ? _length : (int)Math.Ceiling(Math.Sqrt(_length));
        _free = new(() => new FreeMessages(law));
    }

    /// <inheritdoc/>
    public bool TryConditionals(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop)
    {
        var blocks = ((_length - 1) / _block) + 1;
        var scratch = ArrayPool<double>.Shared.Rent((blocks + _block + 3) * _memories);
        var starts = scratch.AsSpan(0, blocks * _memories);
        var inside = scratch.AsSpan(starts.Length, (_block + 1) * _memories);
        var behind = scratch.AsSpan(starts.Length + inside.Length, 2 * _memories);
        var possible = TryStarts(tokens, starts, inside, stop);
        Message(behind, 0).Fill(1);
        for (var (block, left, turn) = (blocks - 1, positions.Length, 0); possible && left > 0; block--)
        {
            stop.ThrowIfCancellationRequested();
            var (from, to) = (block * _block, Math.Min(_length, (block + 1) * _block));
            Message(starts, block).CopyTo(inside);
            for (var i = from; possible && i < to; i++)
            {
                possible = double.IsFinite(_steps.Forward(i, tokens[i], Message(inside, i - from), Message(inside, i + 1 - from)));
            }

            for (var i = to - 1; possible && i >= from && left > 0; i--)
            {
                var f = Message(inside, i - from);
                var next = Message(behind, turn);
                if (i == positions[left - 1])
                {
                    var row = rows.Slice(--left * _law.Shape.States, _law.Shape.States);
                    _law.Row(i, f, next, row);
                    possible = Matrices.Normalise(row);
                }

                possible &= double.IsFinite(_steps.Backward(i, tokens[i], f, next, Message(behind, 1 - turn)));
                turn = 1 - turn;
            }
        }

        ArrayPool<double>.Shared.Return(scratch);
        return possible;
    }

    /// <summary>
    /// <c>log 1ᵀ T_{L−1}(x_{L−1}) ⋯ T_0(x_0) f_0</c>, the logarithm of the weight of the revealed tokens: of their probability,
    /// if the weights of all sequences sum to 1. Nats; <c>−∞</c> if they cannot occur together.
    /// </summary>
    /// <param name="tokens">Symbols and masks, shape [L].</param>
    public double LogWeight(ReadOnlySpan<int> tokens)
    {
        var scratch = ArrayPool<double>.Shared.Rent(2 * _memories);
        var (sum, turn) = (new Unmask.Numerics.Sum(), 0);
        sum.Add(_steps.Start(Message(scratch, 0)));
        for (var i = 0; i < _length && double.IsFinite(sum.Value); i++)
        {
            sum.Add(_steps.Forward(i, tokens[i], Message(scratch, turn), Message(scratch, 1 - turn)));
            turn = 1 - turn;
        }

        ArrayPool<double>.Shared.Return(scratch);
        return sum.Value;
    }

    /// <summary>The law of <c>(X_start, …, X_{start+length−1})</c> (<see cref="IWindowLaw"/>), a step of the law for each prefix.</summary>
    /// <param name="start">First position, 0-based.</param>
    /// <param name="length">Number of positions; <c>start + length ≤ L</c>.</param>
    /// <param name="law">Receives the probabilities, shape [S^length], row-major: the first position is slowest.</param>
    public void Window(int start, int length, Span<double> law)
    {
        var scratch = ArrayPool<double>.Shared.Rent((length + 2) * _memories);
        var after = Message(scratch, length + 1);
        _free.Value.Before(start, Message(scratch, 0));
        _free.Value.After(start + length, after);
        Expand(start, start + length, scratch, after, law);
        Matrices.Normalise(law);
        ArrayPool<double>.Shared.Return(scratch);
    }

    // The messages of the prefixes of one window stand one behind the other; the last is met by what comes after the window.
    private void Expand(int i, int end, Span<double> messages, ReadOnlySpan<double> after, Span<double> law)
    {
        var f = Message(messages, 0);
        if (i == end)
        {
            law[0] = Matrices.Dot(f, after);
            return;
        }

        var part = law.Length / _law.Shape.States;
        for (var v = 0; v < _law.Shape.States; v++)
        {
            _law.Forward(i, v, f, Message(messages, 1));
            Expand(i + 1, end, messages[_memories..], after, law.Slice(v * part, part));
        }
    }

    // The message at the start of each block; false if the tokens before the last block cannot occur together.
    private bool TryStarts(ReadOnlySpan<int> tokens, Span<double> starts, Span<double> scratch, CancellationToken stop)
    {
        var possible = double.IsFinite(_steps.Start(Message(starts, 0)));
        for (var block = 1; possible && block * _block < _length; block++)
        {
            stop.ThrowIfCancellationRequested();
            var (from, turn) = ((block - 1) * _block, 0);
            Message(starts, block - 1).CopyTo(scratch);
            for (var i = from; possible && i < from + _block; i++)
            {
                possible = double.IsFinite(_steps.Forward(i, tokens[i], Message(scratch, turn), Message(scratch, 1 - turn)));
                turn = 1 - turn;
            }

            Message(scratch, turn).CopyTo(Message(starts, block));
        }

        return possible;
    }

    private Span<double> Message(Span<double> messages, int n) => messages.Slice(n * _memories, _memories);
}
