using Unmask.Numerics;

namespace Unmask.Tests.Unit.Numerics;

public class RandomStreamTests
{
    // Known answers of Philox 4×32-10 as published with Random123.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_gives_its_published_known_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        var (low, high) = RandomStream.Block(c0, c1, c2, c3, k0, k1);
        Assert.Equal((r0 | ((ulong)r1 << 32), r2 | ((ulong)r3 << 32)), (low, high));
    }

    [Fact]
    public void The_same_key_gives_the_same_numbers_and_a_copy_goes_its_own_way()
    {
        var one = new RandomStream(1, StreamPurpose.Tokens, 7, 3, 2);
        var two = new RandomStream(1, StreamPurpose.Tokens, 7, 3, 2);
        Assert.Equal(one.NextBits(), two.NextBits());
        var copy = one;
        var next = one.NextBits();
        one.NextBits();
        Assert.Equal(next, copy.NextBits());
        Assert.Equal(next, two.NextBits());
    }

    [Fact]
    public void Every_part_of_the_key_matters()
    {
        RandomStream[] streams =
        [
            new(1, StreamPurpose.Tokens, 7, 3, 2),
            new(2, StreamPurpose.Tokens, 7, 3, 2),
            new(1, StreamPurpose.Choices, 7, 3, 2),
            new(1, StreamPurpose.Data, 7, 3, 2),
            new(1, StreamPurpose.Tokens, 8, 3, 2),
            new(1, StreamPurpose.Tokens, 7 + (1L << 32), 3, 2),
            new(1, StreamPurpose.Tokens, 7 + (1L << 33), 3, 2),
            new(1, StreamPurpose.Tokens, 7, 4, 2),
            new(1, StreamPurpose.Tokens, 7, 3, 3),
            new(1, StreamPurpose.Tokens, 7, 2, 3),
        ];
        Assert.Equal(streams.Length * 4, streams.SelectMany(stream => Enumerable.Range(0, 4).Select(_ => stream.NextBits()).ToArray()).Distinct().Count());
    }

    [Fact]
    public void Neighbouring_streams_are_uniform_and_uncorrelated()
    {
        const int streams = 100_000;
        var (sum, squares, products, previous) = (0.0, 0.0, 0.0, 0.0);
        var counts = new int[64];
        for (var sample = 0; sample < streams; sample++)
        {
            var u = new RandomStream(42, StreamPurpose.Data, sample).NextDouble();
            Assert.InRange(u, 0, Math.BitDecrement(1.0));
            counts[(int)(u * 64)]++;
            sum += u - 0.5;
            squares += (u - 0.5) * (u - 0.5);
            products += (u - 0.5) * (previous - 0.5);
            previous = u;
        }

        Assert.InRange(sum / Math.Sqrt(streams / 12.0), -4, 4);
        Assert.Equal(1 / 12.0, squares / streams, 0.002);
        Assert.InRange(products / Math.Sqrt(streams) * 12, -4, 4);
        Assert.InRange(counts.Sum(count => Math.Pow(count - (streams / 64.0), 2) / (streams / 64.0)), 25, 120);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(int.MaxValue)]
    public void Integers_are_in_range_and_even(int bound)
    {
        var random = new RandomStream(3, StreamPurpose.Choices, bound);
        var thirds = new int[3];
        for (var n = 0; n < 30_000; n++)
        {
            var value = random.NextInt(bound);
            Assert.InRange(value, 0, bound - 1);
            thirds[(int)(value * 3L / bound)]++;
        }

        if (bound % 3 == 0 || bound == int.MaxValue)
        {
            Assert.InRange(thirds.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 25);
        }
    }

    [Fact]
    public void A_bound_that_is_not_positive_is_refused()
    {
        var random = new RandomStream(3, StreamPurpose.Choices, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(-1));
    }

    [Fact]
    public void Drawing_allocates_nothing()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var total = 0.0;
        for (var n = 0; n < 1000; n++)
        {
            var random = new RandomStream(1, StreamPurpose.Data, n);
            total += random.NextDouble() + random.NextInt(5);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(total > 0);
    }
}
