using Unmask.Interpretation;
using Unmask.Numerics;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Interpretation;

public class CurveEstimationTests
{
    private static readonly Shape _shape = new(5, 2);

    [Fact]
    public void Standard_errors_are_calibrated_for_curves_costs_and_paired_differences()
    {
        var law = TableLaw.Random(_shape, 3);
        var predictor = TableLaw.Random(_shape, 4);
        var (few, many) = (Visits(2, 2, 1), Visits(1, 1, 1, 1, 1));
        var c = Curves.CrossEntropy(law.Probabilities, 5, 2, Predicted(predictor));
        var (cost, least) = ((2 * c[0]) + (2 * c[2]) + c[4], c.Sum());

        var scores = new List<double>[] { [], [], [], [] };
        for (var seed = 0UL; seed < 300; seed++)
        {
            var estimate = CurveEstimation.Run(Tokens(law, predictor), seed, 100, CancellationToken.None);
            scores[0].Add(Score(c[2], estimate.CrossEntropy(2)));
            scores[1].Add(Score(cost, EstimatedDivergence.EvidenceBound(estimate, few)));
            scores[2].Add(Score(cost - least, EstimatedDivergence.Difference(estimate, few, many)));
            scores[3].Add(Score(cost - Tests.Oracles.Laws.Entropy(law.Probabilities), EstimatedDivergence.Of(estimate, few)));
        }

        Assert.All(scores, each =>
        {
            var deviation = Math.Sqrt(each.Sum(z => z * z) / each.Count);
            Assert.True(deviation is > 0.85 and < 1.18, $"z has the deviation {deviation}");
        });
    }

    [Fact]
    public void A_difference_is_tighter_than_its_two_sides_apart()
    {
        var estimate = CurveEstimation.Run(Tokens(TableLaw.Random(_shape, 3), TableLaw.Random(_shape, 4)), 1, 1000, CancellationToken.None);
        var (one, other) = (Visits(2, 2, 1), Visits(1, 2, 2));
        var (_, error) = EstimatedDivergence.Difference(estimate, one, other);
        var apart = Math.Sqrt(new[] { one, other }.Sum(sizes => Math.Pow(EstimatedDivergence.EvidenceBound(estimate, sizes).StandardError!.Value, 2)));
        Assert.True(error < 0.6 * apart, $"{error} paired, {apart} apart");
        Assert.Equal(EstimatedDivergence.Of(estimate, one).Value - EstimatedDivergence.Of(estimate, other).Value, EstimatedDivergence.Difference(estimate, one, other).Value, 1e-12);
    }

    [Fact]
    public void One_position_of_one_mask_a_sequence_varies_far_more()
    {
        // By hand: x, w, a set and one position outside it, all uniform; −log p̂ of that one token.
        var (law, predictor) = (TableLaw.Random(_shape, 3), TableLaw.Random(_shape, 4));
        var estimate = CurveEstimation.Run(Tokens(law, predictor), 1, 2000, CancellationToken.None);
        var plain = default(Moments);
        var (x, row) = (new int[5], new double[2]);
        for (var sample = 0; sample < 2000; sample++)
        {
            var stream = new RandomStream(77, StreamPurpose.Data, sample);
            law.Sample(ref stream, x);
            var order = Enumerable.Range(0, 5).OrderBy(_ => stream.NextDouble()).ToArray();
            var tokens = x.Select((symbol, i) => Array.IndexOf(order, i) < 2 ? symbol : 2).ToArray();
            predictor.Predict(new Query(_shape, tokens, [0, 1], [order[2]]), row, CancellationToken.None);
            plain += Moments.Of(-Math.Log(row[x[order[2]]]));
        }

        var (value, error) = estimate.CrossEntropy(2);
        Assert.True(Math.Abs(plain.Mean - value) <= 4 * plain.StandardError, $"{plain.Mean} and {value}");
        Assert.True(plain.StandardError > 1.2 * error, $"{plain.StandardError} against {error}");
    }

    [Fact]
    public void A_ruled_out_token_makes_the_curve_infinite_from_where_it_can_be_met()
    {
        var certain = new Blind();
        var estimate = CurveEstimation.Run(Tokens(TableLaw.Random(_shape, 3), certain), 1, 300, CancellationToken.None);
        Assert.Equal(new Estimated(double.PositiveInfinity, null), estimate.CrossEntropy(3));
        Assert.True(double.IsFinite(estimate.CrossEntropy(2).Value));
        Assert.Equal(new Estimated(double.PositiveInfinity, null), EstimatedDivergence.EvidenceBound(estimate, Visits(1, 1, 1, 1, 1)));
        Assert.NotNull(EstimatedDivergence.EvidenceBound(estimate, Visits(1, 1, 3)).StandardError);
        Assert.Contains("first when 3 tokens", estimate.Mean.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_sequences_are_a_group_each()
    {
        var estimate = CurveEstimation.Run(Tokens(TableLaw.Random(_shape, 3), TableLaw.Random(_shape, 4)), 1, 7, CancellationToken.None);
        Assert.Equal((7L, 6, 3), (estimate.Samples, estimate.DegreesOfFreedom, estimate.Half(0).DegreesOfFreedom));
        var halves = (estimate.Half(0).Mean[1] * 4) + (estimate.Half(1).Mean[1] * 3);
        Assert.Equal(estimate.Mean[1], halves / 7, 1e-12);
        Assert.Throws<ArgumentException>(() => estimate.Half(0).Half(0).Half(0));
    }

    internal static SizeVisits Visits(params int[] sizes)
    {
        var revealed = 0;
        return new SizeVisits(sizes.Sum(), [.. sizes.Select((size, step) => new SizeVisit(step, (revealed += size) - size, size, 1))]);
    }

    private static double Score(double truth, Estimated estimate) => (estimate.Value - truth) / estimate.StandardError!.Value;

    private static Func<int[], int, double[]> Predicted(IMaskPredictor predictor) => (tokens, i) =>
    {
        var row = new double[2];
        predictor.Predict(new Query(_shape, tokens, [0, 1], [i]), row, CancellationToken.None);
        return row;
    };

    private static CurveTask Tokens(TableLaw law, IMaskPredictor predictor) => new(_shape, law, predictor, null, law, null);

    /// <summary>Uniform rows, until three tokens are known: then symbol 1 is ruled out.</summary>
    private sealed class Blind : IMaskPredictor
    {
        public void Predict(in Query query, Span<double> rows, CancellationToken stop)
        {
            for (var k = 0; k < query.Count; k++)
            {
                var own = query.RowsOf(k, rows);
                var known = query.Tokens(k).ToArray().Count(token => token < 2);
                for (var r = 0; r < own.Length; r += 2)
                {
                    (own[r], own[r + 1]) = known >= 3 ? (1, 0) : (0.5, 0.5);
                }
            }
        }
    }
}
