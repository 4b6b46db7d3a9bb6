using System.Runtime.InteropServices;

namespace Unmask.Plugins.Metrics;

/// <summary>Counts what stands in every window of <c>width</c> neighbouring positions; whole sequences when the width is L.</summary>
/// <remarks>Keeps one count for each window and content seen: never the sequences. Not thread-safe: one tally, one block.</remarks>
/// <param name="shape">Length and symbols.</param>
/// <param name="width">Positions of a window, 1…L, with <c>S^width</c> at most <see cref="LargestSpace"/>.</param>
internal sealed class WindowTally(Shape shape, int width) : ITally
{
    /// <summary>The largest number of contents of one window that is counted.</summary>
    public const int LargestSpace = 1 << 22;

    private readonly long _contents = (long)Math.Pow(shape.States, width);
    private readonly Dictionary<long, long> _counts = [];

    /// <summary>The number of sequences looked at.</summary>
    public long Count { get; private set; }

    /// <summary>Whether windows of this width can be counted, at one operation for each content of each window.</summary>
    public static Feasibility Check(Shape shape, int width)
    {
        var contents = Math.Pow(shape.States, width);
        return contents <= LargestSpace
            ? Feasibility.Costs(contents * (shape.Length - width + 1))
            : Feasibility.No($"{width} {(width == 1 ? "position has" : "positions have")} {shape.States}^{width} = {contents:G3} states, more than the {LargestSpace:N0} that are counted from samples");
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<int> tokens, int calls)
    {
        Count++;
        var content = 0L;
        for (var i = 0; i < tokens.Length; i++)
        {
            content = ((content * shape.States) + tokens[i]) % _contents;
            if (i >= width - 1)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_counts, ((i - width + 1) * _contents) + content, out _)++;
            }
        }
    }

    /// <inheritdoc/>
    public void Merge(ITally later)
    {
        var other = (WindowTally)later;
        Count += other.Count;
        foreach (var (key, count) in other._counts)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _) += count;
        }
    }

    /// <summary>The frequencies of one window's contents, row-major: its first position is slowest; they sum to 1.</summary>
    /// <param name="start">The window's first position.</param>
    /// <param name="frequencies">Receives <c>q̂</c>, shape [S^width].</param>
    public void Frequencies(int start, Span<double> frequencies)
    {
        for (var content = 0; content < frequencies.Length; content++)
        {
            frequencies[content] = (double)_counts.GetValueOrDefault((start * _contents) + content) / Count;
        }
    }
}
