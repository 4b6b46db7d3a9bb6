using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Data;

/// <summary>Chains: the homogeneous and the stepped computations against each other and, at L = 8, against enumeration.</summary>
public class ChainTests
{
    private static readonly Gen<double[][]> Matrices = Gen.Int[2, 3].SelectMany(states =>
        Gen.Double[0, 1].Select(p => p < 0.2 ? 0 : p * p).Array[states].Where(row => row.Sum() > 0.05).Select(row => row.Select(p => p / row.Sum()).ToArray()).Array[states]);

    [Fact]
    public void Curves_at_eight_tokens_are_those_of_the_law()
    {
        double[][] weak = [[0.5001, 0.4999], [0.4998, 0.5002]], strong = [[0.95, 0.05], [0, 1]], even = [[0.5, 0.5], [0.5, 0.5]];
        Check([0.5, 0.5], [weak]);
        Check([0.1, 0.9], [weak]);
        Check([1, 0], [strong]);
        Check([0.3, 0.7], [strong, weak, even, [[0, 1], [1, 0]], strong, [[0.2, 0.8], [0.6, 0.4]], weak]);

        static void Check(double[] initial, double[][][] transitions)
        {
            var steps = Enumerable.Range(0, 7).Select(i => transitions[i % transitions.Length]).ToArray();
            var table = Laws.Chain(initial, [.. steps.Select(m => new[,] { { m[0][0], m[0][1] }, { m[1][0], m[1][1] } })]);
            var expected = Curves.Information(table, 8, 2);
            var actual = Open(8, initial, transitions).Find<IInformationCurve>()!.Curve(default);
            for (var w = 0; w < 8; w++)
            {
                Assert.Equal(expected[w], actual[w], 1e-13);
                Assert.Equal(expected[0] - expected[w], actual.Drops[w], 1e-10 * actual.Drops[w] + 1e-14);
            }
        }
    }

    [Fact]
    public void A_matrix_and_its_copies_give_the_same_curve_and_excess() => Matrices.Sample(
        matrix =>
        {
            const int Length = 40;
            double[] initial = [.. matrix[^1].Reverse()];
            var (homogeneous, stepped) = (Open(Length, initial, [matrix]), Open(Length, initial, [.. Enumerable.Repeat(matrix, Length - 1)]));
            Near(stepped.Find<IInformationCurve>()!.Curve(default).Drops.ToArray(), homogeneous.Find<IInformationCurve>()!.Curve(default).Drops.ToArray());
            Near(stepped.Find<IMappedCurve>()!.Excess(new Flattened(), default), homogeneous.Find<IMappedCurve>()!.Excess(new Flattened(), default));
        },
        iter: 30);

    [Fact]
    public void A_long_chain_has_the_same_curve_by_gaps_and_by_pairs() => Matrices.Sample(
        matrix =>
        {
            const int Length = 500;
            var (homogeneous, stepped) = (Open(Length, matrix[0], [matrix]), Open(Length, matrix[0], [.. Enumerable.Repeat(matrix, Length - 1)]));
            Near(stepped.Find<IInformationCurve>()!.Curve(default).Drops.ToArray(), homogeneous.Find<IInformationCurve>()!.Curve(default).Drops.ToArray());
        },
        iter: 4);

    [Fact]
    public void A_matrix_and_its_copies_give_the_same_conditionals() => Gen.Select(Matrices, Gen.Int[0, 100].Array[200], Gen.Int[0, 95]).Sample(
        (matrix, draws, revealed) =>
        {
            var shape = new Shape(200, matrix.Length);
            int[] x = [.. draws.Select(d => d < revealed ? d % matrix.Length : matrix.Length)];
            var rows = new[] { [matrix], Enumerable.Repeat(matrix, 199).ToArray() }
                .Select(transitions => Queries.Ask(Open(200, matrix[0], transitions).Find<IConditionalLaw>()!, shape, x)[0])
                .ToArray();
            foreach (var (one, copies) in rows[0].Zip(rows[1]))
            {
                Near(copies, one);
            }
        },
        iter: 100);

    [Theory]
    [InlineData("""{"kind":"potts","length":10000,"states":4,"coupling":1.0}""")]
    [InlineData("""{"kind":"potts","length":10000,"states":4,"coupling":1e-6}""")]
    [InlineData("""{"kind":"potts","length":10000,"states":4,"coupling":12}""")]
    [InlineData("""{"kind":"markov","length":10000,"states":3,"initial":[1,0,0],"transitions":[[0.9,0.1,0],[0,0.2,0.8],[0.5,0,0.5]]}""")]
    [InlineData("""{"kind":"markov","length":10000,"states":2,"initial":[1,0],"transitions":[[0,1],[1,0]]}""")]
    public void Ten_thousand_tokens_have_a_curve(string json) => IsCurve(Opened.Data(json));

    [Fact]
    public void A_thousand_tokens_with_steps_of_their_own_have_a_curve()
    {
        var steps = Enumerable.Range(0, 999).Select(i => Enumerable.Range(0, 4).Select(a => Row(i, a)).ToArray()).ToArray();
        IsCurve(Open(1000, [0.25, 0.25, 0.25, 0.25], steps));

        static double[] Row(int i, int a)
        {
            var weights = Enumerable.Range(0, 4).Select(b => 1.1 + Math.Sin((i * 0.37) + (a * 1.3) + (b * 2.1)) + (a == b ? 2 : 0)).ToArray();
            return [.. weights.Select(w => w / weights.Sum())];
        }
    }

    [Fact]
    public void Weak_couplings_keep_the_digits_of_their_information()
    {
        // I(X_i; X_{i+1}) = (S − 1)/2 · (λ)² to leading order, λ = (e^J − 1)/(e^J + S − 1): with J = 1e-5 the next order is 1e-5 of it.
        var curve = Opened.Data("""{"kind":"potts","length":2,"states":4,"coupling":1e-5}""").Find<IInformationCurve>()!.Curve(default);
        Assert.Equal(3.0 / 2 * 1e-10 / 16, curve.Drops[1], 1e-4 * 1e-11);
    }

    private static void IsCurve(IDataDistribution data)
    {
        var (curve, shape) = (data.Find<IInformationCurve>()!.Curve(default), data.Shape);
        var window = data.Find<IWindowLaw>()!;
        var entropy = Entropy(1, 0);
        for (var i = 0; i + 1 < shape.Length; i++)
        {
            entropy += Entropy(2, i) - Entropy(1, i);
        }

        Assert.Equal(entropy, curve.Entropy, 1e-9 * (entropy + 1));
        for (var w = 0; w < shape.Length; w++)
        {
            Assert.True(double.IsFinite(curve[w]) && curve[w] >= -1e-12);
            Assert.True(w == 0 || curve.Drops[w] >= curve.Drops[w - 1]);
        }

        double Entropy(int length, int start)
        {
            var law = new double[Laws.Count(length, shape.States)];
            window.Window(start, length, law);
            return Laws.Entropy(law);
        }
    }

    private static IDataDistribution Open(int length, double[] initial, double[][][] transitions) => Opened.Data(
        $$"""{"kind":"markov","length":{{length}},"states":{{initial.Length}},"initial":{{Json(initial)}},"transitions":{{Json(transitions)}}}""");

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);

    private static void Near(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-10 * (Math.Abs(pair.First) + 1e-3)));

    private sealed class Flattened : IRowMap
    {
        public void Map(ReadOnlySpan<double> exact, Span<double> row)
        {
            for (var v = 0; v < exact.Length; v++)
            {
                row[v] = (0.8 * exact[v]) + (0.2 / exact.Length);
            }
        }
    }
}
