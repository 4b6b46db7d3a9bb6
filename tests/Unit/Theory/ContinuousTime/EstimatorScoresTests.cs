using CsCheck;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

public class EstimatorScoresTests
{
    /// <summary>Looks at the state before the jump, so that no factors describe it.</summary>
    private static double Factor(double t, int i, int v, int weighted) => Math.Exp(0.3 * Math.Sin(1 + i + (2 * v) + (3 * t) + (0.5 * weighted)));

    [Fact]
    public void An_estimator_gives_the_chain_of_its_scores() =>
        Chains.All(27, Chains.Kind.Masked, Chains.Kind.Uniform, Chains.Kind.Circle).Sample(
            @case =>
            {
                var law = new ForwardLaw(Chains.Process(@case.Kind), @case.Table.Law);
                var noise = Chains.Constant(@case.Total);
                var expected = ReverseChain.Of(law, noise, new Chains.Scores((level, x, i, v, exact) => exact * Factor(level.Time, i, v, Weighted(law.Space, x))));
                var actual = ReverseChain.Of(law, noise, new Estimator(law, noise, @case.Kind));
                Close.To(ReverseLaw.Of(expected, 0.3, CancellationToken.None), ReverseLaw.Of(actual, 0.3, CancellationToken.None), relative: 1e-9, absolute: 1e-11);
                var (there, here) = (ScoreLosses.Of(expected, CancellationToken.None), ScoreLosses.Of(actual, CancellationToken.None));
                Close.To(there.ScoreEntropy.Value, here.ScoreEntropy.Value, relative: 1e-7);
                Close.To(there.WeightedRatio.Value, here.WeightedRatio.Value, relative: 1e-7);

                // The least at the moments that were looked at, which rounding moves a little.
                Close.To(there.LeastRatio, here.LeastRatio, relative: 1e-4);
            },
            iter: 8);

    [Fact]
    public void Factors_are_used_where_the_score_offers_them()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Masked), ReverseLawTests.Table(2, 2, zeros: false));
        var wave = new Chains.Wave(0.3, 1, 3);
        var chain = ReverseChain.Of(law, Chains.Constant(2), new Offering(wave));
        Assert.Equal(ReverseLaw.Of(ReverseChain.Of(law, Chains.Constant(2), (ITokenFactors)wave), 0, CancellationToken.None), ReverseLaw.Of(chain, 0, CancellationToken.None));
    }

    [Fact]
    public void Noise_that_begins_later_or_ends_at_infinity_is_met_at_the_nearest_times()
    {
        foreach (var kind in new[] { Chains.Kind.Masked, Chains.Kind.Uniform })
        {
            var law = new ForwardLaw(Chains.Process(kind), ReverseLawTests.Table(2, 2, zeros: kind == Chains.Kind.Masked));
            var (late, early) = (Chains.Late(0.5, 3), Chains.Constant(3, 0.5));
            Close.To(Law(law, early, kind), Law(law, late, kind), relative: 1e-9, absolute: 1e-11);
        }

        var masked = new ForwardLaw(Chains.Process(Chains.Kind.Masked), ReverseLawTests.Table(2, 2, zeros: true));
        Close.To(masked.Data, Law(masked, Chains.LogLinear(0), Chains.Kind.Masked), relative: 0, absolute: 1e-11);
        var uniform = new ForwardLaw(Chains.Process(Chains.Kind.Uniform), ReverseLawTests.Table(2, 2, zeros: true));
        Assert.Contains("begin at time 0", Assert.Throws<OutOfReachException>(() => Law(uniform, Chains.Late(0.5, 3), Chains.Kind.Uniform)).Message, StringComparison.Ordinal);

        static double[] Law(ForwardLaw law, INoiseSchedule noise, Chains.Kind kind) => ReverseLaw.Of(ReverseChain.Of(law, noise, new Estimator(law, noise, kind) { Exact = true }), 0, CancellationToken.None);
    }

    private static int Weighted(TokenSpace space, int x) => Enumerable.Range(0, space.Length).Sum(i => (i + 1) * space.Symbol(x, i));

    private sealed class Offering(ITokenFactors factors) : IScoreEstimator
    {
        public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop) => throw new InvalidOperationException("Not to be asked.");

        public T? Find<T>() where T : class => factors as T;
    }

    /// <summary>Exact ratios of a table, by sums over the data, times the factor; it checks what it is asked.</summary>
    private sealed class Estimator(ForwardLaw law, INoiseSchedule noise, Chains.Kind kind) : IScoreEstimator
    {
        public bool Exact { get; init; }

        public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop)
        {
            var (space, states) = (law.Space, law.Shape.States);
            var p = new double[space.States];
            law.At(Math.Min(noise.Integral(time), 1e3), p);
            var (row, mask) = (0, kind == Chains.Kind.Masked);
            for (var k = 0; k < query.Count; k++)
            {
                var tokens = query.Tokens(k).ToArray();
                var state = tokens.Aggregate(0, (number, token) => (number * space.Symbols) + token);
                foreach (var i in query.Positions(k))
                {
                    Assert.Equal(mask, tokens[i] == states);
                    for (var v = 0; v < states; v++)
                    {
                        var to = state + ((v - tokens[i]) * space.Stride(i));
                        ratios[(row * states) + v] = p[state] > 0 ? p[to] / p[state] * (Exact ? 1 : Factor(time, i, v, Weighted(space, state))) : 0;
                    }

                    row++;
                }
            }

            Assert.Equal(query.Rows, row);
        }
    }
}
