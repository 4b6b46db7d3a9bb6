using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Data;

/// <summary>The excess of a row map, averaged over all masks, against its definition.</summary>
public class MappedCurveTests
{
    public static TheoryData<string, string> Cases => [.. LawCase.All
        .Where(law => law.Open().Find<IMappedCurve>() is not null && law.Length * law.States < 30)
        .SelectMany(law => Maps.Keys.Select(map => (law.Name, map)))];

    private static Dictionary<string, (IRowMap Map, Func<double[], double[]> Plain)> Maps { get; } = new()
    {
        ["mixture"] = Of(row => [.. row.Select(p => (0.9 * p) + (0.1 / row.Length))]),
        ["tempered"] = Of(row => [.. row.Select(p => Math.Pow(p, 1 / 0.7) / row.Sum(q => Math.Pow(q, 1 / 0.7)))]),
        ["identity"] = Of(row => row),
        ["most likely only"] = Of(row => [.. row.Select((_, v) => v == Array.IndexOf(row, row.Max()) ? 1.0 : 0)]),
    };

    [Theory, MemberData(nameof(Cases))]
    public void Excess_is_that_of_every_mask_and_every_sequence(string name, string map)
    {
        var law = LawCase.Named(name);
        var exact = Predictors.Exact(law.Table, law.Length, law.States);
        var expected = Curves.CrossEntropy(law.Table, law.Length, law.States, (x, i) => Maps[map].Plain(exact(x, i)))
            .Zip(Curves.CrossEntropy(law.Table, law.Length, law.States, exact), (c, h) => c - h).ToArray();
        var curve = law.Open().Find<IMappedCurve>()!;
        Assert.NotNull(curve.MappedCost);
        var actual = curve.Excess(Maps[map].Map, default);
        Assert.Equal(law.Length, actual.Length);
        for (var w = 0; w < law.Length; w++)
        {
            Assert.True(actual[w] >= 0);
            Assert.Equal(expected[w], actual[w], 1e-11 * (1 + Math.Abs(expected[w])));
        }
    }

    private static (IRowMap, Func<double[], double[]>) Of(Func<double[], double[]> plain) => (new PlainMap(plain), plain);

    private sealed class PlainMap(Func<double[], double[]> plain) : IRowMap
    {
        public void Map(ReadOnlySpan<double> exact, Span<double> row) => plain(exact.ToArray()).CopyTo(row);
    }
}
