using System.Diagnostics.CodeAnalysis;

namespace Unmask.Interpretation;

/// <summary>Numbers the distinct contents of a sequence's memory, so that states can be merged by (tokens, memory).</summary>
internal sealed class MemoryTable
{
    private readonly List<int[]> _contents;
    private readonly Dictionary<int[], int> _numbers = new(new SameContents());

    /// <summary>Number 0 is a memory of zeros.</summary>
    public MemoryTable(int size)
    {
        _contents = [new int[size]];
        _numbers[_contents[0]] = 0;
    }

    /// <summary>Writes the memory of this number.</summary>
    public void Copy(int number, Span<int> memory) => _contents[number].CopyTo(memory);

    /// <summary>The number of this memory.</summary>
    public int Intern(int[] memory)
    {
        if (!_numbers.TryGetValue(memory, out var number))
        {
            number = _contents.Count;
            _contents.Add([.. memory]);
            _numbers[_contents[number]] = number;
        }

        return number;
    }

    private sealed class SameContents : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] int[] memory)
        {
            var hash = default(HashCode);
            foreach (var value in memory)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
