using Unmask.Host.Configuration;
using Unmask.Tests.Conformance.Data;

namespace Unmask.Tests.Conformance.Prediction;

/// <summary>What is wrong with an n-gram model is said before anything runs, with what to try.</summary>
public class NGramMistakeTests
{
    private const string Letters = """{"kind":"text-chain","length":4,"files":"TEXT"}""";
    private const string Potts = """{"kind":"potts","length":4,"states":3,"coupling":1}""";

    [Theory]
    [InlineData(Letters, """{"kind":"ngram","order":0,"files":"TEXT"}""", "/predictor/order", "got 0")]
    [InlineData(Letters, """{"kind":"ngram","order":6,"files":"TEXT"}""", "/predictor/order", "got 6")]
    [InlineData(Letters, """{"kind":"ngram","files":"TEXT"}""", "/predictor", "'order'")]
    [InlineData(Letters, """{"kind":"ngram","order":2}""", "/predictor", "got neither")]
    [InlineData(Letters, """{"kind":"ngram","order":2,"files":"TEXT","counts":"GRAMS"}""", "/predictor", "got both")]
    [InlineData(Letters, """{"kind":"ngram","order":2,"files":[]}""", "/predictor/files", "no file")]
    [InlineData(Letters, """{"kind":"ngram","order":2,"files":"TEXT","smoothing":"good-turing"}""", "/predictor/smoothing", "'wittenBell', 'kneserNey', 'additive'")]
    [InlineData(Letters, """{"kind":"ngram","order":2,"files":"TEXT","pseudoCount":1}""", "/predictor/pseudoCount", "belongs to the smoothing 'additive'")]
    [InlineData(Letters, """{"kind":"ngram","order":2,"files":"TEXT","smoothing":"additive","discount":0.5}""", "/predictor/discount", "belongs to the smoothing 'kneserNey'")]
    [InlineData(Letters, """{"kind":"ngram","order":2,"files":"TEXT","smoothing":"additive","pseudoCount":0}""", "/predictor/pseudoCount", "got 0")]
    [InlineData(Letters, """{"kind":"ngram","order":2,"files":"TEXT","smoothing":"kneserNey","discount":1}""", "/predictor/discount", "got 1")]
    [InlineData(Potts, """{"kind":"ngram","order":2,"files":"TEXT"}""", "/predictor/files", "does not say how text becomes its symbols")]
    [InlineData(Potts, """{"kind":"ngram","order":4,"counts":"GRAMS"}""", "/predictor/counts", "expected at least 4 symbols and then their count")]
    [InlineData("""{"kind":"potts","length":4,"states":2000,"coupling":1}""", """{"kind":"ngram","order":5,"counts":"GRAMS"}""", "/predictor/order", "Take a lower order")]
    [InlineData("""{"kind":"potts","length":10000000,"states":2,"coupling":1}""", """{"kind":"ngram","order":3,"counts":"GRAMS"}""", "/predictor/order", "a pass over 10000000 tokens may keep 110,000,000 numbers")]
    public void Each_mistake_has_its_path(string data, string predictor, string path, string words) => Check(data, predictor, path, words);

    [Theory]
    [InlineData("a")]
    [InlineData("?!... 17")]
    public void Text_shorter_than_the_order_is_refused(string text)
    {
        var file = Files.Write($"short-{Guid.NewGuid():N}.txt", text);
        Check(Letters, $$"""{"kind":"ngram","order":2,"files":"{{file}}"}""", "/predictor/files", $"at least 2 symbols to count grams of 2 in; found fewer in {file}");
    }

    [Theory]
    [InlineData("0 1 2 7\n0 3 1 1\n", "line 2: expected a symbol from 0 to 2, got \"3\"")]
    [InlineData("0 1 -2 7\n", "line 1: expected a symbol from 0 to 2, got \"-2\"")]
    [InlineData("# counts\n\n0 1 2 7.5\n", "line 3: expected a whole count from 0 to 9007199254740992, got \"7.5\"")]
    [InlineData("0 1 2 99999999999999999999\n", "expected a whole count")]
    [InlineData("0 1 2 7\n0 1 7\n", "line 2: expected 3 symbols and a count as in the lines before, got 3 numbers")]
    [InlineData("0 1 2 0\n", "no count above 0")]
    [InlineData("# nothing\n", "no count above 0")]
    [InlineData("1 7\n", "line 1: expected at least 3 symbols and then their count, for a model of order 3; got 2 numbers. Count grams of 3 symbols, or take order 1")]
    [InlineData("5 4 3\n2 1 0\n8 8 8\n", "line 1: expected at least 3 symbols")]
    public void A_file_that_holds_no_counts_of_grams_is_named_with_its_line(string content, string words)
    {
        var file = Files.Write($"grams-{Guid.NewGuid():N}.txt", content);
        Check(Potts, $$"""{"kind":"ngram","order":3,"counts":"{{file}}"}""", "/predictor/counts", words);
        Check(Potts, $$"""{"kind":"ngram","order":3,"counts":"{{file}}"}""", "/predictor/counts", file);
    }

    [Fact]
    public void More_probabilities_than_are_held_are_refused_with_their_number()
    {
        var file = Files.Write("many.txt", string.Concat(Enumerable.Range(0, 40_000).Select(k => FormattableString.Invariant($"{k / 200} {k % 200} 0 1\n"))));
        Check("""{"kind":"potts","length":4,"states":2000,"coupling":1}""", $$"""{"kind":"ngram","order":3,"counts":"{{file}}"}""", "/predictor/order", "40,403 contexts here, 80,806,000 probabilities of 2000 symbols; at most 67,108,864. Take a lower order or less text");
    }

    [Fact]
    public void Text_shorter_than_a_window_is_refused()
    {
        var (one, two) = (Files.Write("five.txt", "abcde"), Files.Write("three.txt", "abc"));
        var mistake = Assert.Single(Opened.Mistakes($$"""{"kind":"text","length":6,"files":["{{one}}","{{two}}"]}"""));
        Assert.Equal("/data/files", mistake.Path);
        Assert.Contains("at least 6 letters or space, the length of a window; the longest of 2 files has 5", mistake.Message, StringComparison.Ordinal);
    }

    private static void Check(string data, string predictor, string path, string words)
    {
        var error = Assert.Single(Assert.Throws<UserErrorException>(() => Opened.Predictor(Fill(data), Fill(predictor))).Errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static string Fill(string text) =>
        text.Replace("TEXT", Files.Text, StringComparison.Ordinal).Replace("GRAMS", Files.Grams, StringComparison.Ordinal);
}
