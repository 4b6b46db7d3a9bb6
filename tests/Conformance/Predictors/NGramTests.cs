using System.Globalization;
using Unmask.Tests.Conformance.Data;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Prediction;

/// <summary>The predictor <c>ngram</c> against the formulas of its smoothing and the table of its joint law.</summary>
public class NGramTests
{
    /// <summary>Short enough that many contexts do not occur, and one occurs at the very start only.</summary>
    private static readonly int[] Two = [1, 1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0];
    private static readonly int[] Three = [2, 2, 2, 0, 1, 0, 1, 1, 0, 2, 1, 0, 1, 0, 1, 2, 0, 1, 0, 0, 0, 1, 2, 0, 1, 0];

    private static readonly string Letters = $$"""{"kind":"text-chain","length":8,"files":"{{Files.Text}}"}""";

    private static readonly (string Smoothing, string Option, double? Parameter)[] Smoothings =
    [
        ("wittenBell", "", null), ("kneserNey", "", null), ("kneserNey", ",\"discount\":0.75", 0.75), ("additive", ",\"pseudoCount\":0.2", 0.2),
    ];

    public static TheoryData<int, int, string, string, double?> Models => new(
        from order in Enumerable.Range(1, 5) from states in new[] { 2, 3 } from one in Smoothings select (order, states, one.Smoothing, one.Option, one.Parameter));

    [Theory, MemberData(nameof(Models))]
    public void Conditionals_under_every_mask_are_those_of_the_joint_law(int order, int states, string smoothing, string option, double? parameter)
    {
        var length = states == 2 ? 7 : 5;
        var (shape, grams) = (new Shape(length, states), NGrams.Of(states == 2 ? Two : Three, order));
        var table = new NGrams(grams, states, order, smoothing, parameter).Table(length);
        Assert.Equal(1, table.Sum(), 1e-12);
        var masked = Queries.Masked(length, states);
        var rows = Queries.Ask(Open(Independent(shape), Model(order, grams, smoothing, option)), shape, masked);
        for (var k = 0; k < masked.Count; k++)
        {
            var n = 0;
            foreach (var i in Enumerable.Range(0, length).Where(i => masked[k][i] == states))
            {
                Assert.All(Laws.Conditional(table, length, states, masked[k], i).Zip(rows[k][n++]), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
            }
        }
    }

    [Theory, MemberData(nameof(Models))]
    public void Left_to_right_it_is_the_ordinary_n_gram_model(int order, int states, string smoothing, string option, double? parameter)
    {
        var (text, grams) = (states == 2 ? Two : Three, NGrams.Of(states == 2 ? Two : Three, order));
        var shape = new Shape(text.Length, states);
        var model = Open(Independent(shape), Model(order, grams, smoothing, option));
        var sum = Enumerable.Range(0, text.Length).Sum(i => Math.Log(Next(model, shape, text[..i])[text[i]]));
        Assert.Equal(new NGrams(grams, states, order, smoothing, parameter).LogProbability(text), sum, 1e-10);
    }

    // 0 1 0 0 1 2: grams 01 10 00 01 12; after 0 (three times): 1, 0, 1; after 1: 0, 2. By two symbols at the end: 1, 0, 0, 1, 2.
    [Theory]
    [InlineData("wittenBell", "", new[] { 0 }, 0, (1 + (2 * ((2 + 1.0) / (5 + 3)))) / (3 + 2))]
    [InlineData("wittenBell", "", new[] { 0 }, 2, (2 * ((1 + 1.0) / (5 + 3))) / (3 + 2))]
    [InlineData("wittenBell", "", new[] { 2 }, 1, (2 + 1.0) / (5 + 3))]
    [InlineData("wittenBell", "", new int[0], 1, (2 + 1.0) / (5 + 3))]
    [InlineData("additive", ",\"pseudoCount\":0.5", new[] { 0 }, 1, 2.5 / 4.5)]
    [InlineData("additive", ",\"pseudoCount\":0.5", new[] { 2 }, 1, 1.0 / 3)]
    [InlineData("additive", "", new int[0], 2, 2.0 / 8)]
    [InlineData("kneserNey", ",\"discount\":0.5", new[] { 0 }, 1, (1.5 / 3) + (0.5 * 2 / 3 * ((0.5 / 4) + (0.5 * 3 / 4 / 3))))]
    [InlineData("kneserNey", ",\"discount\":0.5", new[] { 0 }, 2, 0.5 * 2 / 3 * ((0.5 / 4) + (0.5 * 3 / 4 / 3)))]
    [InlineData("kneserNey", ",\"discount\":0.5", new[] { 2 }, 0, (1.5 / 4) + (0.5 * 3 / 4 / 3))]
    [InlineData("kneserNey", ",\"discount\":0.5", new int[0], 0, (1.5 / 5) + (0.5 * 3 / 5 / 3))]
    public void Each_smoothing_is_what_a_hand_works_out(string smoothing, string option, int[] context, int symbol, double expected)
    {
        var shape = new Shape(2, 3);
        var model = Open(Independent(shape), Model(2, NGrams.Of([0, 1, 0, 0, 1, 2], 2), smoothing, option));
        Assert.Equal(expected, Next(model, shape, context)[symbol], 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_text_and_the_file_of_its_longer_grams_give_the_same_model(int order)
    {
        var (text, other) = (Files.Text, Files.Write("other.txt", "Another text, of the same kind; nothing more."));
        var data = $$"""{"kind":"text-chain","length":6,"files":["{{text}}","{{other}}"]}""";
        var tokenizer = Opened.Data(data).Find<ITokenizer>()!;
        int[][] grams = [.. new[] { text, other }.SelectMany(file => NGrams.Of([.. tokenizer.Symbols(file)], 5))];
        int[][] shorter = [.. new[] { text, other }.SelectMany(file => NGrams.Of([.. tokenizer.Symbols(file)], order))];
        var shape = new Shape(6, 27);
        int[][] tokens = [[27, 7, 4, 27, 27, 27], [27, 27, 27, 27, 27, 27], [16, 20, 27, 2, 10, 27]];
        var files = Queries.Ask(Open(data, $$"""{"kind":"ngram","order":{{order}},"files":["{{text}}","{{other}}"]}"""), shape, tokens);
        var counts = Queries.Ask(Open(data, Model(order, shorter, "wittenBell", "")), shape, tokens);
        Assert.Equal(counts, files);

        // Longer grams miss the first symbols of each text as the ends of grams.
        var longer = new NGrams(grams, 27, 5, "wittenBell");
        Assert.Equal(longer.Probability([], 4, full: true), Queries.Ask(Open(data, Model(order, grams, "wittenBell", "")), shape, [tokens[1]])[0][0][4], 1e-12);
    }

    [Theory]
    [InlineData("""{"kind":"left-to-right","perStep":1}""")]
    [InlineData("""{"kind":"balanced","steps":6}""")]
    [InlineData("""{"kind":"entropy","perStep":1}""")]
    public void One_token_at_a_time_in_any_order_its_bound_is_its_cross_entropy(string schedule)
    {
        var law = Installed.Potts(6);
        var grams = NGrams.Of(Two, 3);
        var measured = Installed.Measure(
            $$"""{ "data": {{law}}, "predictor": {{Model(3, grams, "kneserNey", "")}}, "schedule": {{schedule}}, "sampler": "ancestral", "metrics": { "elbo": {} } }""");
        var (data, model) = (Opened.Data(law).Find<IJointLaw>()!, new NGrams(grams, 2, 3, "kneserNey"));
        var expected = Enumerable.Range(0, 64).Select(x => Laws.Tokens(x, 6, 2)).Sum(x => -Math.Exp(data.LogProbability(x)) * model.LogProbability(x));
        Assert.Equal(expected / 6, measured["elbo.nats-per-token"], 1e-10);
    }

    [Theory]
    [InlineData(3, """{"kind":"left-to-right","perStep":1}""", "replay")]
    [InlineData(3, """{"kind":"entropy","steps":12}""", "replay")]
    [InlineData(2, """{"kind":"balanced","steps":12}""", "samples")]
    public void On_a_text_of_one_window_the_bound_is_its_log_likelihood(int order, string schedule, string method)
    {
        var file = Files.Write("window.txt", "held out now");
        var measured = Measure($$"""{"kind":"text","length":12,"files":"{{file}}"}""", order, schedule);
        int[] x = [.. "held out now".Select(c => c == ' ' ? 26 : c - 'a')];
        var bound = measured.One("elbo.nats-per-token");
        Assert.Equal(method, bound.Method);
        // A replayed order is one order, and its conditionals multiply to the window's probability; an estimated curve is a mean of orders.
        Assert.Equal(-English(order).LogProbability(x) / 12, bound.Value, method == "replay" ? 1e-10 : 4.5 * bound.Error!.Value);
    }

    [Fact]
    public void On_held_out_text_the_bound_left_to_right_is_the_ordinary_cross_entropy_within_its_error()
    {
        const string held = "quick thinking over the lazy words of another dog";
        int[] x = [.. held.Select(c => c == ' ' ? 26 : c - 'a')];
        var windows = Enumerable.Range(0, x.Length - 7).Select(i => -English(3).LogProbability(x[i..(i + 8)]) / 8).ToList();
        var measured = Measure($$"""{"kind":"text","length":8,"files":"{{Files.Write("held.txt", held)}}"}""", 3, """{"kind":"left-to-right","perStep":1}""").One("elbo.nats-per-token");
        Assert.InRange(measured.Value, windows.Average() - (4.5 * measured.Error!.Value), windows.Average() + (4.5 * measured.Error.Value));
        Assert.InRange(measured.Error.Value, 0, 0.05);
    }

    private static Measured Measure(string data, int order, string schedule) => Installed.Measure($$"""
        { "data": {{data}}, "predictor": { "kind": "ngram", "order": {{order}}, "files": "{{Files.Text}}" }, "schedule": {{schedule}},
          "sampler": { "kind": "ancestral", "samples": 400 }, "metrics": { "elbo": {} } }
        """);

    private static NGrams English(int order) => new(NGrams.Of([.. Opened.Data(Letters).Find<ITokenizer>()!.Symbols(Files.Text)], order), 27, order, "wittenBell");

    [Fact]
    public void With_hardly_any_smoothing_it_is_the_chain_of_the_same_text()
    {
        var shape = new Shape(8, 27);
        int[] tokens = [19, 27, 4, 27, 27, 8, 27, 10];
        var exact = Queries.Ask(Opened.Data(Letters).Find<IConditionalLaw>()!, shape, tokens)[0];
        var model = Queries.Ask(Open(Letters, $$"""{"kind":"ngram","order":2,"files":"{{Files.Text}}","smoothing":"additive","pseudoCount":1e-9}"""), shape, tokens)[0];
        Assert.All(exact.Zip(model), rows => Assert.All(rows.First.Zip(rows.Second), pair => Assert.Equal(pair.First, pair.Second, 1e-6)));
    }

    private static double[] Next(IMaskPredictor model, Shape shape, int[] past) =>
        Queries.Ask(model, shape, [.. past, .. Enumerable.Repeat(shape.Mask, shape.Length - past.Length)])[0][0];

    private static IMaskPredictor Open(string data, string predictor) => Opened.Predictor(data, predictor).Predictor;

    private static string Independent(Shape shape) => $$"""{"kind":"independent","length":{{shape.Length}},"states":{{shape.States}},"zipf":1}""";

    private static string Model(int order, IReadOnlyList<int[]> grams, string smoothing, string option)
    {
        var lines = grams.GroupBy(gram => string.Join(' ', gram)).Select(gram => string.Create(CultureInfo.InvariantCulture, $"{gram.Key} {gram.Count()}"));
        var file = Files.Write($"grams-{Guid.NewGuid():N}.txt", "# grams and counts\n" + string.Join('\n', lines));
        return $$"""{"kind":"ngram","order":{{order}},"counts":"{{file}}","smoothing":"{{smoothing}}"{{option}}}""";
    }
}
