using Unmask.Tests.Conformance.Data;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Scores;

/// <summary>Denoisers and the scores of predictors against Bayes's rule over all data.</summary>
public class PredictorScoreTests
{
    private const string Mixture = """{"kind":"mixture","weight":0.3}""";
    private const string Nested = """{"kind":"tempered","temperature":0.6,"inner":{"kind":"mixture","weight":0.2,"inner":"marginal"}}""";

    private static readonly double[] _times = [1e-22, 1e-6, 0.3, 2, 1000];

    private static readonly Dictionary<string, Func<LawCase, double[], int, int, double[]>> _oracles = new()
    {
        ["\"exact\""] = Exact,
        ["\"marginal\""] = Marginal,
        [Mixture] = (law, kernel, x, i) => Mixed(Exact(law, kernel, x, i), 0.3),
        [Nested] = (law, kernel, x, i) => Predictors.Tempered((_, _) => Mixed(Marginal(law, kernel, x, i), 0.2), 0.6)([], 0),
    };

    public static TheoryData<string, string> Cases => new(from law in LawCase.Varied where law.Table.Length < 250 from predictor in _oracles.Keys select (law.Name, predictor));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Under_uniform_noise_a_denoiser_is_bayess_rule_and_its_score_follows(string name, string predictor)
    {
        var law = LawCase.Named(name);
        var (length, states) = (law.Length, law.States);
        var cell = Installed.Compose($$"""{ "data": {{law.Json}}, "process": "uniform", "noise": { "kind": "constant", "rate": 1, "end": 1000 }, "predictor": {{predictor}}, "score": "predictor", "metrics": { "information": {} } }""").Cells[0].Cell;
        var (denoiser, score) = (Denoiser(cell), cell.Find<IScoreEstimator>()!);
        foreach (var time in _times)
        {
            var kernel = NoisyLaws.Exponential(Asked.Flat(TokenRates.Uniform(states)), states, time);
            var (rows, ratios) = (Asked.Posteriors(denoiser, time, length, states), Asked.Scores(score, time, length, states));
            for (var k = 0; k < rows.Length / states; k += 1 + (k % 11))
            {
                var (x, i) = (k / length, k % length);
                var (row, present) = (_oracles[predictor](law, kernel, x, i), NoisyLaws.Tokens(x, length, states)[i]);
                for (var v = 0; v < states; v++)
                {
                    var ratio = Enumerable.Range(0, states).Sum(a => row[a] * kernel[(a * states) + v] / kernel[(a * states) + present]);
                    Asked.Near(row[v], rows[(k * states) + v], $"t = {time}, x = {x}, position {i}, symbol {v}");
                    Asked.Near(ratio, ratios[(k * states) + v], $"t = {time}, x = {x}, {i} → {v}");
                }
            }
        }
    }

    [Theory]
    [InlineData("\"exact\"")]
    [InlineData(Mixture)]
    [InlineData("\"marginal\"")]
    public void Under_masks_it_is_the_prediction_times_the_odds_of_survival(string predictor)
    {
        var law = LawCase.Named("markov with zeros");
        var (length, states) = (law.Length, law.States);
        var score = Installed.Score(law.Json, "\"masked\"", "\"predictor\"", predictor: predictor);
        var rows = predictor == Mixture ? Predictors.Mixture(Predictors.Exact(law.Table, length, states), 0.3)
            : predictor == "\"exact\"" ? Predictors.Exact(law.Table, length, states) : Predictors.Marginal(law.Table, length, states);
        int[] x = [0, states, 1, states, states];
        foreach (var time in _times)
        {
            var ratios = new double[3 * states];
            score.Score(time, new Query(new Shape(length, states), x, [0, 3], [1, 3, 4]), ratios, CancellationToken.None);
            var odds = time < 1e-3 ? 1 / (time + (time * time / 2)) : 1 / (Math.Exp(time) - 1);
            for (var k = 0; k < ratios.Length; k++)
            {
                Asked.Near(rows(x, new[] { 1, 3, 4 }[k / states])[k % states] * odds, ratios[k], $"t = {time}, row {k / states}, symbol {k % states}");
            }
        }
    }

    [Fact]
    public void A_predictor_that_only_knows_masks_is_refused_where_there_are_none() => Assert.Contains(
        Installed.Errors("""{ "data": { "kind": "potts", "length": 4, "states": 2, "coupling": 1, "given": { "1": 0 } }, "process": "uniform", "noise": "log-linear", "predictor": "exact", "score": "predictor", "metrics": { "information": {} } }"""),
        error => error.StartsWith("/score: The process has no mask, and this predictor predicts masked tokens only. Take one that also denoises: exact, marginal or ngram", StringComparison.Ordinal) && error.Contains("where tokens are given, the score exact", StringComparison.Ordinal));

    [Fact]
    public void An_n_gram_model_denoises_by_bayess_rule_over_all_that_it_may_say()
    {
        const int Length = 5;
        var (data, model) = (Installed.Potts(Length), $$"""{ "kind": "ngram", "order": 3, "counts": "{{Files.Grams}}" }""");
        var cell = Installed.Compose($$"""{ "data": {{data}}, "process": "uniform", "noise": { "kind": "constant", "rate": 1, "end": 1000 }, "predictor": {{model}}, "score": "predictor", "metrics": { "information": {} } }""").Cells[0].Cell;
        var predictor = cell.Find<IMaskPredictor>()!;

        // The model's law by the chain rule from its predictions from left to right.
        double[] law = [.. Enumerable.Range(0, 32).Select(y =>
        {
            var (tokens, product) = (NoisyLaws.Tokens(y, Length, 2), 1.0);
            for (var i = 0; i < Length; i++)
            {
                var row = new double[2];
                predictor.Predict(new Query(new Shape(Length, 2), [.. tokens[..i], .. Enumerable.Repeat(2, Length - i)], [0, 1], [i]), row, CancellationToken.None);
                product *= row[tokens[i]];
            }

            return product;
        })];
        foreach (var time in _times)
        {
            var kernel = NoisyLaws.Exponential(Asked.Flat(TokenRates.Uniform(2)), 2, time);
            var rows = Asked.Posteriors(Denoiser(cell), time, Length, 2);
            for (var k = 0; k < rows.Length; k++)
            {
                Asked.Near(NoisyLaws.Posterior(law, kernel, k / 2 / Length, k / 2 % Length, Length, 2)[k % 2], rows[k], $"t = {time}, row {k / 2}");
            }
        }
    }

    [Fact]
    public void A_law_that_can_neither_be_enumerated_nor_read_with_a_finite_memory_is_refused() => Assert.Contains(
        Installed.Errors("""{ "data": { "kind": "linear-code", "states": 2, "generator": [[1,0,0,0,0,0,0,0,0,0,0,1,1,1,1,1,1,1,1,1,1],[0,1,1,1,1,1,1,1,1,1,1,0,0,0,0,0,0,0,0,0,0]] }, "process": "uniform", "noise": "log-linear", "predictor": "exact", "score": "predictor", "metrics": { "information": {} } }"""),
        error => error.StartsWith("/score: The predictor cannot denoise here: Without a mask the exact posterior takes independent tokens", StringComparison.Ordinal) && error.Contains("2^21 = 2.1E+06 sequences are too many", StringComparison.Ordinal));

    private static IDenoiser Denoiser(ICell cell) => cell.Find<IMaskPredictor>()!.Find<IDenoiserSource>()!.Denoiser(cell.Find<IForwardProcess>()!, cell.Find<INoiseSchedule>()!);

    private static double[] Exact(LawCase law, double[] kernel, int x, int i) => NoisyLaws.Posterior(law.Table, kernel, x, i, law.Length, law.States);

    private static double[] Marginal(LawCase law, double[] kernel, int x, int i)
    {
        var own = new double[law.States];
        for (var y = 0; y < law.Table.Length; y++)
        {
            own[NoisyLaws.Tokens(y, law.Length, law.States)[i]] += law.Table[y];
        }

        double[] weights = [.. own.Select((p, a) => p * kernel[(a * law.States) + NoisyLaws.Tokens(x, law.Length, law.States)[i]])];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static double[] Mixed(double[] row, double weight) => [.. row.Select(p => ((1 - weight) * p) + (weight / row.Length))];
}
