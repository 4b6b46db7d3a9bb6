using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Interpretation;

/// <summary>
/// Gumbel noise from uniforms of few bits cuts off its upper tail, so rare symbols are drawn too seldom and the effective temperature is
/// lower than it says (arXiv 2409.02908). A 32-bit uniform has 24 bits. Draws here have 53.
/// </summary>
/// <remarks>
/// The case: one symbol of probability 1/2, and K = 2^k others that share the rest. The largest of <c>log p_v − log(−log u_v)</c> is the first
/// one unless some <c>u_v &gt; u_0^{1/K}</c>. On the grid <c>j/2^b</c> that is so with probability <c>((⌊2^b u_0^{1/K}⌋ + 1)/2^b)^K</c>; averaged over
/// u_0, the first is drawn with probability <c>1/(1 + e^{−δ})</c>, <c>δ = K/2^b</c>, up to terms of 1/K.
/// </remarks>
public class GumbelPrecisionTests
{
    private const int Float = 24;
    private const int Double = 53;
    private const int Rare = 1 << 16;
    private const int Draws = 400;

    [Fact]
    public void Thirty_two_bits_lower_the_temperature_and_sixty_four_do_not()
    {
        // Every value that a 32-bit uniform can take.
        var exact = 0.0;
        const double Grid = 1 << Float;
        for (var j = 0; j < 1 << Float; j++)
        {
            var at = Math.Pow(j / Grid, 1 / Grid);
            exact += Math.Pow(Math.Min(Math.Floor(at * Grid) + 1, Grid) / Grid, Grid) / Grid;
        }

        Assert.Equal(0.731, exact, 3);
        Assert.Equal(Probability(Math.ScaleB(1, Float), Float), exact, 1e-5);

        // p^(1/τ) gives the first symbol that probability at τ = 0.943, not 1.
        var temperature = 1 / (1 + (Math.Log(exact / (1 - exact)) / Math.Log(Grid)));
        Assert.Equal(0.943, temperature, 3);
        Assert.Equal(0.5, Probability(Math.ScaleB(1, Float), Double), 1e-9);
    }

    [Fact]
    public void Draws_of_ours_have_the_probabilities_they_should()
    {
        // What 24 bits are to 2^24 symbols, 16 are to 2^16.
        var scores = new double[Rare + 1];
        scores[0] = Math.Log(Rare);
        var law = new double[Rare + 1];
        Array.Fill(law, 0.5 / Rare);
        law[0] = 0.5;
        int[] every = [.. Enumerable.Range(0, Rare + 1)];
        var (choices, chosen) = (Choices(3), new int[1]);
        var (ofSets, ofSymbols, ofFewBits) = (0, 0, 0);
        for (var sample = 0; sample < Draws; sample++)
        {
            choices.Begin(sample, 0, [0, 1]);
            choices.Subset(every, scores, chosen);
            ofSets += chosen[0] == 0 ? 1 : 0;
            ofSymbols += choices.Pick(law) == 0 ? 1 : 0;
            ofFewBits += Few(scores, new RandomStream(3, StreamPurpose.Choices, sample), bits: 16) == 0 ? 1 : 0;
        }

        var deviation = Math.Sqrt(0.25 / Draws);
        Assert.InRange(ofSets / (double)Draws, 0.5 - (4 * deviation), 0.5 + (4 * deviation));
        Assert.InRange(ofSymbols / (double)Draws, 0.5 - (4 * deviation), 0.5 + (4 * deviation));
        Assert.InRange(ofFewBits / (double)Draws, Probability(Rare, 16) - (4 * deviation), Probability(Rare, 16) + (4 * deviation));
        Assert.True(ofFewBits / (double)Draws > 0.5 + (4 * deviation), "the bias of few bits does not show");
    }

    [Fact]
    public void A_set_that_thirty_two_bits_can_never_draw_is_drawn()
    {
        // e^-20 is 2e-9: one in 500 million draws, of which this is one.
        const double Gap = 20;
        var choices = Choices(1);
        var chosen = new int[1];
        choices.Begin(385_960_503, 0, [0, 1]);
        choices.Subset([0, 1], [0, -Gap], chosen);
        Assert.Equal([1], chosen);

        var most = -MathF.Log(-MathF.Log(1 - MathF.ScaleB(1, -Float)));
        var least = -MathF.Log(-MathF.Log(MathF.ScaleB(1, -Float)));
        Assert.InRange(most - least, 19, Gap - 0.5);
        Assert.Equal(36.7, -Math.Log(-Math.Log(Math.BitDecrement(1.0))), 0.05);
    }

    /// <summary><c>1/(1 + e^{−K/2^b})</c>.</summary>
    private static double Probability(double rare, int bits) => 1 / (1 + Math.Exp(-Math.ScaleB(rare, -bits)));

    /// <summary>The largest of score + Gumbel noise from uniforms of so many bits.</summary>
    private static int Few(double[] scores, RandomStream stream, int bits)
    {
        var (best, largest) = (0, double.NegativeInfinity);
        for (var v = 0; v < scores.Length; v++)
        {
            var noisy = scores[v] - Math.Log(-Math.Log(Math.ScaleB(stream.NextBits() >> (64 - bits), -bits)));
            (best, largest) = noisy > largest ? (v, noisy) : (best, largest);
        }

        return best;
    }

    private static DrawnChoices Choices(ulong seed)
    {
        var shape = new Shape(2, 2);
        var schedule = new Scripted(Observes.Nothing, (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[0]));
        return new DrawnChoices(new SamplingRule(shape, new Plain(schedule), TableLaw.Random(shape, 1)), seed);
    }
}
