using System.Numerics;

namespace Unmask.Interpretation;

/// <summary>The sets of w out of L positions as bits, in ascending order of number, which is that of their ranks.</summary>
internal struct SetsOfSize(int length, int size)
{
    private bool _started;

    /// <summary>The set, position i as bit i.</summary>
    public uint Current { get; private set; }

    /// <summary>Moves to the next set (Gosper's way: the lowest run of bits moves one up, what is left of it to the bottom).</summary>
    public bool MoveNext()
    {
        if (!_started)
        {
            _started = true;
            Current = (1u << size) - 1;
            return true;
        }

        if (Current == 0)
        {
            return false;
        }

        var lowest = Current & (~Current + 1);
        var ripple = Current + lowest;
        Current = ripple | (((Current ^ ripple) >> 2) / lowest);
        return Current >> length == 0;
    }

    /// <summary>The rank of a set among those of its size, <c>Σ_j C(p_j, j+1)</c> over its positions <c>p_0 &lt; p_1 &lt; …</c></summary>
    public static int Rank(uint set, int[][] binomials)
    {
        var rank = 0;
        for (var j = 1; set != 0; j++, set &= set - 1)
        {
            rank += binomials[BitOperations.TrailingZeroCount(set)][j];
        }

        return rank;
    }
}
