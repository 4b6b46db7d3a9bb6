using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Data;

/// <summary>Curves of linear codes: by ranks where sets can be counted, as a step for Reed–Solomon codes, none elsewhere.</summary>
public class CodeTests
{
    // Every size from one word position up, of fields where many codes are MDS and of ones where few are.
    private static readonly Gen<(int Prime, int[][] Rows)> Codes =
        from field in Gen.OneOfConst((2, 9), (3, 6), (5, 4), (7, 4), (13, 3))
        from n in Gen.Int[1, field.Item2]
        from k in Gen.Int[1, n]
        from rows in Gen.Int[0, field.Item1 - 1].Array[n].Array[k]
        where Rank(field.Item1, rows) == k
        select (field.Item1, rows);

    [Fact]
    public void Curves_of_random_codes_are_those_of_their_tables() => Codes.Sample(
        (prime, rows) =>
        {
            var expected = Curves.Information(DataLaws.Code(prime, rows), rows[0].Length, prime);
            var curve = Open(prime, rows).Find<IInformationCurve>()!.Curve(default);
            for (var w = 0; w < expected.Length; w++)
            {
                Assert.Equal(expected[w], curve[w], 1e-10);
            }
        },
        iter: 60);

    [Fact]
    public void A_code_of_eighteen_positions_has_a_curve()
    {
        var random = new Numerics.RandomStream(3, Numerics.StreamPurpose.Data, 0);
        int[][] rows = [.. Enumerable.Range(0, 9).Select(r => Enumerable.Range(0, 18).Select(j => j < 9 ? (j == r ? 1 : 0) : random.NextInt(2)).ToArray())];
        var curve = Open(2, rows).Find<IInformationCurve>()!.Curve(default);
        Assert.Equal(9 * Math.Log(2), curve.Entropy, 1e-10);
        Assert.True(Enumerable.Range(1, 17).All(w => curve[w] <= curve[w - 1]));
    }

    [Theory]
    [InlineData(31, 30, 15)]
    [InlineData(101, 100, 7)]
    [InlineData(127, 126, 120)]
    public void A_reed_solomon_code_has_a_step(int prime, int n, int k)
    {
        // Row r holds the powers a^r of the elements a = 0, 1, …, each column times another factor.
        int[][] rows = [.. Enumerable.Range(0, k).Select(r => Enumerable.Range(0, n).Select(a => (int)(((a % 5) + 1) * (long)System.Numerics.BigInteger.ModPow(a, r, prime) % prime)).ToArray())];
        var curve = Open(prime, rows).Find<IInformationCurve>()!.Curve(default);
        for (var w = 0; w < n; w++)
        {
            Assert.Equal(w < k ? Math.Log(prime) : 0, curve[w], 1e-12);
        }

        // One number changed, and it is no such code; its sets are too many to count.
        rows[0][n - 1] = (rows[0][n - 1] + 1) % prime;
        Assert.Null(Open(prime, rows).Find<IInformationCurve>());
    }

    [Fact]
    public void A_long_code_of_few_dimensions_has_a_curve()
    {
        // Columns (1, a, a³): two are independent, and three unless a + b + c = 0.
        const int Prime = 101, Length = 40;
        var curve = Open(Prime, [.. new[] { 0, 1, 3 }.Select(power => Enumerable.Range(0, Length).Select(a => (int)(Math.Pow(a, power) % Prime)).ToArray())]).Find<IInformationCurve>()!.Curve(default);
        var (dependent, triples) = (0, 0);
        for (var a = 0; a < Length; a++)
        {
            for (var b = a + 1; b < Length; b++)
            {
                for (var c = b + 1; c < Length; c++)
                {
                    (dependent, triples) = (dependent + ((a + b + c) % Prime == 0 ? 1 : 0), triples + 1);
                }
            }
        }

        Assert.True(dependent > 0);
        Assert.Equal(Math.Log(Prime), curve[0], 1e-12);
        Assert.Equal(Math.Log(Prime), curve[1], 1e-12);
        Assert.Equal(Math.Log(Prime) * (1 - ((double)dependent / triples)), curve[2], 1e-12);
        Assert.Equal(3 * Math.Log(Prime), curve.Entropy, 1e-10);
    }

    [Fact]
    public void A_long_code_of_few_checks_has_a_curve()
    {
        // Words with Σ x_j = 0 and Σ a_j x_j = 0, each a twice: without two positions of one a, their sum is all that is known of them.
        const int Prime = 101, Length = 40;
        int[][] rows = [.. Enumerable.Range(2, Length - 2).Select(j =>
        {
            var (row, a) = (new int[Length], j % (Length / 2));
            (row[0], row[1], row[j]) = ((a + Prime - 1) % Prime, (Prime - a) % Prime, 1);
            return row;
        })];
        var curve = Open(Prime, rows).Find<IInformationCurve>()!.Curve(default);
        Assert.Equal(0, curve[Length - 1]);
        Assert.Equal(Math.Log(Prime) / (Length - 1), curve[Length - 2], 1e-12);
        Assert.Equal((Length - 2) * Math.Log(Prime), curve.Entropy, 1e-9);
    }

    [Fact]
    public void The_golay_code_has_too_many_sets()
    {
        // The circulant form of the [23, 12] code, extended by a parity bit.
        int[] polynomial = [1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 1];
        int[][] rows = [.. Enumerable.Range(0, 12).Select(r =>
        {
            var row = new int[24];
            polynomial.CopyTo(row, r);
            row[23] = row.Sum() % 2;
            return row;
        })];
        var law = Open(2, rows);
        Assert.Null(law.Find<IInformationCurve>());
        Assert.Null(law.Find<IMappedCurve>());

        // It is its own dual, and no word weighs less than 8: 6 positions determine no other, 7 of a word of weight 8 the last of it.
        var x = new int[24];
        Array.Fill(x, 2);
        x.AsSpan(0, 6).Clear();
        Assert.All(Queries.Ask(law.Find<IConditionalLaw>()!, law.Shape, x)[0], row => Assert.Equal([0.5, 0.5], row));
        Array.Fill(x, 2);
        foreach (var j in Enumerable.Range(0, 23).Where(j => rows[0][j] == 1))
        {
            x[j] = j == 0 ? 1 : 0;
        }

        Assert.Equal([0, 1], Queries.Ask(law.Find<IConditionalLaw>()!, law.Shape, x)[0][^1]);
    }

    private static IDataDistribution Open(int prime, int[][] rows) => Opened.Data(
        $$"""{"kind":"linear-code","states":{{prime}},"generator":{{System.Text.Json.JsonSerializer.Serialize(rows)}}}""");

    // q^rank words are different.
    private static int Rank(int prime, int[][] rows) =>
        (int)Math.Round(Math.Log(DataLaws.Code(prime, rows).Count(p => p > 0), prime));
}
