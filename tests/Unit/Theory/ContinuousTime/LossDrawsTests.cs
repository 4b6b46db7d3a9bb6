using Unmask.Numerics;
using Unmask.Tests.Unit.Interpretation;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

public class LossDrawsTests
{
    private static readonly Shape Shape = new(3, 2);

    [Theory]
    [InlineData(Chains.Kind.Masked, 0.4)]
    [InlineData(Chains.Kind.Masked, 6)]
    [InlineData(Chains.Kind.Uniform, 2)]
    [InlineData(Chains.Kind.Circle, 1)]
    public void Their_means_are_the_losses(object kind, double total)
    {
        var (data, process, noise) = (new Table(TableLaw.Random(Shape, 5)), Chains.Process((Chains.Kind)kind), Chains.Constant(total));
        var exact = new ExactDenoising(data, process, new Known(data));
        var score = new Wave(exact, noise);
        var chain = ReverseChain.Of(new ForwardLaw(process, new Known(data).Get(CancellationToken.None)), noise, score);
        var losses = ScoreLosses.Of(chain, CancellationToken.None);
        Loss?[] expected = [losses.ScoreEntropy, losses.Conditioned, losses.WeightedScoreMatching, losses.WeightedRatio, losses.Cubic, losses.Denoising, losses.Implicit];

        var draws = new LossDraws(Shape, process, noise, score, exact);
        var (terms, sums, squares, x) = (new double[expected.Length], new double[expected.Length], new double[expected.Length], new int[Shape.Length]);
        const int Count = 20000;
        for (var sample = 0; sample < Count; sample++)
        {
            var stream = new RandomStream(3, StreamPurpose.Noise, sample);
            data.Sample(ref stream, x);
            draws.Draw(ref stream, x, terms, CancellationToken.None);
            for (var k = 0; k < terms.Length; k++)
            {
                (sums[k], squares[k]) = (sums[k] + terms[k], squares[k] + (terms[k] * terms[k]));
            }
        }

        for (var k = 0; k < terms.Length; k++)
        {
            if (expected[k] is { Reason: null } loss)
            {
                var mean = sums[k] / Count;
                var error = Math.Sqrt(((squares[k] / Count) - (mean * mean)) / Count);
                Assert.True(Math.Abs(mean - loss.Value) <= 4 * error, $"{(SampledLoss)k}: {mean:R} ± {error:R}, not {loss.Value:R}");
                Assert.True(k >= (int)SampledLoss.Denoising || error < 0.05 * mean, $"{(SampledLoss)k}: {mean:R} ± {error:R}");
            }
        }

        if ((Chains.Kind)kind != Chains.Kind.Circle)
        {
            Close.To(losses.Leaving, draws.Jumps.Leaving, relative: 1e-9);
        }

        Assert.True(draws.Jumps.Leaving >= losses.Leaving * (1 - 1e-9));
        Assert.True(draws.Jumps.Entering >= losses.Entering * (1 - 1e-9));
        Assert.True(losses.LeastRatio <= draws.Ratios.Least * 1.01 && draws.Ratios.Largest <= losses.LargestRatio * 1.01);
    }

    [Fact]
    public void Near_the_data_the_integrand_of_a_loss_that_diverges_stays()
    {
        var data = new Table(TableLaw.Random(Shape, 5));
        foreach (var kind in new[] { Chains.Kind.Masked, Chains.Kind.Uniform })
        {
            var (process, noise) = (Chains.Process(kind), Chains.Constant(2));
            var exact = new ExactDenoising(data, process, new Known(data));
            var draws = new LossDraws(Shape, process, noise, new Wave(exact, noise), exact);
            var (near, nearer) = (Terms(draws, 1e-6), Terms(draws, 1e-9));
            for (var k = 0; k < near.Length; k++)
            {
                var stays = kind == Chains.Kind.Masked && k is (int)SampledLoss.WeightedScoreMatching or (int)SampledLoss.Implicit;
                Assert.True(near[k] == 0 || (stays ? nearer[k] > 0.9 * near[k] : nearer[k] < 0.01 * near[k]), $"{kind} {(SampledLoss)k}: {near[k]}, then {nearer[k]}");
            }
        }

        static double[] Terms(LossDraws draws, double b)
        {
            var terms = new double[7];
            var stream = new RandomStream(1, StreamPurpose.Noise, 0);
            draws.AddNearData(ref stream, [0, 1, 1], b, terms, CancellationToken.None);
            return terms;
        }
    }

    private sealed class Table(TableLaw law) : IDataDistribution, IConditionalLaw
    {
        public Shape Shape => law.Shape;

        public double[] Probabilities => law.Probabilities;

        public void Sample(ref RandomStream random, Span<int> x) => law.Sample(ref random, x);

        public void Conditionals(in Query query, Span<double> rows, CancellationToken stop) => law.Predict(query, rows, stop);
    }

    private sealed class Known(Table law) : IDerived<DataLaw>
    {
        public Feasibility Check() => Feasibility.Costs(1);

        public DataLaw Get(CancellationToken stop) => new(law.Shape, law.Probabilities);

        public IDerived<DataLaw> WithSamples(long samples) => this;
    }

    /// <summary>The exact score with an error that looks at the state.</summary>
    private sealed class Wave(ExactDenoising exact, INoiseSchedule noise) : IScoreEstimator
    {
        public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop)
        {
            exact.Score(noise.Integral(time), query, ratios, stop);
            for (var k = 0; k < query.Count; k++)
            {
                var rows = query.RowsOf(k, ratios);
                var positions = query.Positions(k);
                for (var r = 0; r < rows.Length; r++)
                {
                    var (i, v) = (positions[r / query.Shape.States], r % query.Shape.States);
                    rows[r] *= query.Tokens(k)[i] == v ? 1 : Math.Exp(0.4 * Math.Sin(1 + i + (2 * v) + (3 * time) + query.Tokens(k)[0]));
                }
            }
        }
    }
}
