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
        [Nested] = law => Predictors.Tempered(Predictors.Mixture(Predictors.Tempered(Exact(law), 3), 0.2), 0.5),
    };

    public static TheoryData<string> Kinds => [.. Plain.Keys];

    public static TheoryData<string, string> Cases => [.. LawCase.All.Where(law => law.States < 10).SelectMany(law => Plain.Keys.Select(predictor => (law.Name, predictor)))];

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
    [InlineData("exact", "marginal")]
    [InlineData("marginal", "potts")]
    public void A_law_that_cannot_serve_the_predictor_is_refused_with_alternatives(string predictor, string alternative)
    {
        var made = (IValidates)Activator.CreateInstance(Opened.Type("predictor", predictor), new DrawsOnly())!;
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
