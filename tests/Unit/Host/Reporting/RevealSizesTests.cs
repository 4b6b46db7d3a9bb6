using CsCheck;
using Unmask.Host.Reporting;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Reporting;

public class RevealSizesTests
{
    /// <summary>Falling curves, a predictor that is worse or exact, and any sizes: what each step adds tells its size.</summary>
    [Fact]
    public void Sizes_are_told_from_what_each_step_adds() =>
        (from drops in Gen.Double[0.01, 1].Array[1, 12]
         from excess in Gen.Double[0, 0.5]
         from cuts in Gen.Bool.Array[drops.Length]
         select (drops, excess, cuts)).Sample((drops, excess, cuts) =>
        {
            var h = drops.Select((_, w) => 3 - drops.Take(w).Sum() / 4).ToArray();
            var c = h.Select(value => value + excess).ToArray();
            var sizes = Sizes(cuts);
            Assert.Equal(sizes, RevealSizes.Of(h, c, Added(h, c, sizes)));
        });

    [Fact]
    public void Where_several_sizes_or_none_would_do_nothing_is_told()
    {
        double[] flat = [1, 1, 1, 1], falling = [1, 0.9, 0.8, 0.7];
        Assert.Null(RevealSizes.Of(flat, flat, Added(flat, flat, [1, 2, 1])));
        Assert.Null(RevealSizes.Of(falling, falling, [0.05, 0.15]));
        Assert.Null(RevealSizes.Of(falling, falling, []));
        Assert.Equal([4], RevealSizes.Of(flat, flat, [0])!);
    }

    [Fact]
    public void A_sequence_drawn_once_everywhere_tells_its_sizes()
    {
        Assert.Equal([2, 1], RevealSizes.Of(new Draw(0, [0, 1, 2], null, [new(0, 1, 1, 0.1), new(0, 2, 2, 0.1), new(3, 0, 0, null)]))!);
        Assert.Null(RevealSizes.Of(new Draw(0, [0, 1], null, [new(0, 1, 1, 0.1), new(1, 1, 0, 0.1)])));
        Assert.Null(RevealSizes.Of(new Draw(0, [0, 1], null, [new(-1, 0, 0, 0.1), new(-1, 1, 1, 0.1)])));
    }

    private static int[] Sizes(bool[] cuts)
    {
        var sizes = new List<int>();
        var size = 0;
        foreach (var cut in cuts)
        {
            size++;
            if (cut)
            {
                sizes.Add(size);
                size = 0;
            }
        }

        return size > 0 ? [.. sizes, size] : [.. sizes];
    }

    private static double[] Added(double[] h, double[] c, int[] sizes)
    {
        var revealed = 0;
        return [.. sizes.Select(size =>
        {
            var sum = Enumerable.Range(revealed, size).Sum(w => c[revealed] - h[w]);
            revealed += size;
            return sum;
        })];
    }
}
