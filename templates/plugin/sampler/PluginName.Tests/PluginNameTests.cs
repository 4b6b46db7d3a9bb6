using Unmask;
using Unmask.Testing;

namespace MyPlugins.Tests;

/// <summary>The contract of a sampler; inherited tests do the rest.</summary>
public sealed class PluginNameTests : SamplerConformance
{
    protected override ISampler Create(Shape shape) => new PluginName(new PluginNameOptions(Steps: 2, Mass: 0.8));

    [Theory]
    [InlineData(0.3, new[] { 0.0, 1.0, 0.0 })]
    [InlineData(0.6, new[] { 0.375, 0.625, 0.0 })]
    [InlineData(1.0, new[] { 0.3, 0.5, 0.2 })]
    public void A_token_is_drawn_from_the_likeliest_symbols(double mass, double[] expected)
    {
        var choices = new Committed();

        new PluginName(new PluginNameOptions(Steps: 1, mass)).Move(new Step(0, new Shape(1, 3), [3], [0], []), new Rows([0], [0.3, 0.5, 0.2], 3), choices);

        Assert.All(expected.Zip(choices.Law), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private sealed class Committed : IChoices
    {
        public double[] Law { get; private set; } = [];

        public void Subset(ReadOnlySpan<int> from, Span<int> chosen) => from.CopyTo(chosen);

        public void Commit(int position, ReadOnlySpan<double> law) => Law = law.ToArray();

        public int Pick(ReadOnlySpan<double> law) => throw new NotSupportedException();

        public void Reveal(int position) => throw new NotSupportedException();

        public void Write(int position, int symbol) => throw new NotSupportedException();
    }
}
