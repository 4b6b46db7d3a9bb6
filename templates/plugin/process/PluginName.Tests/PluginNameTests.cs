using Unmask;
using Unmask.Testing;

namespace MyPlugins.Tests;

/// <summary>The contract of a process; inherited tests do the rest.</summary>
public sealed class PluginNameTests : ProcessConformance
{
    protected override IForwardProcess Create() => new PluginName(new PluginNameOptions(Uniform: 0.3));

    [Fact]
    public void A_token_keeps_its_symbol_or_gets_it_back_until_it_is_masked()
    {
        var kernel = new double[9];

        Create().Kernel(2, 2, kernel);

        var unmasked = Math.Exp(-0.7 * 2);
        Assert.Equal(unmasked * (1 + Math.Exp(-0.3 * 2)) / 2, kernel[0], 1e-12);
        Assert.Equal(unmasked * (1 - Math.Exp(-0.3 * 2)) / 2, kernel[1], 1e-12);
        Assert.Equal(1 - unmasked, kernel[2], 1e-12);
    }
}
