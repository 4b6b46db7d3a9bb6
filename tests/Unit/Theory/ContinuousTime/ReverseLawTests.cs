using CsCheck;
using Unmask.Numerics;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

public class ReverseLawTests
{
    [Theory]
    [InlineData(Chains.Kind.Masked, 2, 2)]
    [InlineData(Chains.Kind.Uniform, 3, 2)]
    [InlineData(Chains.Kind.Circle, 2, 3)]
    public void It_is_that_of_full_matrices_on_ever_finer_cells(object kind, int length, int states)
    {
        var table = Table(length, states, zeros: false);
        var (law, noise) = (new ForwardLaw(Chains.Process((Chains.Kind)kind), table), Chains.Constant(2.5));
        var wave = new Chains.Wave(0.3, 1, law.Space.Symbols);
        var prior = new double[law.Space.States];
        law.Prior(prior);
        var oracle = Chains.Oracle((Chains.Kind)kind, law.Shape);
        var expected = oracle.ReverseLaw(law.Data.ToArray(), prior, 2.5, 0.03, Score, 40);
        Close.To(expected, ReverseLaw.Of(ReverseChain.Of(law, noise, (ITokenFactors)wave), 0.03 / 2.5, CancellationToken.None), relative: 0, absolute: 1e-9);
        Close.To(expected, ReverseLaw.Of(ReverseChain.Of(law, noise, (IStateScores)wave), 0.03 / 2.5, CancellationToken.None), relative: 0, absolute: 1e-9);

        double Score(double b, int x, int i, int v, double exact) => exact * wave.Factor(b / 2.5, i, v);
    }

    [Theory]
    [InlineData(Chains.Kind.Masked)]
    [InlineData(Chains.Kind.Uniform)]
    public void So_it_is_down_to_the_data_with_scores_that_look_at_the_state(object kind)
    {
        var law = new ForwardLaw(Chains.Process((Chains.Kind)kind), Table(2, 2, zeros: false));
        var chain = ReverseChain.Of(law, Chains.Constant(2.5), new Chains.Scores((level, x, i, v, exact) => exact * Factor(level.Integrated, x, i, v)));
        var prior = new double[law.Space.States];
        law.Prior(prior);
        var expected = Chains.Oracle((Chains.Kind)kind, law.Shape).ReverseLaw(law.Data.ToArray(), prior, 2.5, 1e-13, (b, x, i, v, exact) => exact * Factor(b, x, i, v), 300);
        Close.To(expected, ReverseLaw.Of(chain, 0, CancellationToken.None), relative: 0, absolute: 2e-9);

        static double Factor(double b, int x, int i, int v) => Math.Exp(0.2 * Math.Sin(1 + i + (2 * v) + (3 * b) + (0.7 * x)));
    }

    [Fact]
    public void The_exact_score_leads_from_the_noised_data_back_to_the_data() =>
        Chains.All(81, Chains.Kind.Masked, Chains.Kind.Uniform, Chains.Kind.Circle).Sample(
            @case =>
            {
                var law = new ForwardLaw(Chains.Process(@case.Kind), @case.Table.Law);
                var start = new double[law.Space.States];
                law.At(@case.Total, start);
                var back = ReverseLaw.From(ReverseChain.Exact(law, Chains.Constant(@case.Total)), start, 0, CancellationToken.None);
                Close.To(law.Data, back, relative: 0, absolute: 1e-11);
                Close.To(1, back.Sum(), relative: 1e-12);
            },
            iter: 20);

    [Fact]
    public void And_through_every_law_between()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Uniform), Table(3, 3, zeros: true));
        var noise = Chains.Cosine(0.01);
        var (start, between) = (new double[27], new double[27]);
        law.At(noise.Integral(1), start);
        law.At(noise.Integral(0.3), between);
        Close.To(between, ReverseLaw.From(ReverseChain.Exact(law, noise), start, 0.3, CancellationToken.None), relative: 0, absolute: 1e-12);
    }

    [Fact]
    public void Masked_the_exact_score_gives_the_data_from_the_prior_at_every_horizon()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Masked), Table(3, 3, zeros: true));
        INoiseSchedule[] noises = [Chains.Constant(0.01), Chains.Constant(1), Chains.Constant(1e4), Chains.LogLinear(1e-3), Chains.LogLinear(0), Chains.Cosine(0), Chains.Interrupted()];
        foreach (var noise in noises)
        {
            Close.To(law.Data, ReverseLaw.Of(ReverseChain.Exact(law, noise), 0, CancellationToken.None), relative: 0, absolute: 1e-12);
        }
    }

    [Fact]
    public void A_mask_predictor_gives_its_law_averaged_over_orders_at_every_horizon()
    {
        var table = Table(3, 2, zeros: true);
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Masked), table);
        var expected = Divergences.Output(3, 2, [1, 1, 1], Mixture(table));
        foreach (var noise in new[] { Chains.Constant(0.3), Chains.LogLinear(0) })
        {
            var generated = ReverseLaw.Of(ReverseChain.Of(law, noise, Score(table)), 0, CancellationToken.None);
            Close.To(expected, law.Space.Restrict(generated, 2), relative: 0, absolute: 1e-11);
            Close.To(1, generated.Sum(), relative: 1e-12);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Samplers_on_ever_finer_grids_tend_to_it_at_first_order(bool masked)
    {
        var law = new ForwardLaw(Chains.Process(masked ? Chains.Kind.Masked : Chains.Kind.Uniform), Table(2, 2, zeros: false));
        var expected = ReverseLaw.Of(ReverseChain.Exact(law, Chains.Constant(2)), 0.1, CancellationToken.None);
        double Apart(GridSamplers.Rule rule, int steps)
        {
            var grid = Enumerable.Range(0, steps + 1).Select(k => 1 - (0.9 * k / steps)).Select(t => (t, 2 * t, 2.0)).ToArray();
            return GridSamplers.Law(masked, law.Space.Restrict(law.Data, 2), 2, 2, grid, rule).Zip(expected, (p, q) => Math.Abs(p - q)).Sum();
        }

        foreach (var rule in Enum.GetValues<GridSamplers.Rule>())
        {
            Assert.InRange(Apart(rule, 100) / Apart(rule, 200), 1.8, 2.2);
        }
    }

    [Fact]
    public void Rateless_times_change_nothing_and_stopping_in_them_is_stopping_before()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Uniform), Table(2, 3, zeros: true));
        var noise = Chains.Interrupted();
        var chain = ReverseChain.Of(law, noise, (ITokenFactors)new Chains.Wave(0.3, 1, 3));
        var stopped = ReverseLaw.Of(chain, 1, CancellationToken.None);
        Close.To(stopped, ReverseLaw.Of(chain, 0.6, CancellationToken.None), absolute: 1e-13);
        Close.To(ReverseLaw.Of(chain, 0, CancellationToken.None), ReverseLaw.From(chain, ReverseLaw.Of(chain, 3, CancellationToken.None), 0, CancellationToken.None), absolute: 1e-13);
        var prior = new double[9];
        law.Prior(prior);
        Close.To(prior, ReverseLaw.Of(chain, 2.5, CancellationToken.None));
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(0.2)]
    [InlineData(2)]
    public void States_that_the_data_cannot_reach_are_left(double amplitude)
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Uniform), new DataLaw(new Shape(3, 2), [0.5, 0, 0, 0, 0, 0, 0, 0.5]));
        var generated = ReverseLaw.Of(ReverseChain.Of(law, Chains.Constant(2), new Chains.Factors(t => Math.Exp(amplitude * (1 - t)))), 0, CancellationToken.None);
        Close.To([0.5, 0, 0, 0, 0, 0, 0, 0.5], generated, absolute: 1e-12);
    }

    [Fact]
    public void States_that_the_data_hardly_reach_keep_what_a_weak_score_leaves_them()
    {
        // One token of two symbols, s̃ = f s. From B = δ on the rare state is left at the rate f/B, until B is about 2p: a mass of the order p^f stays.
        double Left(double p, double f)
        {
            var law = new ForwardLaw(Chains.Process(Chains.Kind.Uniform), new DataLaw(new Shape(1, 2), [1 - p, p]));
            return ReverseLaw.Of(ReverseChain.Of(law, Chains.Constant(2), new Chains.Factors(_ => f)), 0, CancellationToken.None)[1];
        }

        Close.To(1e-12, Left(1e-12, 1), relative: 1, absolute: 0);
        Close.To(3, Math.Log10(Left(1e-20, 0.3) / Left(1e-30, 0.3)), absolute: 1e-6);
        Close.To(0.9, Math.Log10(Left(1e-40, 0.3) / Left(1e-43, 0.3)), absolute: 1e-6);
        Close.To(30, Math.Log10(Left(1e-60, 1) / Left(1e-90, 1)), relative: 1e-6);
    }

    [Fact]
    public void A_score_of_zero_leaves_masks()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Masked), Table(2, 2, zeros: false));
        var silent = ReverseLaw.Of(ReverseChain.Of(law, Chains.Constant(2), new Chains.Factors(_ => 0)), 0, CancellationToken.None);
        Close.To(1, silent[^1]);
        var stopped = ReverseLaw.Of(ReverseChain.Exact(law, Chains.Constant(2)), 0.5, CancellationToken.None);
        var left = Math.Pow((1 - Math.Exp(-1)) / (1 - Math.Exp(-2)), 2);
        Close.To(left, stopped[^1]);
    }

    [Fact]
    public void A_chain_that_jumps_for_ever_has_no_law_at_the_data_but_one_before()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Uniform), Table(2, 2, zeros: false));
        var chain = ReverseChain.Of(law, Chains.Constant(2), new Chains.Scores((level, _, _, _, exact) => exact + (0.01 / level.Integrated)));
        Assert.Contains("stop it earlier", Assert.Throws<InvalidOperationException>(() => ReverseLaw.Of(chain, 0, CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.Contains("stop it earlier", Assert.Throws<InvalidOperationException>(() => ReverseAdjoint.Of(chain, [1, 0, 0, 0], [1], CancellationToken.None)).Message, StringComparison.Ordinal);
        Close.To(1, ReverseLaw.Of(chain, 1e-6, CancellationToken.None).Sum());
    }

    [Fact]
    public void Bad_noise_and_times_are_refused()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Uniform), Table(2, 2, zeros: false));
        Assert.Contains("Assumption 1", Assert.Throws<ArgumentException>(() => ReverseChain.Exact(law, Chains.LogLinear(0))).Message, StringComparison.Ordinal);
        Assert.Contains("expected both above 0", Assert.Throws<ArgumentException>(() => ReverseChain.Exact(law, Chains.Constant(0))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReverseLaw.Of(ReverseChain.Exact(law, Chains.Constant(1)), 1.5, CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => ReverseLaw.Of(ReverseChain.Exact(law, Chains.Constant(1)), 0, new CancellationToken(true)));
    }

    internal static DataLaw Table(int length, int states, bool zeros)
    {
        var p = Enumerable.Range(0, Laws.Count(length, states)).Select(x => zeros && x % 3 == 1 ? 0 : 1.1 + Math.Sin((x * x) + 2.0)).ToArray();
        return new DataLaw(new Shape(length, states), [.. p.Select(value => value / p.Sum())]);
    }

    /// <summary>A tenth of each row is uniform.</summary>
    internal static Func<int[], int, double[]> Mixture(DataLaw data) =>
        (revealed, i) => [.. Laws.Conditional(data.Probabilities, data.Shape.Length, data.Shape.States, revealed, i).Select(value => (0.9 * value) + (0.1 / data.Shape.States))];

    internal static Chains.Scores Score(DataLaw data)
    {
        var (length, n) = (data.Shape.Length, data.Shape.States + 1);
        return new((level, x, i, v, _) => v == data.Shape.States ? 0 : Mixture(data)(Laws.Tokens(x, length, n), i)[v] / Logarithms.ExpMinusOne(level.Integrated));
    }
}
