using System.Buffers;

namespace Unmask.Theory;

/// <summary>The messages of a law with finite memory where nothing is revealed: one in √L is kept, those between are computed from it.</summary>
/// <remarks>Immutable, so thread-safe; scratch comes from the shared pool.</remarks>
internal sealed class FreeMessages
{
    private readonly ITransferLaw _law;
    private readonly ScaledMessages _steps;
    private readonly int _memories, _length, _block;
    private readonly double[] _before, _after, _all;

    /// <summary>One pass forward and one back.</summary>
    public FreeMessages(ITransferLaw law)
    {
        _law = law;
        _steps = new ScaledMessages(law);
        (_length, _memories) = (law.Shape.Length, law.Memories);
        _block = (int)Math.Ceiling(Math.Sqrt(_length));
        var kept = ((_length - 1) / _block) + 2;
        (_before, _after, _all) = (new double[kept * _memories], new double[kept * _memories], new double[_memories]);
        Array.Fill(_all, 1);
        _steps.Start(At(_before, 0));
        At(_after, kept - 1).Fill(1);
        for (var k = 1; k < kept; k++)
        {
            Forward((k - 1) * _block, Math.Min(_length, k * _block), At(_before, k - 1), At(_before, k));
        }

        for (var k = kept - 2; k >= 0; k--)
        {
            Backward(Math.Min(_length, (k + 1) * _block), k * _block, At(_after, k + 1), At(_after, k));
        }
    }

    /// <summary>Writes <c>f_i</c>, i = 0…L.</summary>
    public void Before(int i, Span<double> f) => Forward(i / _block * _block, i, At(_before, i / _block), f);

    /// <summary>Writes <c>b_i</c>, i = 0…L.</summary>
    public void After(int i, Span<double> b)
    {
        var k = (i + _block - 1) / _block;
        Backward(Math.Min(_length, k * _block), i, At(_after, k), b);
    }

    private void Forward(int from, int to, ReadOnlySpan<double> f, Span<double> into)
    {
        var scratch = ArrayPool<double>.Shared.Rent(_memories);
        var held = scratch.AsSpan(0, _memories);
        f.CopyTo(into);
        for (var i = from; i < to; i++)
        {
            into.CopyTo(held);
            _steps.Forward(i, _law.Shape.Mask, held, into);
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    private void Backward(int from, int to, ReadOnlySpan<double> b, Span<double> into)
    {
        var scratch = ArrayPool<double>.Shared.Rent(_memories);
        var held = scratch.AsSpan(0, _memories);
        b.CopyTo(into);
        for (var i = from - 1; i >= to; i--)
        {
            into.CopyTo(held);
            _steps.Backward(i, _law.Shape.Mask, _all, held, into);
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    private Span<double> At(double[] messages, int k) => messages.AsSpan(k * _memories, _memories);
}
