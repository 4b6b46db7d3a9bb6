using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>Sums of a row's excess over positions, sorted by which revealed tokens are nearest; the input of <see cref="GapAverage"/>.</summary>
/// <remarks>Filled in fixed blocks that are added in order, so the total does not depend on threads. A block belongs to one thread.</remarks>
internal sealed class GapSums(int length)
{
    /// <summary>How many blocks there are.</summary>
    public const int Blocks = 64;

    private readonly Block[] _blocks = [.. Enumerable.Range(0, Blocks).Select(_ => new Block(length))];

    /// <summary>The part of one block.</summary>
    public Block this[int block] => _blocks[block];

    /// <summary><c>E KL(p*_i ‖ f(p*_i))</c> for w = 0…L−1, W uniform of size w and i uniform outside W.</summary>
    public double[] Average() =>
        GapAverage.Of(length, Total(block => block.None)[0], Total(block => block.Left), Total(block => block.Right), Total(block => block.Both));

    private double[] Total(Func<Block, Sum[]> part)
    {
        var total = new double[part(_blocks[0]).Length];
        for (var k = 0; k < total.Length; k++)
        {
            var sum = new Sum();
            foreach (var block in _blocks)
            {
                sum.Add(part(block)[k].Value);
            }

            total[k] = sum.Value;
        }

        return total;
    }

    /// <summary>Running sums.</summary>
    internal sealed class Block(int length)
    {
        /// <summary>Nothing is revealed; one entry.</summary>
        public Sum[] None { get; } = new Sum[1];

        /// <summary>Index l + 1: l is the nearest revealed position on the left, and none is revealed on the right.</summary>
        public Sum[] Left { get; } = new Sum[length + 1];

        /// <summary>Index r + 1: r is the nearest revealed position on the right, and none is revealed on the left.</summary>
        public Sum[] Right { get; } = new Sum[length + 1];

        /// <summary>Index r − l: both are revealed, and none between.</summary>
        public Sum[] Both { get; } = new Sum[length];
    }
}
