using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Data;

/// <summary>Data laws on given tokens, against tables from which the rest was struck out by hand.</summary>
public class GivenTests
{
    private const string Mixture = """{"kind":"mixture","weight":0.3}""";

    public static TheoryData<string> Names => [.. LawCase.Given.Where(given => given.Law.Kind != "text").Select(given => given.Title)];

    // The oracles follow every partly masked full sequence.
    public static TheoryData<string> OfFewSymbols => [.. LawCase.Given.Where(given => given.Full.States < 10).Select(given => given.Title)];

    [Theory, MemberData(nameof(Names))]
    public void Every_value_is_that_of_the_conditional_law_as_a_table(string name)
    {
        var (_, _, _, law) = Named(name);
        var table = $$"""{"kind":"table","length":{{law.Length}},"states":{{law.States}},"probabilities":{{Write(law.Table)}}}""";
        foreach (var predictor in new[] { "\"exact\"", Mixture })
        {
            foreach (var schedule in new[] { $$"""{"kind":"balanced","steps":{{Math.Min(2, law.Length)}}}""", """{"kind":"entropy","perStep":1}""" })
            {
                var (actual, expected) = (Measure(law.Json), Measure(table));
                Assert.Equal(expected.All.Select(value => (value.Metric, value.Index)), actual.All.Select(value => (value.Metric, value.Index)));
                foreach (var (one, other) in expected.All.Zip(actual.All))
                {
                    Assert.True(
                        one.Value.Equals(other.Value) || Math.Abs(one.Value - other.Value) <= 1e-10 * Math.Max(1, Math.Abs(one.Value)),
                        $"{name}, {predictor}, {schedule}: {one.Metric} {one.Index} is {other.Value:R}; of the table it is {one.Value:R}");
                }

                Measured Measure(string data) => Installed.Measure($$"""
                    { "data": {{data}}, "predictor": {{predictor}}, "schedule": {{schedule}},
                      "metrics": { "kl": {}, "law": {}, "tv": {}, "position": { "kind": "tv", "marginal": "position" }, "ter": {}, "elbo": {}, "nfe": {}, "information": {} } }
                    """);
            }
        }
    }

    [Theory]
    [InlineData("\"exact\"")]
    [InlineData(Mixture)]
    [InlineData("\"marginal\"")]
    public void Confidence_is_read_where_the_predictor_says(string inner)
    {
        var (full, _, tokens, law) = Named("table, a beginning given");
        var (exact, marginal) = (Predictors.Exact(law.Table, law.Length, law.States), Predictors.Marginal(full.Table, full.Length, full.States));
        var read = inner == "\"marginal\"" ? Given.Predictor(marginal, tokens, full.States) : inner == Mixture ? Predictors.Mixture(exact, 0.3) : exact;
        var measured = Installed.Measure($$"""
            { "data": {{law.Json}}, "predictor": { "kind": "warped", "temperature": 0.4, "topK": 2, "confidence": "before", "inner": {{inner}} },
              "schedule": { "kind": "threshold", "probability": 0.5 }, "metrics": { "law": {} } }
            """);
        Near(Reveals.Output(law.Length, law.States, Orders.Threshold(read, 0.5), Predictors.Warped(read, 0.4, 2, 1)), measured.List("law"));
    }

    [Theory, MemberData(nameof(OfFewSymbols))]
    public void Curves_and_errors_are_those_of_enumeration(string name)
    {
        var (full, _, tokens, law) = Named(name);
        var oracles = new (string Json, Func<int[], int, double[]> Predictor)[]
        {
            ("\"exact\"", Predictors.Exact(law.Table, law.Length, law.States)),
            (Mixture, Predictors.Mixture(Predictors.Exact(law.Table, law.Length, law.States), 0.3)),
            ("\"marginal\"", Given.Predictor(Predictors.Marginal(full.Table, full.Length, full.States), tokens, full.States)),
            ("""{"kind":"tempered","temperature":2,"inner":"marginal"}""", Given.Predictor(Predictors.Tempered(Predictors.Marginal(full.Table, full.Length, full.States), 2), tokens, full.States)),
        };
        int[] sizes = law.Length == 1 ? [1] : [law.Length / 2, law.Length - (law.Length / 2)];
        foreach (var (json, predictor) in oracles)
        {
            var measured = Installed.Measure($$"""
                { "data": {{law.Json}}, "predictor": {{json}}, "schedule": { "kind": "sizes", "sizes": {{Write(sizes)}} }, "metrics": { "kl": {}, "information": {} } }
                """);
            Near(Curves.Information(law.Table, law.Length, law.States), measured.List("information.curve"));
            Near(Curves.CrossEntropy(law.Table, law.Length, law.States, predictor), measured.List("information.cross-entropy"));
            Near([Divergences.Expected(law.Table, law.Length, law.States, sizes, predictor)], [measured["kl"]]);
        }
    }

    [Fact]
    public void Chains_on_given_tokens_have_the_curve_of_enumeration() => Gen.Select(Gen.Int[2, 3], Gen.Int[2, 6], Gen.Bool).SelectMany((states, length, homogeneous) =>
        Gen.Select(Row(states).Array[states].Array[homogeneous ? 1 : length - 1], Row(states), Gen.Int[0, states].Array[length], Gen.Int[0, 1 << 20])).Sample(
        (matrices, initial, pattern, draw) =>
        {
            var (length, states) = (pattern.Length, initial.Length);
            var law = LawCase.Markov("random", initial, matrices, length);
            int[] possible = [.. Enumerable.Range(0, law.Table.Length).Where(x => law.Table[x] > 0)];
            int[] x = Laws.Tokens(possible[draw % possible.Length], length, states), tokens = [.. pattern.Select((v, i) => v == states ? x[i] : states)];
            if (tokens.All(v => v == states) || tokens.All(v => v != states))
            {
                return;
            }

            var given = GivenCase.Create(law, "some", tokens);
            var conditioned = given.Law.Open();
            var curve = conditioned.Find<IInformationCurve>()!.Curve(default);
            Near(Curves.Information(given.Law.Table, given.Law.Length, states), [.. Enumerable.Range(0, curve.Length).Select(w => curve[w])]);
            for (var k = 0; k < given.Law.Table.Length; k++)
            {
                Assert.Equal(given.Law.Table[k], Math.Exp(conditioned.Find<IJointLaw>()!.LogProbability(Laws.Tokens(k, given.Law.Length, states))), 1e-12);
            }
        },
        iter: 200);

    [Theory]
    [InlineData("beginning", 0.4, 0.2, 0.2, 0.2)]
    [InlineData("scattered", 0.4, 0.2, 0.2, 0.2)]
    [InlineData("scattered", 0.999, 0.001)]
    [InlineData("ends", 0.999, 0.001)]
    [InlineData("ends", 0.0, 0.5, 0.5)]
    public void A_long_chain_has_an_exact_curve(string pattern, params double[] row)
    {
        const int Length = 2000;
        double[][] matrix = [.. row.Select((_, a) => row.Select((_, b) => row[(b - a + row.Length) % row.Length]).ToArray())];
        double[] initial = [.. row.Select((_, a) => a == 0 ? 0.5 : 0.5 / (row.Length - 1))];
        var chain = $$"""{"kind":"markov","length":{{Length}},"states":{{row.Length}},"initial":{{Write(initial)}},"transitions":{{Write(matrix)}}""";
        var (random, x) = (new Numerics.RandomStream(1, Numerics.StreamPurpose.Data, 0), new int[Length]);
        Opened.Data($"{chain}}}").Sample(ref random, x);
        int[] tokens = [.. x.Select((v, i) => pattern switch { "beginning" => i < 100, "ends" => i is 0 or Length - 1, _ => i * 7919 % Length < 100 } ? v : row.Length)];
        var given = Write(tokens.Index().Where(each => each.Item < row.Length).ToDictionary(each => $"{each.Index}", each => each.Item));

        var curve = Opened.Data($"{chain},\"given\":{given}}}").Find<IInformationCurve>()!.Curve(TestContext.Current.CancellationToken);
        var (marginals, joint) = Given.ChainEntropies(initial, matrix, tokens);
        Assert.Equal(tokens.Count(v => v == row.Length), curve.Length);
        Assert.Equal(marginals, curve.Length * curve[0], 1e-9 * marginals);
        Assert.Equal(joint, Enumerable.Range(0, curve.Length).Sum(w => curve[w]), 1e-9 * joint);
    }

    [Fact]
    public void A_distortion_of_the_exact_conditionals_stays_one_and_what_is_known_of_the_full_law_is_hidden()
    {
        const string Law = """{"kind":"potts","length":5,"states":3,"coupling":1,"given":{"2":1}}""";
        Assert.True(Opened.Predictor(Law, "\"exact\"").Predictor.Find<IRowMap>()!.IsIdentity);
        Assert.NotNull(Opened.Predictor(Law, Mixture).Predictor.Find<IRowMap>());
        Assert.Null(Opened.Predictor(Law, "\"marginal\"").Predictor.Find<ICrossEntropyExcess>());
        Assert.NotNull(Opened.Predictor("""{"kind":"potts","length":5,"states":3,"coupling":1}""", "\"marginal\"").Predictor.Find<ICrossEntropyExcess>());
    }

    [Theory]
    [InlineData("\"given\":{\"0\":\"t\",\"2\":\"e\"}", "t_e_")]
    [InlineData("\"given\":{\"3\":\"z\"}", "___z")]
    public void A_predictor_that_was_trained_on_full_sequences_sees_the_given_tokens_where_they_stand(string given, string pattern)
    {
        var predictor = $$"""{"kind":"ngram","order":3,"files":"{{Files.Text}}"}""";
        var law = $$"""{"kind":"text-chain","length":4,"files":"{{Files.Text}}" """;
        int[] tokens = [.. pattern.Select(c => c == '_' ? 27 : c - 'a')], free = Given.Free(tokens, 27), letters = [0, 4, 25, 26, 27];
        var masked = Enumerable.Range(0, Laws.Count(free.Length, letters.Length)).Select(k => Laws.Tokens(k, free.Length, letters.Length).Select(n => letters[n]).ToArray()).Where(x => x.Contains(27)).ToList();
        var inserted = masked.Select(x =>
        {
            var full = (int[])tokens.Clone();
            free.Index().ToList().ForEach(each => full[each.Item] = x[each.Index]);
            return full;
        }).ToList();
        var expected = Queries.Ask(Opened.Predictor($"{law}}}", predictor).Predictor, new Shape(4, 27), inserted);
        var actual = Queries.Ask(Opened.Predictor($"{law},{given}}}", predictor).Predictor, new Shape(free.Length, 27), masked);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_text_is_given_as_the_law_reads_it()
    {
        var (text, list, bytes) = (Entropy("letters", """{"0":"The  ","4":"LA","7":"Y"}"""), Entropy("letters", """{"0":[19,7,4,26],"4":[11,0],"7":24}"""), Entropy("bytes", """{"0":"The ","7":121}"""));
        Assert.Equal(list, text);
        Assert.NotEqual(list, bytes);

        static double Entropy(string alphabet, string given) => Installed.Measure($$"""
            { "data": { "kind": "text-chain", "length": 8, "files": "{{Files.Text}}", "alphabet": "{{alphabet}}", "given": {{given}} }, "metrics": { "information": {} } }
            """)["information.entropy"];
    }

    private static GivenCase Named(string name) => LawCase.Given.Single(given => given.Title == name);

    private static Gen<double[]> Row(int states) =>
        Gen.Double[0, 1].Select(p => p < 0.2 ? 0 : p * p).Array[states].Where(row => row.Sum() > 0.05).Select(row => row.Select(p => p / row.Sum()).ToArray());

    private static string Write<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.True(
            pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= 1e-10 * Math.Max(1, Math.Abs(pair.First)), $"expected {pair.First:R}, got {pair.Second:R}"));
    }
}
