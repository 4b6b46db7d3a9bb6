using Unmask;
using Unmask.Testing;

namespace MyPlugins.Tests;

/// <summary>The contract of a predictor; inherited tests do the rest.</summary>
public sealed class PluginNameTests : PredictorConformance
{
    protected override IMaskPredictor Create(IDataDistribution data) => new PluginName(new PluginNameOptions(Spacing: 0.5), new Conditionals(data));

    [Theory]
    [InlineData(1e-6, 0.3, 0.7)]
    [InlineData(10, 0.5, 0.5)]
    [InlineData(1, 0.26894142137, 0.73105857863)]
    public void A_logit_is_rounded_to_the_spacing(double spacing, double first, double second)
    {
        double[] row = [0.3, 0.7];

        new PluginName(new PluginNameOptions(spacing), TableLaw.Random(new Shape(1, 2), 1)).Map(row, row);

        Assert.Equal(first, row[0], 1e-5);
        Assert.Equal(second, row[1], 1e-5);
    }

    /// <summary>The data law's own conditionals, as the plugin <c>exact</c> gives them.</summary>
    private sealed class Conditionals(IDataDistribution data) : IMaskPredictor, IRowMap
    {
        public bool IsIdentity => true;

        public void Map(ReadOnlySpan<double> exact, Span<double> row) => exact.CopyTo(row);

        public void Predict(in Query query, Span<double> rows, CancellationToken stop) => data.Find<IConditionalLaw>()!.Conditionals(query, rows, stop);
    }
}
