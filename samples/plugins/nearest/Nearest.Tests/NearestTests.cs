using Unmask;
using Unmask.Testing;

namespace Samples.Tests;

/// <summary>The contract of a predictor, and the two ends: no token, and all of them.</summary>
public sealed class NearestTests : PredictorConformance
{
    private static readonly TableLaw _law = TableLaw.Random(new Shape(3, 2), 7);

    protected override IMaskPredictor Create(IDataDistribution data) => new Nearest(new NearestOptions(1), data);

    [Fact]
    public void Without_tokens_it_predicts_the_marginal()
    {
        var marginal = new double[2];
        _law.Window(1, 1, marginal);
        Assert.Equal(marginal, Row(new Nearest(new NearestOptions(0), _law)));
    }

    [Fact]
    public void With_all_tokens_it_predicts_the_conditional() => Assert.Equal(Row(_law), Row(new Nearest(new NearestOptions(2), _law)));

    /// <summary>The row of the position in the middle, its neighbours revealed.</summary>
    private static double[] Row(IMaskPredictor predictor)
    {
        var row = new double[2];
        predictor.Predict(new Query(_law.Shape, [0, 2, 1], [0, 1], [1]), row, TestContext.Current.CancellationToken);
        return row;
    }
}
