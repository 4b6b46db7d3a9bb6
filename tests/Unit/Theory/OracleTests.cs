using Unmask.Tests.Oracles;

namespace Unmask.Tests.Unit.Theory;

/// <summary>The oracles against numbers that can be worked out by hand, and against each other.</summary>
public class OracleTests
{
    [Fact]
    public void Mask_sequences_are_as_many_as_the_multinomial()
    {
        Assert.Equal(90, Partitions.Ordered([2, 2, 2]).Count());
        Assert.Equal(24, Partitions.Ordered([1, 1, 1, 1]).Count());
        Assert.Single(Partitions.Ordered([5]));
        Assert.Equal(2048, Sizes.Compositions(12).Count());
        Assert.All(Partitions.Ordered([1, 3, 2]), blocks => Assert.Equal([0, 1, 2, 3, 4, 5], blocks.SelectMany(i => i).Order()));
    }

    [Fact]
    public void Random_sizes_have_probability_one_and_fit()
    {
        foreach (var sizes in new[] { Sizes.RandomHalving(11, 4), Sizes.RandomOffset(11, 4) })
        {
            Close.To(1, sizes.Sum(pair => pair.Probability));
            Assert.All(sizes, pair => Assert.Equal(11, pair.Sizes.Sum()));
        }
    }

    [Fact]
    public void Copies_of_a_fair_bit_in_one_step_cost_the_total_correlation()
    {
        double[] p = [0.5, 0, 0, 0, 0, 0, 0, 0.5];
        var exact = Predictors.Exact(p, 3, 2);
        Close.To(2 * Math.Log(2), Divergences.Expected(p, 3, 2, [3], exact));
        Close.To(0, Divergences.Expected(p, 3, 2, [1, 2], exact));
        Close.To([Math.Log(2), 0, 0], Curves.Information(p, 3, 2));
        Close.To([Math.Log(2), 0, 0], Curves.CrossEntropy(p, 3, 2, exact));
        Close.To([Math.Log(2), Math.Log(2), Math.Log(2)], Curves.CrossEntropy(p, 3, 2, Predictors.Marginal(p, 3, 2)));
    }

    [Fact]
    public void An_impossible_context_gives_the_marginal()
    {
        double[] p = [0.25, 0, 0, 0.75];
        Assert.Equal([0, 1], Laws.Conditional(p, 2, 2, [1, 2], 1));
        double[] never = [0.25, 0.75, 0, 0];
        Assert.Equal([0.25, 0.75], Laws.Conditional(never, 2, 2, [1, 2], 1));
    }

    [Fact]
    public void Tempering_and_mixing_do_what_they_say()
    {
        double[] p = [0.2, 0.8];
        var exact = Predictors.Exact(p, 1, 2);
        Close.To([0.2 * 0.9 + 0.05, 0.8 * 0.9 + 0.05], Predictors.Mixture(exact, 0.1)([2], 0));
        Close.To([1 / 3.0, 2 / 3.0], Predictors.Tempered(exact, 2)([2], 0));
    }

    [Fact]
    public void One_token_at_a_time_has_no_error_in_any_order()
    {
        var p = Chains.PottsLaw(4, 2, 1);
        var exact = Predictors.Exact(p, 4, 2);
        Close.To(p, EntropyOrder.Output(p, 4, 2, [1, 1, 1, 1], exact));
        Close.To(p, Divergences.Output(4, 2, [1, 1, 1, 1], exact));
    }

    [Fact]
    public void On_a_Potts_chain_entropy_order_pairs_neighbours_and_loses_to_random_positions()
    {
        var p = Chains.PottsLaw(6, 3, 1);
        var exact = Predictors.Exact(p, 6, 3);
        Assert.Equal([0, 1], EntropyOrder.Lowest(Enumerable.Range(0, 6).ToDictionary(i => i, _ => Math.Log(3)), 2));
        Assert.Equal(0.336, Laws.Divergence(p, EntropyOrder.Output(p, 6, 3, [2, 2, 2], exact)), 3);
        Assert.Equal(0.117, Divergences.Expected(p, 6, 3, [2, 2, 2], exact), 3);
    }
}
