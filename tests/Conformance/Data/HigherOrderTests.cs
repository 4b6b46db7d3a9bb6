using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Data;

/// <summary>What the small cases do not show of chains of a higher order and of hidden Markov models: text, long sequences, curves.</summary>
public class HigherOrderTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_chain_of_text_has_the_frequencies_of_what_follows_each_context(int order)
    {
        var law = Opened.Data($$"""{"kind":"text-chain","length":{{order + 2}},"files":"{{Files.Text}}","order":{{order}}}""").Find<IJointLaw>()!;
        int[] text = [.. System.Text.RegularExpressions.Regex.Replace(Files.Words.ToLowerInvariant(), "[^a-z]+", " ").Select(c => c == ' ' ? 26 : c - 'a')];
        string[] symbols = [.. text.Select(symbol => $"{symbol},")];
        for (var start = 0; start + order + 2 <= text.Length; start++)
        {
            // Every context within the text is followed by something.
            var expected = (double)Count(Joined(start, order), 1) / (text.Length - order);
            for (var i = start + order; i < start + order + 2; i++)
            {
                expected *= (double)Count(Joined(i - order, order + 1), 0) / Count(Joined(i - order, order), 1);
            }

            Assert.Equal(expected, Math.Exp(law.LogProbability(text.AsSpan(start, order + 2))), 1e-12);
        }

        string Joined(int from, int count) => string.Concat(symbols[from..(from + count)]);

        // Occurrences that have so many symbols after them.
        int Count(string context, int after) => Enumerable.Range(0, text.Length).Count(i =>
            i + context.Count(c => c == ',') + after <= text.Length && string.Concat(symbols[i..]).StartsWith(context, StringComparison.Ordinal));
    }

    [Fact]
    public void A_context_at_the_end_of_a_text_is_followed_as_its_longest_end_that_was_followed()
    {
        // After "ab" nothing was seen; "xb" ends alike, and c followed.
        var law = Opened.Data($$"""{"kind":"text-chain","length":4,"files":"{{Files.Write("ends.txt", "xbcyab")}}","order":2}""").Find<IJointLaw>()!;
        Assert.Equal(1.0 / 4, Math.Exp(law.LogProbability(Symbols("yabc"))), 1e-12);

        // No context that was followed ends in z, nor in p: a draw from the first symbols of the three counted, p, q and r, each time.
        var none = Opened.Data($$"""{"kind":"text-chain","length":5,"files":"{{Files.Write("none.txt", "pqrqz")}}","order":2}""").Find<IJointLaw>()!;
        Assert.Equal(1.0 / 27, Math.Exp(none.LogProbability(Symbols("rqzpq"))), 1e-12);

        static int[] Symbols(string text) => [.. text.Select(c => c - 'a')];
    }

    [Fact]
    public void Counts_of_order_two_are_read_by_context()
    {
        var file = Files.Write("counts-2.txt", "# after 00, 01, 10, 11\n1 3\n2 2\n0 0\n4 0\n");
        var law = Opened.Data($$"""{"kind":"markov","length":4,"states":2,"order":2,"counts":"{{file}}"}""").Find<IJointLaw>()!;

        // Nothing follows 10: it is followed as 0 is, by 1 of 4 zeros.
        var expected = DataLaws.Chain(4, 2, 2, [4.0 / 12, 4.0 / 12, 0, 4.0 / 12], [[0.25, 0.75], [0.5, 0.5], [0.25, 0.75], [1, 0]]);
        for (var k = 0; k < 16; k++)
        {
            Assert.Equal(expected[k], Math.Exp(law.LogProbability(Laws.Tokens(k, 4, 2))), 1e-12);
        }
    }

    [Theory]
    [InlineData("markov of order 2")]
    [InlineData("markov of order 2 with zeros")]
    [InlineData("markov of order 3")]
    [InlineData("hmm")]
    [InlineData("hmm with zeros")]
    [InlineData("hmm stationary")]
    public void Curves_of_small_laws_are_enumerated(string name)
    {
        var law = LawCase.Named(name);
        var curve = Opened.Cell(law.Json, "\"exact\"").Derive<InformationCurve>(default, null).Value;
        var expected = Curves.Information(law.Table, law.Length, law.States);
        for (var w = 0; w < law.Length; w++)
        {
            Assert.Equal(expected[w], curve[w], 1e-10);
        }
    }

    [Fact]
    public void The_order_is_told() => Assert.All(Enumerable.Range(1, 5), order =>
    {
        double[][] rows = [.. Enumerable.Repeat<double[]>([0.5, 0.5], Laws.Count(order, 2))];
        Assert.Equal(order, Opened.Data($$"""{"kind":"markov","length":3,"states":2,"order":{{order}},"transitions":{{System.Text.Json.JsonSerializer.Serialize(rows)}}}""").Find<IMarkovOrder>()!.Order);
    });

    [Fact]
    public void A_chain_of_order_one_is_the_same_as_one_of_order_two_and_as_a_hidden_one_that_is_seen()
    {
        const int Length = 400;
        string one = "[[0.9,0.1,0],[0.2,0.5,0.3],[0.4,0,0.6]]", seen = "[[1,0,0],[0,1,0],[0,0,1]]";
        var matrix = System.Text.Json.JsonSerializer.Deserialize<double[][]>(one)!;
        double[] initial = [0.2, 0.3, 0.5], pairs = [.. Enumerable.Range(0, 9).Select(c => initial[c / 3] * matrix[c / 3][c % 3])];
        var laws = new[]
        {
            $$"""{"kind":"markov","length":400,"states":3,"initial":[0.2,0.3,0.5],"transitions":{{one}}}""",
            $$"""{"kind":"markov","length":400,"states":3,"order":2,"initial":{{System.Text.Json.JsonSerializer.Serialize(pairs)}},"transitions":[{{string.Join(',', Enumerable.Repeat(one[1..^1], 3))}}]}""",
            $$"""{"kind":"hmm","length":400,"initial":[0.2,0.3,0.5],"transitions":{{one}},"emissions":{{seen}}}""",
        }.Select(Opened.Data).ToArray();
        var x = new int[Length];
        var random = new Numerics.RandomStream(1, Numerics.StreamPurpose.Data, 1);
        laws[0].Sample(ref random, x);
        Assert.All(laws, law => Assert.Equal(laws[0].Find<IJointLaw>()!.LogProbability(x), law.Find<IJointLaw>()!.LogProbability(x), 1e-9));
        for (var i = 0; i < Length; i++)
        {
            x[i] = random.NextDouble() < 0.8 ? 3 : x[i];
        }

        var rows = laws.Select(law => Queries.Ask(law.Find<IConditionalLaw>()!, law.Shape, x)[0]).ToArray();
        for (var n = 0; n < rows[0].Length; n++)
        {
            for (var v = 0; v < 3; v++)
            {
                Assert.Equal(rows[0][n][v], rows[1][n][v], 1e-11);
                Assert.Equal(rows[0][n][v], rows[2][n][v], 1e-11);
            }
        }
    }
}
