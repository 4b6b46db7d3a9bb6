using Unmask.Interpretation;

namespace Unmask.Tests.Unit.Interpretation;

public class SampleBlocksTests
{
    [Fact]
    public void Of_several_blocks_that_throw_the_first_ones_exception_comes_out_as_it_was()
    {
        for (var trial = 0; trial < 50; trial++)
        {
            var thrown = Assert.Throws<InvalidOperationException>(() => SampleBlocks.Run<int, int>(
                100_000, () => 0, (_, first, _) => first >= 5 * 256 ? throw new InvalidOperationException($"{first}") : 0, _ => { }, TestContext.Current.CancellationToken));
            Assert.Equal($"{5 * 256}", thrown.Message);
        }
    }

    [Fact]
    public void A_worker_that_cannot_be_made_is_no_aggregate_either() => Assert.Throws<InvalidOperationException>(() => SampleBlocks.Run<int, int>(
        1000, () => throw new InvalidOperationException(), (_, _, _) => 0, _ => { }, TestContext.Current.CancellationToken));
}
