using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

/// <summary>Scores at the ends of what a double holds, and processes whose masks mean something else.</summary>
public class ScoreRatiosTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-320)]
    [InlineData(1e-22)]
    [InlineData(800)]
    [InlineData(double.PositiveInfinity)]
    public void A_masked_tokens_ratios_are_finite_at_any_noise(double b)
    {
        var row = new[] { 1, 0.0, 0.25 };
        ScoreRatios.OfMask(b, row);
        Assert.All(row, ratio => Assert.True(ratio >= 0 && double.IsFinite(ratio)));
        Assert.Equal(0, row[1]);
        Assert.Equal(b is 1e-22 ? 1e22 : b > 1 ? 0 : double.MaxValue, row[0], b is 1e-22 ? 1e8 : 1e-300);
    }

    [Fact]
    public void Ratios_to_a_symbol_that_cannot_be_there_are_0()
    {
        var row = new[] { 0.5, 1e-310, 0.5 };
        ScoreRatios.OfWeights(row, 1);
        Assert.Equal([0, 1, 0], row);
        row = [0.5, Math.ScaleB(1, -1000), 0.25];
        ScoreRatios.OfWeights(row, 1);
        Assert.Equal(1, row[1]);
        Assert.Equal((Math.ScaleB(1, 999), Math.ScaleB(1, 998)), (row[0], row[2]));
    }

    [Fact]
    public void A_mask_that_symbols_jump_to_at_rates_of_their_own_is_refused()
    {
        Assert.Null(ScoreRatios.Refusal(Chains.Process(Chains.Kind.Masked), 3));
        Assert.Contains("take the process masked, uniform or tokens", ScoreRatios.Refusal(new Own(), 2), StringComparison.Ordinal);
    }

    /// <summary>Symbol 0 is masked at rate 1, symbol 1 at rate 2.</summary>
    private sealed class Own : IForwardProcess
    {
        public int Symbols(int states) => 3;

        public void Generator(int states, Span<double> generator) => new double[] { -1, 0, 1, 0, -2, 2, 0, 0, 0 }.CopyTo(generator);

        public void Kernel(int states, double b, Span<double> kernel) => throw new NotSupportedException();

        public void Prior(int states, Span<double> prior) => new double[] { 0, 0, 1 }.CopyTo(prior);
    }
}
