using CsCheck;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

public class ScoreLossesTests
{
    [Theory]
    [InlineData(Chains.Kind.Masked)]
    [InlineData(Chains.Kind.Uniform)]
    [InlineData(Chains.Kind.Circle)]
    public void They_are_the_sums_over_all_pairs_of_states(object kind)
    {
        var masked = (Chains.Kind)kind == Chains.Kind.Masked;
        var law = new ForwardLaw(Chains.Process((Chains.Kind)kind), ReverseLawTests.Table(2, 3, zeros: false));
        var wave = new Chains.Wave(0.4, 1, law.Space.Symbols);
        var (oracle, data) = (Chains.Oracle((Chains.Kind)kind, law.Shape), law.Data.ToArray());
        foreach (var chain in new[] { ReverseChain.Of(law, Chains.Constant(2), (ITokenFactors)wave), ReverseChain.Of(law, Chains.Constant(2), (IStateScores)wave) })
        {
            var losses = ScoreLosses.Of(chain, CancellationToken.None);
            Close.To(Oracle((_, p, q, s, e, _) => p * q * ((s * Math.Log(s / e)) + e - s)), losses.ScoreEntropy.Value, relative: 1e-8);
            Close.To(Oracle((_, p, q, s, e, _) => p * q * s * Math.Pow(1 - (e / s), 2)), losses.WeightedRatio.Value, relative: 1e-8);
            Close.To(Oracle((_, p, q, s, e, _) => p * q * s * Math.Pow(Math.Abs(1 - (e / s)), 3)), losses.Cubic.Value, relative: 2e-6);
            Close.To(Oracle((_, p, q, s, _, _) => p * q * s), losses.Leaving, relative: 1e-8);
            Close.To(Oracle((_, p, q, _, _, _) => p * q), losses.Entering, relative: 1e-8);
            if (masked)
            {
                Assert.Equal(double.PositiveInfinity, losses.WeightedScoreMatching.Value);
                Assert.Contains("as t → 0", losses.WeightedScoreMatching.Reason, StringComparison.Ordinal);
                Close.To(Oracle((b, p, q, s, e, pair) => p * q * ((s * Math.Log(s / e)) + e - s) * Tilt(b, pair.X)), losses.Conditioned!.Value.Value, relative: 1e-8);
            }
            else
            {
                Assert.Null(losses.Conditioned);
                Close.To(Oracle((_, p, q, s, e, _) => p * q * Math.Pow(s - e, 2) / 2), losses.WeightedScoreMatching.Value, relative: 1e-8);
            }

            Assert.InRange(losses.LeastRatio, Math.Exp(-0.4), Math.Exp(-0.38));
            Assert.InRange(losses.LargestRatio, Math.Exp(0.38), Math.Exp(0.4));
            Assert.True(losses.InBand);
        }

        double Oracle(Func<double, double, double, double, double, (int X, int Y, int Position), double> term) =>
            oracle.Integral(data, 1e-12, 0.05, Score, 60, term) + oracle.Integral(data, 0.05, 2, Score, 100, term);

        double Score(double b, int x, int i, int v, double exact) => exact * wave.Factor(b / 2, i, v);

        // P(X_T = m | X_t = x) / P(X_T = m): every revealed token is masked between B and 2.
        double Tilt(double b, int x) =>
            Math.Pow(1 - Math.Exp(b - 2), Laws.Tokens(x, 2, 4).Count(token => token < 3)) / Math.Pow(1 - Math.Exp(-2), 2);
    }

    [Fact]
    public void The_exact_score_has_none() =>
        Chains.All(27, Chains.Kind.Masked, Chains.Kind.Uniform, Chains.Kind.Circle).Sample(
            @case =>
            {
                var law = new ForwardLaw(Chains.Process(@case.Kind), @case.Table.Law);
                var noise = Chains.Constant(@case.Total);
                foreach (var chain in new[] { ReverseChain.Exact(law, noise), ReverseChain.Of(law, noise, new Chains.Scores((_, _, _, _, exact) => exact)) })
                {
                    var losses = ScoreLosses.Of(chain, CancellationToken.None);
                    foreach (var loss in new[] { losses.ScoreEntropy, losses.WeightedScoreMatching, losses.WeightedRatio, losses.Cubic, losses.Conditioned ?? losses.Cubic })
                    {
                        Close.To(0, loss.Value, absolute: 1e-20);
                        Assert.Null(loss.Reason);
                    }
                }
            },
            iter: 6);

    [Fact]
    public void A_mask_predictor_has_the_training_error_of_one_token_at_a_time_at_every_horizon()
    {
        var table = ReverseLawTests.Table(3, 2, zeros: false);
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Masked), table);
        var expected = Divergences.TrainingError(table.Probabilities, 3, 2, [1, 1, 1], ReverseLawTests.Mixture(table));
        foreach (var noise in new[] { Chains.Constant(0.3), Chains.Constant(4), Chains.LogLinear(0) })
        {
            var losses = ScoreLosses.Of(ReverseChain.Of(law, noise, ReverseLawTests.Score(table)), CancellationToken.None);
            Close.To(expected, losses.Conditioned!.Value.Value, relative: 1e-9);
            if (double.IsInfinity(noise.Integral(1)))
            {
                Close.To(expected, losses.ScoreEntropy.Value, relative: 1e-9);
            }
        }
    }

    [Fact]
    public void Weighted_score_matching_needs_full_support_under_the_uniform_process()
    {
        var wave = new Chains.Wave(0.2, 1, 2);
        Loss Of(params double[] p) => ScoreLosses.Of(
            ReverseChain.Of(new ForwardLaw(Chains.Process(Chains.Kind.Uniform), new DataLaw(new Shape(2, 2), p)), Chains.Constant(2), (ITokenFactors)wave), CancellationToken.None).WeightedScoreMatching;

        Assert.True(double.IsFinite(Of(0.4, 0.1, 0.1, 0.4).Value));
        Assert.True(double.IsFinite(Of(0.5, 1e-9, 1e-9, 0.5).Value));
        var infinite = Of(0.5, 0, 0, 0.5);
        Assert.Equal(double.PositiveInfinity, infinite.Value);
        Assert.Contains("in state (0, 1)", infinite.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Away_from_the_data_an_error_has_a_finite_weighted_score_matching_loss_under_the_masked_process()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Masked), ReverseLawTests.Table(2, 2, zeros: true));
        var losses = ScoreLosses.Of(ReverseChain.Of(law, Chains.Constant(2), new Chains.Factors(t => 1 + (8 * t * t * (1 - t)))), CancellationToken.None);
        Assert.InRange(losses.WeightedScoreMatching.Value, 0.01, 10);
        Assert.False(losses.InBand);

        // An error that vanishes like √t: (s − s̃)² p ~ (1/t)² · t · t is bounded.
        Assert.True(double.IsFinite(ScoreLosses.Of(ReverseChain.Of(law, Chains.Constant(2), new Chains.Factors(t => 1 + Math.Sqrt(t))), CancellationToken.None).WeightedScoreMatching.Value));
    }

    [Fact]
    public void A_score_of_zero_at_a_possible_jump_makes_the_entropy_infinite_and_one_at_an_impossible_jump_the_ratio()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Masked), new DataLaw(new Shape(2, 2), [0.5, 0, 0, 0.5]));
        var noise = Chains.Constant(2);
        var factored = ReverseChain.Of(law, noise, new Chains.Factors(t => t > 0.5 ? 0 : 1));
        var pairs = ReverseChain.Of(law, noise, new Chains.Scores((level, _, _, _, exact) => level.Time > 0.5 ? 0 : exact));
        foreach (var zero in new[] { factored, pairs }.Select(chain => ScoreLosses.Of(chain, CancellationToken.None)))
        {
            Assert.Equal(double.PositiveInfinity, zero.ScoreEntropy.Value);
            Assert.Contains("the estimate 0", zero.ScoreEntropy.Reason, StringComparison.Ordinal);
            Assert.Equal(double.PositiveInfinity, zero.Conditioned!.Value.Value);
            Assert.InRange(zero.WeightedRatio.Value, 0.1, 2);
            Assert.True(double.IsFinite(zero.WeightedScoreMatching.Value));
            Assert.Equal(0, zero.LeastRatio);
        }

        var impossible = ScoreLosses.Of(ReverseChain.Of(law, Chains.Constant(2), ReverseLawTests.Score(new DataLaw(law.Shape, [0.5, 0, 0, 0.5]))), CancellationToken.None);
        Assert.Equal(double.PositiveInfinity, impossible.WeightedRatio.Value);
        Assert.Contains("where the exact score is 0", impossible.WeightedRatio.Reason, StringComparison.Ordinal);
        Assert.True(double.IsFinite(impossible.ScoreEntropy.Value));
        Assert.True(double.IsFinite(impossible.Cubic.Value));
    }
}
