using Unmask.Tests.Conformance.Data;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Prediction;

/// <summary>The built-in predictors against their definitions, on every small data law.</summary>
public class PredictorTests
{
    private const string Nested = """{"kind":"tempered","temperature":0.5,"inner":{"kind":"mixture","weight":0.2,"inner":{"kind":"tempered","temperature":3}}}""";

    private static readonly Dictionary<string, Func<LawCase, Func<int[], int, double[]>>> Plain = new()
    {
        ["\"exact\""] = Exact,
        ["\"marginal\""] = law => Predictors.Marginal(law.Table, law.Length, law.States),
        ["""{"kind":"mixture","weight":0.3}"""] = law => Predictors.Mixture(Exact(law), 0.3),
        ["""{"kind":"mixture","weight":1}"""] = law => Predictors.Mixture(Exact(law), 1),
        ["""{"kind":"tempered","temperature":0.6}"""] = law => Predictors.Tempered(Exact(law), 0.6),
        ["""{"kind":"tempered","temperature":2,"inner":"marginal"}"""] = law => Predictors.Tempered(Predictors.Marginal(law.Table, law.Length, law.States), 2),
        ["""{"kind":"warped","temperature":0.7,"topK":2}"""] = law => Predictors.Warped(Exact(law), 0.7, 2, 1),
        ["""{"kind":"warped","topP":0.8,"confidence":"before"}"""] = law => Predictors.Warped(Exact(law), 1, int.MaxValue, 0.8),
        ["""{"kind":"warped","temperature":1.3,"topK":3,"topP":0.6,"inner":"marginal"}"""] = law => Predictors.Warped(Predictors.Marginal(law.Table, law.Length, law.States), 1.3, 3, 0.6),
        [Nested] = law => Predictors.Tempered(Predictors.Mixture(Predictors.Tempered(Exact(law), 3), 0.2), 0.5),
    };

    public static TheoryData<string> Kinds => [.. Plain.Keys];

    public static TheoryData<string, string> Cases => [.. LawCase.Varied.SelectMany(law => Plain.Keys.Select(predictor => (law.Name, predictor)))];

    [Theory, MemberData(nameof(Cases))]
    public void Rows_are_those_of_the_definition(string name, string predictor)
    {
        var (law, opened) = (LawCase.Named(name), Opened.Predictor(LawCase.Named(name).Json, predictor));
        var (shape, plain) = (new Shape(law.Length, law.States), Plain[predictor](law));
        var masked = Queries.Masked(law.Length, law.States);
        var rows = Queries.Ask(opened.Predictor, shape, masked);
        for (var k = 0; k < masked.Count; k++)
        {
            var n = 0;
            foreach (var i in Enumerable.Range(0, law.Length).Where(i => masked[k][i] == law.States))
            {
                Assert.All(plain(masked[k], i).Zip(rows[k][n++]), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
            }
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_distortion_of_the_exact_conditionals_is_a_map_and_nothing_else_is(string predictor)
    {
        var map = Opened.Predictor("""{"kind":"parity","length":4}""", predictor).Predictor.Find<IRowMap>();
        Assert.Equal(predictor.Contains("marginal", StringComparison.Ordinal), map is null);
        Assert.Equal(predictor == "\"exact\"", map?.IsIdentity ?? false);
    }

    [Theory]
    [InlineData("""{"kind":"mixture","weight":0.5,"inner":"marginal"}""")]
    [InlineData("""{"kind":"tempered","temperature":2,"inner":"marginal"}""")]
    public void A_distortion_hides_the_excess_of_what_it_distorts(string predictor) =>
        Assert.Null(Opened.Predictor("""{"kind":"parity","length":4}""", predictor).Predictor.Find<ICrossEntropyExcess>());

    [Theory]
    [InlineData(1e-6, 0.0, 0.5, 0.5)]
    [InlineData(1e6, 0.0, 0.5, 0.5)]
    [InlineData(1e-6, 0.0, 0.4999, 0.5001)]
    [InlineData(1e6, 1e-300, 0.0, 1.0)]
    public void Extreme_temperatures_give_probabilities_and_keep_zeros(double temperature, double a, double b, double c)
    {
        double[] row = [a, b, c], mapped = new double[3];
        Opened.Predictor("""{"kind":"parity","length":4}""", FormattableString.Invariant($$"""{"kind":"tempered","temperature":{{temperature}}}""")).Predictor.Find<IRowMap>()!.Map(row, mapped);
        Assert.Equal(1, mapped.Sum(), 1e-12);
        Assert.All(row.Zip(mapped), pair => Assert.True(pair.First > 0 || pair.Second == 0));
    }

    [Theory]
    [InlineData(1, "1", new[] { 0.1, 0.2, 0.4, 0.3 }, new[] { 0, 0, 1.0, 0 })]
    [InlineData(4, "0.7", new[] { 0.4, 0.3, 0.2, 0.1 }, new[] { 4.0 / 7, 3.0 / 7, 0, 0 })]
    [InlineData(4, "0.71", new[] { 0.4, 0.3, 0.2, 0.1 }, new[] { 4.0 / 9, 3.0 / 9, 2.0 / 9, 0 })]
    [InlineData(2, "0.58", new[] { 0.1, 0.2, 0.3, 0.4 }, new[] { 0, 0, 3.0 / 7, 4.0 / 7 })]
    [InlineData(2, "0.57", new[] { 0.1, 0.2, 0.3, 0.4 }, new[] { 0, 0, 0, 1.0 })]
    [InlineData(2, "1", new[] { 0.25, 0.25, 0.25, 0.25 }, new[] { 0.5, 0.5, 0, 0 })]
    [InlineData(2, "1", new[] { 0.2, 0.3 - 1e-14, 0.2, 0.3 }, new[] { 0, 0.5, 0, 0.5 })]
    [InlineData(1, "1e-9", new[] { 0.3 - 1e-14, 0.3, 0.2, 0.2 }, new[] { 1.0, 0, 0, 0 })]
    [InlineData(3, "1", new[] { 0, 1.0, 0, 0 }, new[] { 0, 1.0, 0, 0 })]
    [InlineData(9, "0.5", new[] { 1e-300, 1e-301, 0, 1.0 }, new[] { 0, 0, 0, 1.0 })]
    public void A_cut_keeps_the_most_probable_symbols_and_of_equal_ones_the_lowest(int topK, string topP, double[] row, double[] expected)
    {
        var map = Opened.Predictor("""{"kind":"parity","length":4}""", $$"""{"kind":"warped","topK":{{topK}},"topP":{{topP}}}""").Predictor.Find<IRowMap>()!;
        var mapped = new double[row.Length];
        map.Map(row, mapped);
        Assert.All(expected.Zip(mapped), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        map.Map(row, row);
        Assert.Equal(mapped, row);
    }

    [Fact]
    public void Schedules_read_confidence_where_the_outermost_predictor_says()
    {
        const string Parity = """{"kind":"parity","length":4}""";
        var row = new double[] { 0.25, 0.75 };
        double[] Drawn(IObservedRows rows)
        {
            var drawn = new double[2];
            rows.Draw.Map(row, drawn);
            return drawn;
        }

        // Nothing said: what tokens are drawn from, whatever is inside.
        foreach (var predictor in new[]
        {
            """{"kind":"warped","temperature":0.5}""", """{"kind":"tempered","temperature":0.5,"inner":{"kind":"warped","topK":1,"confidence":"before"}}""",
            """{"kind":"warped","confidence":"after","inner":{"kind":"warped","topK":1,"confidence":"before"}}""",
        })
        {
            Assert.Null(Opened.Predictor(Parity, predictor).Predictor.Find<IObservedRows>());
        }

        // Before: what would be read of the inner one; all distortions after that are drawn from.
        var one = Opened.Predictor(Parity, """{"kind":"warped","temperature":0.5,"confidence":"before"}""").Predictor.Find<IObservedRows>()!;
        Assert.True(one.Observed.Find<IRowMap>()!.IsIdentity);
        Assert.Equal([0.1, 0.9], Drawn(one), (a, b) => Math.Abs(a - b) < 1e-12);
        var two = Opened.Predictor(Parity, """{"kind":"warped","topK":1,"confidence":"before","inner":{"kind":"mixture","weight":0.5,"inner":"exact"}}""").Predictor.Find<IObservedRows>()!;
        Assert.False(two.Observed.Find<IRowMap>()!.IsIdentity);
        Assert.Equal([0.0, 1.0], Drawn(two));
        var nested = Opened.Predictor(Parity, """{"kind":"warped","topK":1,"confidence":"before","inner":{"kind":"warped","temperature":0.5,"confidence":"before"}}""").Predictor.Find<IObservedRows>()!;
        Assert.True(nested.Observed.Find<IRowMap>()!.IsIdentity);
        Assert.Equal([0.0, 1.0], Drawn(nested));
    }

    [Theory]
    [InlineData("""{ "kind": "warped", "temperature": 0 }""", "/predictor/temperature: got 0; expected a number from 1E-06 to 1000000")]
    [InlineData("""{ "kind": "warped", "temperature": -1 }""", "/predictor/temperature: got -1; expected")]
    [InlineData("""{ "kind": "warped", "topK": 0 }""", "/predictor/topK: got 0; expected an integer, at least 1")]
    [InlineData("""{ "kind": "warped", "topP": 0 }""", "/predictor/topP: got 0; expected a number, above 0")]
    [InlineData("""{ "kind": "warped", "topP": 1.5 }""", "/predictor/topP: got 1.5; expected")]
    [InlineData("""{ "kind": "warped", "confidence": "between" }""", "/predictor/confidence: got the text \"between\"; expected")]
    public void A_mistake_in_warping_is_named_with_its_path(string predictor, string words) => Assert.Contains(
        Installed.Errors($$"""{ "data": {{Installed.Potts(6)}}, "predictor": {{predictor}}, "metrics": { "information": {} } }"""),
        error => error.StartsWith(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("exact", "marginal")]
    [InlineData("marginal", "potts")]
    public void A_law_that_cannot_serve_the_predictor_is_refused_with_alternatives(string predictor, string alternative)
    {
        var constructor = Opened.Type("predictor", predictor).GetConstructors().Single();
        var made = (IValidates)constructor.Invoke([new DrawsOnly(), .. new object?[constructor.GetParameters().Length - 1]]);
        var problems = new Problems();
        made.Validate(new Shape(3, 2), problems);
        Assert.Contains(alternative, Assert.Single(problems.All).Message, StringComparison.Ordinal);
    }

    private static Func<int[], int, double[]> Exact(LawCase law) => Predictors.Exact(law.Table, law.Length, law.States);

    private sealed class DrawsOnly : IDataDistribution
    {
        public Shape Shape => new(3, 2);

        public void Sample(ref Numerics.RandomStream random, Span<int> x) => x.Clear();
    }
}
