using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

public sealed class NearestNameTests
{
    private static readonly string[] _schedules = ["balanced", "cosine", "entropy", "one-large", "sizes"];

    [Theory]
    [InlineData("balnced", "balanced")]
    [InlineData("BALANCED", "balanced")]
    [InlineData("blaanced", "balanced")]
    [InlineData("cosin", "cosine")]
    [InlineData("onelarge", "one-large")]
    [InlineData("size", "sizes")]
    public void A_near_name_is_found(string given, string expected) => Assert.Equal(expected, NearestName.Of(given, _schedules));

    [Theory]
    [InlineData("zipf")]
    [InlineData("left-to-right")]
    [InlineData("")]
    public void A_far_name_is_not_guessed(string given) => Assert.Null(NearestName.Of(given, _schedules));

    [Fact]
    public void Nothing_is_near_when_nothing_is_known() => Assert.Null(NearestName.Of("steps", []));

    [Fact]
    public void The_first_of_equally_near_names_wins() => Assert.Equal("cat", NearestName.Of("bat", ["cat", "hat"]));
}
