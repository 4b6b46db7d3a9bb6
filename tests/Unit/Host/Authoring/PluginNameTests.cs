using Unmask.Host.Authoring;

namespace Unmask.Tests.Unit.Host.Authoring;

public class PluginNameTests
{
    [Theory]
    [InlineData("WideSpread", "WideSpread", "wide-spread")]
    [InlineData("wide-spread", "WideSpread", "wide-spread")]
    [InlineData("HTTPNoise", "HTTPNoise", "http-noise")]
    [InlineData("Top2Logits", "Top2Logits", "top-2-logits")]
    [InlineData("top2-logits", "Top2Logits", "top2-logits")]
    [InlineData("ABTest", "ABTest", "ab-test")]
    [InlineData("X", "X", "x")]
    public void One_form_gives_the_other(string given, string type, string kind) => Assert.Equal(new PluginName(type, kind), PluginName.Parse(given));

    [Theory]
    [InlineData("")]
    [InlineData("wideSpread")]
    [InlineData("Wide-Spread")]
    [InlineData("wide--spread")]
    [InlineData("-wide")]
    [InlineData("2wide")]
    [InlineData("wide_spread")]
    [InlineData("Wide.Spread")]
    [InlineData("Wide\n")]
    [InlineData("wide\n")]
    public void Anything_else_is_no_name(string given) => Assert.Null(PluginName.Parse(given));
}
