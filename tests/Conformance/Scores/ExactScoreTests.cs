using Unmask.Tests.Conformance.Data;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Scores;

/// <summary>The exact score against sums over all data, on every data law of few symbols.</summary>
public class ExactScoreTests
{
    // The noise has B(t) = t.
    private static readonly double[] _times = [1e-22, 1e-6, 0.3, 2, 40, 1000];

    public static TheoryData<string> Laws => [.. LawCase.All.Where(law => law.States < 10).Select(law => law.Name)];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Under_uniform_noise_it_is_the_ratio_of_noisy_probabilities(string name)
    {
        var law = LawCase.Named(name);
        var states = law.States;
        Check(Installed.Score(law.Json, "\"uniform\"", "\"exact\""), law, Asked.Flat(TokenRates.Uniform(states)));
    }

    [Theory]
    [InlineData("potts")]
    [InlineData("markov with zeros")]
    [InlineData("table")]
    [InlineData("hmm")]
    [InlineData("independent")]
    [InlineData("mds code")]
    public void Under_any_rates_it_is_too(string name)
    {
        var law = LawCase.Named(name);
        Check(Installed.Score(law.Json, $$"""{ "kind": "tokens", "rates": "{{Files.ThreeRates}}" }""", "\"exact\""), law, [-1, 0.7, 0.3, 1.5, -1.5, 0, 0.2, 0.4, -0.6000000000000001]);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Under_masks_it_is_the_law_of_what_is_masked_times_the_odds_of_survival(string name)
    {
        var law = LawCase.Named(name);
        var (length, states) = (law.Length, law.States);
        var score = Installed.Score(law.Json, "\"masked\"", "\"exact\"");
        var exact = Predictors.Exact(law.Table, length, states);
        for (var number = 0; number < Oracles.Laws.Count(length, states + 1); number += 1 + (number % 5))
        {
            var x = Oracles.Laws.Tokens(number, length, states + 1);
            int[] masked = [.. Enumerable.Range(0, length).Where(i => x[i] == states)];
            var possible = Enumerable.Range(0, law.Table.Length).Any(y => law.Table[y] > 0 && Enumerable.Range(0, length).All(i => x[i] == states || x[i] == Oracles.Laws.Tokens(y, length, states)[i]));
            if (!possible || masked.Length == 0)
            {
                continue;
            }

            foreach (var time in _times)
            {
                var ratios = new double[masked.Length * states];
                score.Score(time, new Query(new Shape(length, states), x, [0, masked.Length], masked), ratios, CancellationToken.None);
                for (var k = 0; k < ratios.Length; k++)
                {
                    Asked.Near(exact(x, masked[k / states])[k % states] / (time < 1e-3 ? time + (time * time / 2) : Math.Exp(time) - 1), ratios[k], $"t = {time}, x = {number}, {masked[k / states]} → {k % states}");
                }
            }
        }
    }

    [Fact]
    public void A_chain_beyond_enumeration_is_its_prefix_and_what_follows_independent_of_it()
    {
        // Coupling 0 from position 5 on is a chain whose first five tokens have the small law, whatever follows.
        const string Steps = """[[[0.9,0.1],[0.3,0.7]],[[0,1],[0.5,0.5]],[[0.2,0.8],[1,0]]""";
        var flat = string.Concat(Enumerable.Repeat(",[[0.5,0.5],[0.5,0.5]]", 60));
        var score = Installed.Score($$"""{"kind":"markov","length":64,"states":2,"initial":[0.4,0.6],"transitions":{{Steps}}{{flat}}]}""", "\"uniform\"", "\"exact\"");
        var small = DataLawsOf(Steps);
        foreach (var time in _times)
        {
            var kernel = NoisyLaws.Exponential(Asked.Flat(TokenRates.Uniform(2)), 2, time);
            var noisy = NoisyLaws.Noisy(small, kernel, 4, 2);
            for (var x = 0; x < 16; x++)
            {
                int[] tokens = [.. NoisyLaws.Tokens(x, 4, 2), .. Enumerable.Range(0, 60).Select(k => k * k % 3 % 2)];
                int[] positions = [.. Enumerable.Range(0, 64)];
                var ratios = new double[128];
                score.Score(time, new Query(new Shape(64, 2), tokens, [0, 64], positions), ratios, CancellationToken.None);
                for (var k = 0; k < ratios.Length; k++)
                {
                    var expected = k < 8 ? noisy[NoisyLaws.With(x, k / 2, k % 2, 4, 2)] / noisy[x] : 1;
                    Asked.Near(expected, ratios[k], $"t = {time}, x = {x}, {k / 2} → {k % 2}");
                }
            }
        }
    }

    [Theory]
    [InlineData("masked", 2, 0, 0)]
    [InlineData("uniform", 0, 1, 1)]
    [InlineData("rates", 0, 1, 4)]
    [InlineData("rates", 1, 0.25, 1)]
    public void Where_nothing_survives_it_is_0_or_the_ratio_of_the_prior(string process, int present, double first, double second)
    {
        // Symbol 0 is left at rate 1 and symbol 1 at rate 0.25: the prior is (0.2, 0.8).
        var named = process == "rates" ? $$"""{ "kind": "tokens", "rates": "{{Files.Rates}}" }""" : process;
        var (score, ratios) = (Installed.Score(Installed.Potts(2), named, "\"exact\"", """{ "kind": "log-linear", "epsilon": 0 }"""), new double[2]);
        score.Score(1, new Query(new Shape(2, 2), [0, present], [0, 1], [1]), ratios, CancellationToken.None);
        Assert.Equal(first, ratios[0], 1e-12);
        Assert.Equal(second, ratios[1], 1e-12);
    }

    [Fact]
    public void Noisy_sums_of_long_sequences_are_exact_too()
    {
        // p_t(x) = 2^{−L} (1 + ρ^L (−1)^{Σ x}): the noisy sum is even with probability (1 + ρ^L)/2, and all sequences of one sum are alike.
        const int Length = 200;
        var score = Installed.Score($$"""{ "kind": "parity", "length": {{Length}} }""", "uniform", "\"exact\"");
        var ratios = new double[2];
        score.Score(0.01, new Query(new Shape(Length, 2), [.. Enumerable.Range(0, Length).Select(i => i == 7 ? 1 : 0)], [0, 1], [3]), ratios, CancellationToken.None);
        Asked.Near((1 + Math.Exp(-0.01 * Length)) / (1 - Math.Exp(-0.01 * Length)), ratios[1], "to an even sum");
    }

    [Fact]
    public void Independent_tokens_of_a_large_vocabulary_have_theirs()
    {
        const int States = 100_000;
        var score = Installed.Score($$"""{"kind":"independent","length":3,"states":{{States}},"zipf":1}""", "\"uniform\"", "\"exact\"");
        var ratios = new double[2 * States];
        score.Score(0.5, new Query(new Shape(3, States), [7, 99_999, 0], [0, 2], [0, 1]), ratios, CancellationToken.None);
        var (harmonic, survival) = (Enumerable.Range(1, States).Sum(v => 1.0 / v), Math.Exp(-0.5));
        double Noisy(int v) => (survival / (v + 1) / harmonic) + ((1 - survival) / States);
        for (var v = 0; v < States; v += 997)
        {
            Asked.Near(Noisy(v) / Noisy(7), ratios[v], $"{v}");
            Asked.Near(Noisy(v) / Noisy(99_999), ratios[States + v], $"{v}");
        }
    }

    private static void Check(IScoreEstimator score, LawCase law, double[] generator)
    {
        var (length, states) = (law.Length, law.States);
        foreach (var time in _times)
        {
            var noisy = NoisyLaws.Noisy(law.Table, NoisyLaws.Exponential(generator, states, time), length, states);
            var ratios = Asked.Scores(score, time, length, states);
            for (var k = 0; k < ratios.Length; k++)
            {
                var (x, i, v) = (k / states / length, k / states % length, k % states);
                Asked.Near(noisy[NoisyLaws.With(x, i, v, length, states)] / noisy[x], ratios[k], $"t = {time}, x = {x}, {i} → {v}");
            }
        }
    }

    private static double[] DataLawsOf(string steps)
    {
        double[][][] matrices = System.Text.Json.JsonSerializer.Deserialize<double[][][]>(steps + "]")!;
        return [.. Enumerable.Range(0, 16).Select(x =>
        {
            var tokens = NoisyLaws.Tokens(x, 4, 2);
            return new[] { 0.4, 0.6 }[tokens[0]] * Enumerable.Range(0, 3).Aggregate(1.0, (product, i) => product * matrices[i][tokens[i]][tokens[i + 1]]);
        })];
    }
}
