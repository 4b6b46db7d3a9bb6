using System.Buffers;

namespace Unmask.Host.Conditioning;

/// <summary>A query about free tokens as one about full sequences: the given tokens inserted, the positions theirs.</summary>
/// <remarks>The rows are the same and stand in the same order. Memory comes from the shared pool: dispose it after the question.</remarks>
internal readonly ref struct FullQuery : IDisposable
{
    private readonly int[] _memory;

    public FullQuery(GivenTokens given, in Query free)
    {
        var (tokens, offsets) = (free.Count * given.Full.Length, free.Count + 1);
        _memory = ArrayPool<int>.Shared.Rent(tokens + offsets + free.Rows);
        var full = _memory.AsSpan(0, tokens);
        var starts = _memory.AsSpan(tokens, offsets);
        var positions = _memory.AsSpan(tokens + offsets, free.Rows);
        var row = starts[0] = 0;
        for (var k = 0; k < free.Count; k++)
        {
            given.Insert(free.Tokens(k), full.Slice(k * given.Full.Length, given.Full.Length));
            foreach (var position in free.Positions(k))
            {
                positions[row++] = given.Positions[position];
            }

            starts[k + 1] = row;
        }

        Query = new Query(given.Full, full, starts, positions);
    }

    public Query Query { get; }

    public void Dispose() => ArrayPool<int>.Shared.Return(_memory);
}
