using CsCheck;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

public class ContinuousBoundsTests
{
    [Fact]
    public void Every_bound_holds_and_sharper_ones_are_sharper() =>
        Chains.All(27, Chains.Kind.Masked, Chains.Kind.Uniform).Sample(
            @case =>
            {
                var (chain, losses, prior, generated) = Solved(@case.Table.Law, @case.Kind, @case.Wave, @case.Total);
                var data = @case.Table.Law.Probabilities;
                var (length, masked) = (@case.Table.Length, @case.Kind == Chains.Kind.Masked);
                var apart = Apart(data, generated);
                var divergence = Laws.Divergence(data, generated);
                var bounds = masked ? KanBounds.Masked(length, chain.Total, prior, losses) : KanBounds.Uniform(length, chain.Total, prior, losses);
                var path = PathBounds.Of(prior, losses);

                AtMost(apart, bounds.Sharpest.Value);
                AtMost(apart, path.Path.Value);
                AtMost(divergence, path.Divergence.Value);
                AtMost(prior.TotalVariation, prior.Product);
                AtMost(prior.Product, prior.Bound);
                foreach (var sharper in bounds.Sharper)
                {
                    AtMost(apart, sharper.Value);
                }

                AtMost(bounds.Sharper[0].Value, bounds.Paper!.Value);
                AtMost(losses.WeightedRatio.Value, (2 * losses.ScoreEntropy.Value) + (2 * losses.Cubic.Value / 3));
                if (masked)
                {
                    Close.To(prior.Product, prior.TotalVariation);
                    Close.To(length * (1 - Math.Exp(-chain.Total)), losses.Leaving, relative: 1e-9);
                    AtMost(bounds.Sharper[1].Value, bounds.Paper!.Value);
                    AtMost(bounds.Sharper[2].Value, bounds.Sharper[1].Value);
                    AtMost(divergence, path.Conditioned!.Value.Value);
                    AtMost(path.Conditioned.Value.Value, path.ConditionedLimit!.Value);
                    AtMost(apart, path.Variation.Value);
                }
                else
                {
                    var kept = (@case.Table.States - 1.0) / @case.Table.States;
                    Close.To(length * chain.Total * kept, losses.Leaving, relative: 1e-9);
                    Close.To(length * chain.Total * kept, losses.Entering, relative: 1e-9);
                }
            },
            iter: 40);

    [Fact]
    public void Observables_and_metrics_are_bounded_by_their_constants() =>
        Gen.Select(Chains.All(27, Chains.Kind.Masked, Chains.Kind.Uniform), Gen.Double[-1, 1].Array[27]).Sample(
            (@case, values) =>
            {
                var (chain, losses, prior, generated) = Solved(@case.Table.Law, @case.Kind, @case.Wave, @case.Total);
                var (data, length, states) = (@case.Table.Law.Probabilities, @case.Table.Length, @case.Table.States);
                var bounds = @case.Kind == Chains.Kind.Masked ? KanBounds.Masked(length, chain.Total, prior, losses) : KanBounds.Uniform(length, chain.Total, prior, losses);
                var psi = values.Take(data.Length).ToArray();
                AtMost(Math.Abs(psi.Zip(data, generated).Sum(x => x.First * (x.Second - x.Third))), bounds.Paper!.Observable(psi.Max(Math.Abs)));
                AtMost(Math.Abs(psi.Zip(data, generated).Sum(x => x.First * (x.Second - x.Third))), bounds.Paper!.Metric(MetricConstant.Spread(psi)));
                AtMost(Apart(data, generated), bounds.Paper!.Metric(MetricConstant.TotalVariation));
                AtMost(Apart(Laws.Marginal(data, length, states, [0]), Laws.Marginal(generated, length, states, [0])), bounds.Paper!.Metric(MetricConstant.TotalVariation));

                // A count of symbols is Lipschitz in the Hamming distance; its error is at most W1, hence at most the bound on W1.
                var count = Enumerable.Range(0, data.Length).Sum(x => (data[x] - generated[x]) * Laws.Tokens(x, length, states).Count(token => token == 0));
                AtMost(Math.Abs(count), bounds.Paper!.Metric(MetricConstant.Hamming(length)));
            },
            iter: 15);

    [Fact]
    public void A_metric_multiplies_a_bound_by_twice_its_constant()
    {
        var bound = new ScoreBound("K (21)", 0.1, 4, new Loss(0.01, null, 0.001));
        Close.To(0.3, bound.Value);
        Close.To(Math.Sqrt(4 * 0.01001) - 0.2, bound.StandardError!.Value * 0.01, relative: 1e-2);
        Close.To(0.6, bound.Metric(MetricConstant.BoundedLipschitz));
        Close.To(0.9, bound.Metric(MetricConstant.MeanDiscrepancy(2.25)));
        Close.To(1.5, bound.Metric(MetricConstant.Wasserstein(5)));
        Close.To(1.2, bound.Observable(2));
        Assert.Equal(double.PositiveInfinity, (bound with { Loss = new Loss(double.PositiveInfinity) }).Value);
    }

    [Fact]
    public void The_exact_score_from_an_infinite_horizon_has_all_bounds_zero()
    {
        var (_, losses, prior, _) = Solved(ReverseLawTests.Table(2, 2, zeros: true), Chains.Kind.Masked, null, double.PositiveInfinity);
        Assert.Equal(0, KanBounds.Masked(2, double.PositiveInfinity, prior, losses).Paper!.Value);
        Assert.Equal(0, PathBounds.Of(prior, losses).Path.Value);
    }

    [Fact]
    public void Masked_the_prior_term_is_slack_that_the_conditioned_bound_does_not_have()
    {
        var (chain, losses, prior, _) = Solved(ReverseLawTests.Table(2, 2, zeros: false), Chains.Kind.Masked, null, 0.5);
        Assert.True(KanBounds.Masked(2, chain.Total, prior, losses).Sharpest.Value > 0.8);
        Assert.Equal(0, PathBounds.Of(prior, losses).Variation.Value);
        Assert.Equal(double.PositiveInfinity, PathBounds.Of(prior, losses).Divergence.Value);
    }

    [Fact]
    public void The_norm_of_not_all_masked_is_its_integral()
    {
        // Simpson over B of 1 − (1 − e^{−B})^5.
        double F(double b) => 1 - Math.Pow(1 - Math.Exp(-b), 5);
        var (h, sum) = (3.0 / 2000, F(0) + F(3));
        for (var k = 1; k < 2000; k++)
        {
            sum += (k % 2 == 1 ? 4 : 2) * F(k * h);
        }

        Close.To(sum * h / 3, KanBounds.NotAllMasked(5, 1 - Math.Exp(-3)));
    }

    private static (ReverseChain Chain, ScoreLosses Losses, PriorMismatch Prior, double[] Generated) Solved(DataLaw data, Chains.Kind kind, ITokenFactors? factors, double total)
    {
        var law = new ForwardLaw(Chains.Process(kind), data);
        var noise = double.IsInfinity(total) ? Chains.LogLinear(0) : Chains.Constant(total);
        var chain = factors is null ? ReverseChain.Exact(law, noise) : ReverseChain.Of(law, noise, factors);
        var generated = law.Space.Restrict(ReverseLaw.Of(chain, 0, CancellationToken.None), data.Shape.States);
        return (chain, ScoreLosses.Of(chain, CancellationToken.None), PriorMismatch.Of(chain), generated);
    }

    private static double Apart(double[] p, double[] q) => p.Zip(q, (a, b) => Math.Abs(a - b)).Sum() / 2;

    private static void AtMost(double value, double bound) => Assert.True(value <= (bound * (1 + 1e-9)) + 1e-10, $"{value:R} is above {bound:R}");
}
