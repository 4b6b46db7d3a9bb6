using Unmask.Host.Conditioning;

namespace Unmask.Tests.Conformance.Data;

/// <summary>What is wrong with the options of a data law is said at once, each mistake with its path.</summary>
public class DataMistakeTests
{
    [Theory]
    [InlineData("""{"kind":"markov","length":4,"states":2,"initial":[0.5,0.6],"transitions":[[1,0],[0.2,0.7]]}""", "/data/initial:1.1", "/data/transitions/1:0.89")]
    [InlineData("""{"kind":"markov","length":3,"states":2,"initial":[0.5,0.5],"transitions":[[[1,0],[0,1]],[[1,0],[-0.5,1.5]]]}""", "/data/transitions/1/1/0:-0.5")]
    [InlineData("""{"kind":"markov","length":5,"states":2,"initial":[0.5,0.5],"transitions":[[[1,0],[0,1]],[[1,0],[0,1]]]}""", "/data/transitions:or 4")]
    [InlineData("""{"kind":"markov","length":3,"states":3,"initial":[0.5,0.5],"transitions":[[1,0],[0,1,0],[0,0,1]]}""", "/data/initial:got 2", "/data/transitions/0:got 2")]
    [InlineData("""{"kind":"markov","length":3,"states":3,"initial":[0,0,1],"transitions":[[1,0,0],[0,1,0]]}""", "/data/transitions:3 rows")]
    [InlineData("""{"kind":"markov","length":3,"states":2,"transitions":[[1,0],[0,1]]}""", "/data/initial:not unique")]
    [InlineData("""{"kind":"markov","length":3,"states":2,"transitions":[[[1,0],[0,1]],[[1,0],[0,1]]]}""", "/data/initial:no stationary law")]
    [InlineData("""{"kind":"markov","length":3,"states":2}""", "/data:neither")]
    [InlineData("""{"kind":"table","length":2,"states":2,"probabilities":[0.5,0.5]}""", "/data/probabilities:2^2 = 4")]
    [InlineData("""{"kind":"table","length":1,"states":2,"probabilities":[0.5,0.6]}""", "/data/probabilities:1.1")]
    [InlineData("""{"kind":"table","length":20,"states":4,"probabilities":[1]}""", "/data:4^20")]
    [InlineData("""{"kind":"table","length":2,"states":2}""", "/data:neither")]
    [InlineData("""{"kind":"independent","length":3,"states":2,"probabilities":[[0.5,0.5],[0.5,0.5]]}""", "/data/probabilities:3 rows")]
    [InlineData("""{"kind":"independent","length":2,"states":2,"probabilities":[[0.5,0.5],[0.5,0.4]]}""", "/data/probabilities/1:0.9")]
    [InlineData("""{"kind":"independent","length":2,"states":2,"probabilities":[0.5,0.5],"zipf":1}""", "/data:both")]
    [InlineData("""{"kind":"text-chain","length":2}""", "/data:neither")]
    [InlineData("""{"kind":"potts","length":4,"states":3,"coupling":1,"given":{"4":0}}""", "/data/given/4:expected 0 to 3")]
    [InlineData("""{"kind":"potts","length":4,"states":3,"coupling":1,"given":{"99999999999":0}}""", "/data/given/99999999999:expected 0 to 3")]
    [InlineData("""{"kind":"potts","length":4,"states":3,"coupling":1,"given":{"0":3,"1":[0,4],"9":1}}""", "/data/given/0:expected 0 to 2, the 3 symbols of potts", "/data/given/1/1:Got the symbol 4", "/data/given/9:Got the position 9")]
    [InlineData("""{"kind":"potts","length":4,"states":3,"coupling":1,"given":{"0":[0,1],"1":2}}""", "/data/given/1:which given/0 gives too")]
    [InlineData("""{"kind":"potts","length":4,"states":3,"coupling":1,"given":{"2":[0,1,2]}}""", "/data/given/2:expected at most 2")]
    [InlineData("""{"kind":"potts","length":4,"states":3,"coupling":1,"given":{"2":[]}}""", "/data/given/2:no symbols")]
    [InlineData("""{"kind":"potts","length":4,"states":3,"coupling":1,"given":{"2":"a"}}""", "/data/given/2:potts reads no text")]
    [InlineData("""{"kind":"potts","length":4,"states":3,"coupling":1,"given":{"0":[0,1,2,0]}}""", "/data/given:at least one that is free")]
    [InlineData("""{"kind":"markov","length":4,"states":2,"initial":[1,0],"transitions":[[0,1],[1,0]],"given":{"1":1,"2":1}}""", "/data/given:the symbol 1 at position 2 is impossible")]
    [InlineData("""{"kind":"parity","length":4,"given":{"0":0,"4":1}}""", "/data/given/4:expected 0 to 3")]
    [InlineData("""{"kind":"table","length":2,"states":2,"given":{"7":9}}""", "/data:neither")]
    public void Each_mistake_has_its_path(string json, params string[] expected) => Check(json, expected);

    [Theory]
    [InlineData("1 2\n3 x\n", "line 2")]
    [InlineData("# nothing but this\n", "got 0")]
    [InlineData("1 2 3\n4 5 6\n", "line 1")]
    [InlineData("0 0\n0 0\n", "every count is 0")]
    [InlineData("1 2\n3 -4\n", "-4")]
    [InlineData("1 2\n3 NaN\n", "NaN")]
    [InlineData("1e308 1e308\n1 1\n", "too large to add up")]
    [InlineData("1 2\n3 4\n5 6\n", "got 3")]
    public void A_file_of_counts_that_is_no_matrix_is_named_with_its_line(string content, string said)
    {
        var file = Files.Write($"bad-{Guid.NewGuid():N}.txt", content);
        Check($$"""{"kind":"markov","length":3,"states":2,"counts":"{{file}}"}""", $"/data/counts:{said}", $"/data/counts:{file}");
    }

    [Theory]
    [InlineData("42, 17")]
    [InlineData("x")]
    public void Text_without_two_symbols_is_refused(string content)
    {
        var file = Files.Write($"text-{Guid.NewGuid():N}.txt", content);
        Check($$"""{"kind":"text-chain","length":3,"files":["{{file}}"]}""", $"/data/files:{file}");
    }

    [Fact]
    public void No_pair_is_counted_across_two_files()
    {
        var (one, two) = (Files.Write("one.txt", "ab"), Files.Write("two.txt", "ca"));
        var law = Opened.Data($$"""{"kind":"text-chain","length":2,"files":["{{one}}","{{two}}"]}""").Find<IJointLaw>()!;
        Assert.Equal(Math.Log(0.5), law.LogProbability([0, 1]), 1e-15);
        Assert.Equal(double.NegativeInfinity, law.LogProbability([1, 2]) + law.LogProbability([1, 0]));
    }

    [Fact]
    public void Bytes_are_symbols_as_they_are()
    {
        var law = Opened.Data($$"""{"kind":"text-chain","length":3,"files":"{{Files.Write("bytes.txt", "AbA\u00e9")}}","alphabet":"bytes"}""");
        Assert.Equal(256, law.Shape.States);
        Assert.Equal(Math.Log(0.5 * 0.5), law.Find<IJointLaw>()!.LogProbability(['A', 'b', 'A']), 1e-15);
    }

    [Fact]
    public void A_law_without_conditionals_cannot_be_given_tokens()
    {
        var problems = new Problems();
        Assert.Null(Conditioned.Of(new DrawsOnly(), new GivenTokens(new Shape(2, 2), [1, 2]), problems));
        Assert.Contains("cannot compute its conditionals", Assert.Single(problems.All, problem => problem.Option == "given").Message, StringComparison.Ordinal);
    }

    private static void Check(string json, params string[] expected)
    {
        var mistakes = Opened.Mistakes(json);
        foreach (var one in expected.Select(text => text.Split(':', 2)))
        {
            Assert.Contains(mistakes, mistake => mistake.Path == one[0] && mistake.Message.Contains(one[1], StringComparison.Ordinal));
        }

        Assert.All(mistakes, mistake => Assert.Contains(expected, text => text.StartsWith(mistake.Path + ":", StringComparison.Ordinal)));
    }

    private sealed class DrawsOnly : IDataDistribution
    {
        public Shape Shape => new(2, 2);

        public void Sample(ref Numerics.RandomStream random, Span<int> x) => x.Clear();
    }
}
