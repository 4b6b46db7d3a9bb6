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
    [InlineData("""{"kind":"markov","length":4,"states":3,"order":2,"initial":[0.5,0.5],"transitions":[[1,0,0],[0,1,0],[0,0,1]]}""", "/data/initial:9 probabilities, one for each 2 symbols in a row, got 2", "/data/transitions:9 rows, one for each 2 symbols in a row, got 3")]
    [InlineData("""{"kind":"markov","length":4,"states":2,"order":2,"initial":[0.25,0.25,0.25,0.25],"transitions":[[[1,0],[1,0],[1,0],[1,0]],[[1,0],[1,0],[1,0],[1,0]]]}""", "/data/transitions:one matrix for all steps at order 2, got 2")]
    [InlineData("""{"kind":"markov","length":4,"states":2,"order":2,"initial":[0.25,0.25,0.25,0.25],"transitions":[[1,0],[0.2,0.7],[1,0],[1,0]]}""", "/data/transitions/1:0.89")]
    [InlineData("""{"kind":"markov","length":4,"states":2,"order":2,"transitions":[[1,0],[0.5,0.5],[0.5,0.5],[0,1]]}""", "/data/initial:not unique, some contexts")]
    [InlineData("""{"kind":"markov","length":4,"states":300,"order":3,"transitions":[[1]]}""", "/data/order:an order of at most 1")]
    [InlineData("""{"kind":"markov","length":4,"states":2,"order":0,"transitions":[[1]]}""", "/data/order:got 0")]
    [InlineData("""{"kind":"markov","length":4,"states":2,"order":6,"transitions":[[1]]}""", "/data/order:got 6")]
    [InlineData("""{"kind":"hmm","length":3,"transitions":[],"emissions":[]}""", "/data/transitions:at least one, got none")]
    [InlineData("""{"kind":"hmm","length":3,"transitions":[[1]],"emissions":[[1]]}""", "/data/emissions:at least 2 symbols")]
    [InlineData("""{"kind":"hmm","length":3,"transitions":[[0.5,0.5],[0.5,0.4]],"emissions":[[0.5,0.5],[0.5,0.5]]}""", "/data/transitions/1:0.9")]
    [InlineData("""{"kind":"hmm","length":3,"transitions":[[0.5,0.5],[1]],"emissions":[[0.5,0.5],[0.5,0.5]]}""", "/data/transitions/1:2 probabilities, one for each hidden state, got 1")]
    [InlineData("""{"kind":"hmm","length":3,"transitions":[[0.5,0.5],[0.5,0.5]],"emissions":[[0.5,0.5],[0.5,0.25,0.25],[1,0]]}""", "/data/emissions:2 rows, one for each hidden state, got 3", "/data/emissions/1:one for each symbol, got 3")]
    [InlineData("""{"kind":"hmm","length":3,"transitions":[[0.5,0.5],[0.5,0.5]],"emissions":[[1.5,-0.5],[0.5,0.6]]}""", "/data/emissions/0/1:-0.5", "/data/emissions/1:1.1")]
    [InlineData("""{"kind":"hmm","length":3,"transitions":[[1,0],[0,1]],"emissions":[[1,0],[0,1]]}""", "/data/initial:not unique")]
    [InlineData("""{"kind":"hmm","length":3,"initial":[1],"transitions":[[1,0],[0,1]],"emissions":[[1,0],[0,1]]}""", "/data/initial:2 probabilities, one for each hidden state, got 1")]
    [InlineData("""{"kind":"hmm","length":0,"transitions":[[1]],"emissions":[[1,0]]}""", "/data/length:got 0")]
    [InlineData("""{"kind":"global-sum","length":4,"states":3,"sum":5}""", "/data/sum:0 to 2, got 5: the same law has sum 2")]
    [InlineData("""{"kind":"global-sum","length":4,"states":3,"sum":-1}""", "/data/sum:got -1")]
    [InlineData("""{"kind":"global-sum","length":1,"states":3}""", "/data/length:got 1")]
    [InlineData("""{"kind":"global-sum","length":4,"states":1}""", "/data/states:got 1")]
    [InlineData("""{"kind":"ising-grid","rows":20,"columns":30,"coupling":0.4}""", "/data:20 x 30 needs 600 x 2^20 = 6.291E+08 numbers", "/data:one of at most 15")]
    [InlineData("""{"kind":"ising-grid","rows":400,"columns":4000,"coupling":10}""", "/data:at most 2^24", "/data:one of at most 8")]
    [InlineData("""{"kind":"ising-grid","rows":8,"columns":4,"coupling":-20}""", "/data/coupling:at most 75 where the narrower side is 4", "/data/coupling:got 80")]
    [InlineData("""{"kind":"ising-grid","rows":2,"columns":2,"coupling":1,"field":99}""", "/data/coupling:got 202")]
    [InlineData("""{"kind":"ising-grid","rows":0,"columns":2,"coupling":1}""", "/data/rows:got 0")]
    [InlineData("""{"kind":"ising-grid","rows":2,"coupling":1}""", "/data:needs the option 'columns'")]
    [InlineData("""{"kind":"linear-code","states":6,"generator":[[1,0,1],[0,1,1]]}""", "/data/states:got 6", "/data/states:5 and 7")]
    [InlineData("""{"kind":"linear-code","states":4,"generator":[[1,0,4]]}""", "/data/states:3 and 5", "/data/generator/0/2:0 to 3, got 4")]
    [InlineData("""{"kind":"linear-code","states":5,"generator":[]}""", "/data/generator:at least one row")]
    [InlineData("""{"kind":"linear-code","states":5,"generator":[[],[]]}""", "/data/generator:at least one number")]
    [InlineData("""{"kind":"linear-code","states":5,"generator":[[1,0,1],[0,1],[1,2,3,4]]}""", "/data/generator/1:3 numbers, as the first row has, got 2", "/data/generator/2:got 4")]
    [InlineData("""{"kind":"linear-code","states":5,"generator":[[1,0,1,2],[0,1,-1,7]]}""", "/data/generator/1/2:0 to 4, got -1", "/data/generator/1/3:got 7")]
    [InlineData("""{"kind":"linear-code","states":2,"generator":[[1,0],[0,1],[1,1]]}""", "/data/generator:at most 2 rows")]
    [InlineData("""{"kind":"linear-code","states":3,"generator":[[1,0,2],[0,0,0],[2,0,1]]}""", "/data/generator/1:independent rows", "/data/generator/2:independent rows")]
    [InlineData("""{"kind":"linear-code","states":65536,"generator":[[1]]}""", "/data/states:got 65536")]
    [InlineData("""{"kind":"text-chain","length":2,"files":"nope.txt","alphabet":"bytes","order":3}""", "/data/files:nope.txt")]
    public void Each_mistake_has_its_path(string json, params string[] expected) => Check(json, expected);

    [Theory]
    [InlineData("letters", 5, "at most 4")]
    [InlineData("bytes", 3, "at most 2")]
    public void An_order_with_too_many_probabilities_is_refused(string alphabet, int order, string said) =>
        Check($$"""{"kind":"text-chain","length":3,"files":"{{Files.Text}}","alphabet":"{{alphabet}}","order":{{order}}}""", $"/data/order:{said}");

    [Fact]
    public void A_stationary_law_of_too_many_contexts_is_asked_for()
    {
        var rows = string.Join(',', Enumerable.Repeat("[0.5,0.5,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]", 17 * 17 * 17));
        Check($$"""{"kind":"markov","length":3,"states":17,"order":3,"transitions":[{{rows}}]}""", "/data/initial:17^3 = 4913 contexts is out of reach (at most 4096)");
    }

    [Theory]
    [InlineData("1 2\n3 4\n", "4 rows of counts, one for each 2 symbols in a row, got 2")]
    [InlineData("1 2\n3 4\n5 6\n7 8 9\n", "line 4")]
    public void Counts_of_a_higher_order_have_a_row_for_each_context(string content, string said)
    {
        var file = Files.Write($"bad-{Guid.NewGuid():N}.txt", content);
        Check($$"""{"kind":"markov","length":3,"states":2,"order":2,"counts":"{{file}}"}""", $"/data/counts:{said}");
    }

    [Fact]
    public void Text_too_short_for_its_order_is_refused()
    {
        var file = Files.Write($"text-{Guid.NewGuid():N}.txt", "ab");
        Check($$"""{"kind":"text-chain","length":3,"files":["{{file}}"],"order":2}""", "/data/files:at least 3 symbols");
    }

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
