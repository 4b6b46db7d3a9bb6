using System.Runtime.CompilerServices;

namespace Unmask.Numerics;

/// <summary>
/// A counter-based random stream: Philox 4×32-10 (Salmon et al., SC 2011), keyed by (seed, purpose, sample, step, position).
/// </summary>
/// <remarks>
/// The same key gives the same numbers on any thread, in any order and batch: results depend on what is drawn, never on
/// who draws it. A value type with no shared state; a copy continues on its own from the same place. Not thread-safe.
/// </remarks>
public struct RandomStream
{
    private readonly uint _key0, _key1, _sample, _step, _position;
    private uint _block;
    private ulong _spare;
    private bool _hasSpare;

    /// <summary>The stream of one decision.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the numbers are for, so that data, tokens and orders never share them.</param>
    /// <param name="sample">The index of the sequence.</param>
    /// <param name="step">The step of the sampler, 0-based.</param>
    /// <param name="position">The position in the sequence; 0 where a step draws one thing.</param>
    public RandomStream(ulong seed, StreamPurpose purpose, long sample, int step = 0, int position = 0)
    {
        var key = Mix(Mix(seed + 0x9E3779B97F4A7C15UL) ^ (((ulong)purpose << 32) | (ulong)(sample >>> 32)));
        _key0 = (uint)key;
        _key1 = (uint)(key >> 32);
        _sample = (uint)sample;
        _step = (uint)step;
        _position = (uint)position;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        var (low, high) = Block(_block++, _position, _step, _sample, _key0, _key1);
        _spare = high;
        _hasSpare = true;
        return low;
    }

    /// <summary>A uniform double in <c>[0, 1)</c> of 53 bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer in <c>[0, bound)</c>, without bias.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var limit = ulong.MaxValue - (ulong.MaxValue % (ulong)bound);
        ulong bits;
        do
        {
            bits = NextBits();
        }
        while (bits >= limit);

        return (int)(bits % (ulong)bound);
    }

    /// <summary>One block of Philox 4×32-10: a bijection of the 128-bit counter under the 64-bit key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (ulong Low, ulong High) Block(uint c0, uint c1, uint c2, uint c3, uint key0, uint key1)
    {
        for (var round = 0; round < 10; round++)
        {
            var product0 = 0xD2511F53UL * c0;
            var product1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ key1, (uint)product0);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }

        return (c0 | ((ulong)c1 << 32), c2 | ((ulong)c3 << 32));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
