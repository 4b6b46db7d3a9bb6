using Unmask.Host.Conditioning;
using Unmask.Host.Recording;

namespace Unmask.Tests.Unit.Host.Recording;

public class SequenceTextTests
{
    [Fact]
    public void Given_tokens_stand_in_the_text_and_masks_are_boxes() =>
        Assert.Equal("ab□c", new SequenceText(new Letters(), new GivenTokens(new Shape(4, 3), [3, 1, 3, 2])).Of([0, 3], 3));

    [Fact]
    public void A_symbol_without_a_text_leaves_none() => Assert.Null(new SequenceText(new Letters(), null).Of([0, 5], 9));

    [Fact]
    public void Without_an_alphabet_there_is_no_text() => Assert.Null(new SequenceText(null, null).Of([0, 1], 3));

    private sealed class Letters : ITokenizer
    {
        public IEnumerable<int> Symbols(Stream text) => [];

        public string? Text(int symbol) => symbol < 3 ? "abc"[symbol].ToString() : null;
    }
}
