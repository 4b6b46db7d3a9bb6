using CsCheck;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Where a sampler leaves masks, the mask is one more symbol of what is generated, and data has none.</summary>
public class MaskedLawTests
{
    private static readonly Shape Small = new(2, 2);

    /// <summary>Row-major over {0, 1, mask}²: by hand from the sequences of two symbols.</summary>
    private static readonly int[] Embedded = [0, 1, 3, 4];

    private static readonly Gen<(double[] Data, double[] Generated)> Pairs = Gen.Select(Law(4), Law(9));

    [Fact]
    public void Variation_counts_every_mask_as_wrong() => Pairs.Sample(
        pair =>
        {
            var p = Embed(pair.Data);
            var cell = new TwoLaws(Small, pair.Data, pair.Generated);
            Close(Variation(p, pair.Generated), cell.Measure("\"tv\"")["it"]);
            Close([Variation(Rows(p), Rows(pair.Generated)), Variation(Columns(p), Columns(pair.Generated))], cell.Measure("""{ "kind": "tv", "marginal": "position" }""").List("it.position"));
            Close([Variation(p, pair.Generated)], cell.Measure("""{ "kind": "tv", "marginal": "k", "k": 2 }""").List("it.kgram"));
        },
        iter: 50);

    [Fact]
    public void Divergence_is_of_the_sequences_without_masks() => Pairs.Sample(
        pair =>
        {
            var expected = Embedded.Select((to, from) => pair.Data[from] == 0 ? 0 : pair.Data[from] * Math.Log(pair.Data[from] / pair.Generated[to])).Sum();
            Close(expected, new TwoLaws(Small, pair.Data, pair.Generated).Measure("\"kl\"")["it.marginal"]);
        },
        iter: 50);

    [Fact]
    public void The_law_has_masks() => Pairs.Sample(
        pair => Assert.Equal(pair.Generated, new TwoLaws(Small, pair.Data, pair.Generated).Measure("\"law\"").List("it")),
        iter: 5);

    [Fact]
    public void Estimates_from_sequences_with_masks_agree_with_exact_values() => Pairs.Sample(
        pair =>
        {
            var (exact, drawn) = (new TwoLaws(Small, pair.Data, pair.Generated), new TwoLaws(Small, pair.Data, pair.Generated, 20_000));
            foreach (var metric in new[] { "\"tv\"", """{ "kind": "tv", "marginal": "position" }""", """{ "kind": "kl", "method": "samples" }""", "\"law\"" })
            {
                var expected = (metric.Contains("kl", StringComparison.Ordinal) ? exact.Measure("\"kl\"") : exact.Measure(metric)).All;
                foreach (var value in drawn.Measure(metric).All)
                {
                    Assert.Equal(("samples", 20_000L), (value.Method, value.Samples));
                    var wanted = expected.Single(one => (one.Metric, one.Index) == (value.Metric, value.Index)).Value;
                    // Five errors, since many values are compared, and the bias of a plug-in estimate.
                    Assert.True(Math.Abs(value.Value - wanted) <= (5 * value.Error) + 0.012, $"{metric} {value}: expected {wanted}");
                }
            }
        },
        iter: 5);

    [Fact]
    public void Entropy_within_a_sequence_counts_the_mask_as_a_symbol()
    {
        var generated = new double[9];
        generated[2] = 1;
        Assert.Equal(Math.Log(2), new TwoLaws(Small, [0.25, 0.25, 0.25, 0.25], generated).Measure("\"entropy\"")["it.sequence"], 1e-12);
        Assert.Equal(Math.Log(2), new TwoLaws(Small, [0.25, 0.25, 0.25, 0.25], generated, 10).Measure("\"entropy\"")["it.sequence"], 1e-12);
    }

    private static Gen<double[]> Law(int count) => Gen.Double[0.05, 1].Array[count].Select(weights => weights.Select(weight => weight / weights.Sum()).ToArray());

    private static double[] Embed(double[] law)
    {
        var embedded = new double[9];
        foreach (var (from, to) in Embedded.Index())
        {
            embedded[to] = law[from];
        }

        return embedded;
    }

    private static double[] Rows(double[] law) => [.. law.Chunk(3).Select(row => row.Sum())];

    private static double[] Columns(double[] law) => [.. Enumerable.Range(0, 3).Select(v => law[v] + law[v + 3] + law[v + 6])];

    private static double Variation(double[] p, double[] q) => p.Zip(q, (a, b) => Math.Abs(a - b)).Sum() / 2;

    private static void Close(double expected, double got) => Assert.Equal(expected, got, 1e-12);

    private static void Close(double[] expected, double[] got) => Assert.All(expected.Zip(got), pair => Close(pair.First, pair.Second));
}
