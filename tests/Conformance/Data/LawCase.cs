using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Data;

/// <summary>A small data law twice: as a user configures it, and as a plain table.</summary>
public sealed record LawCase(string Name, string Json, int Length, int States, double[] Table)
{
    /// <summary>Laws that other plugins are tried on: one for each way of being special, each with few symbols.</summary>
    public static IReadOnlyList<LawCase> Varied { get; } =
    [
        Potts("potts", 5, 3, 1.0),
        Potts("potts repulsive", 6, 2, -2.0),
        Potts("potts frozen", 4, 3, 40.0),
        Potts("potts of one token", 1, 4, 1.0),
        Markov("markov", [0.5, 0.3, 0.2], [[[0.7, 0.2, 0.1], [0.1, 0.6, 0.3], [0.25, 0.25, 0.5]]], 5),
        Markov("markov with zeros", [1, 0, 0], [[[0, 0.5, 0.5], [0, 0.4, 0.6], [0.3, 0.7, 0]]], 5),
        Markov("markov periodic", [0.2, 0.8], [[[0, 1], [1, 0]]], 6),
        Markov("markov absorbing", [0.6, 0.4, 0], [[[0.5, 0.3, 0.2], [0.2, 0.5, 0.3], [0, 0, 1]]], 5),
        Markov("markov by steps", [0.4, 0.6], [[[0.9, 0.1], [0.3, 0.7]], [[0, 1], [0.5, 0.5]], [[0.2, 0.8], [1, 0]], [[0.5, 0.5], [0.1, 0.9]], [[0.3, 0.7], [0.6, 0.4]]], 6),
        TableOf("table", 4, 3, k => 1 + ((k * 7919) % 101)),
        TableOf("table with zeros", 5, 2, k => k % 3 == 1 ? 0 : 1 + (k % 7)),
        new("independent", """{"kind":"independent","length":4,"states":3,"probabilities":[0.5,0.5,0]}""", 4, 3, Product(Enumerable.Repeat<double[]>([0.5, 0.5, 0], 4))),
        new("independent by position", """{"kind":"independent","length":3,"states":2,"probabilities":[[0.5,0.5],[0.1,0.9],[1,0]]}""", 3, 2, Product([[0.5, 0.5], [0.1, 0.9], [1, 0]])),
        new("independent zipf", """{"kind":"independent","length":2,"states":4,"zipf":1}""", 2, 4, Product(Enumerable.Repeat<double[]>([12.0 / 25, 6.0 / 25, 4.0 / 25, 3.0 / 25], 2))),
        new("parity", """{"kind":"parity","length":6}""", 6, 2, [.. Enumerable.Range(0, 64).Select(k => int.IsEvenInteger(System.Numerics.BitOperations.PopCount((uint)k)) ? 1.0 / 32 : 0)]),
        MarkovOf("markov of order 2 with zeros", 4, 3, 2, [0, 0.2, 0.1, 0.3, 0, 0, 0, 0.4, 0], [[0, 0.5, 0.5], [1, 0, 0], [0.2, 0.3, 0.5], [0, 0, 1], [0.4, 0.6, 0], [0.1, 0.1, 0.8], [0, 1, 0], [0.5, 0, 0.5], [0.3, 0.3, 0.4]]),
        Hmm("hmm with zeros", 6, [1, 0, 0], [[0.6, 0.4, 0], [0, 0.5, 0.5], [0, 0, 1]], [[1, 0], [0.3, 0.7], [0, 1]]),
        Grid(2, 3, 0.4, 0.3),
        Code("mds code", 3, [[1, 0, 1, 1], [0, 1, 1, 2]]),
    ];

    public static IReadOnlyList<LawCase> All { get; } =
    [
        .. Varied,
        Markov("markov of one token", [0.25, 0.75], [[[0.5, 0.5], [0.5, 0.5]]], 1),
        new("markov stationary", """{"kind":"markov","length":4,"states":2,"transitions":[[0.9,0.1],[0.3,0.7]]}""", 4, 2, Chain([0.75, 0.25], [[[0.9, 0.1], [0.3, 0.7]]], 4)),
        new("markov from counts", $$"""{"kind":"markov","length":4,"states":3,"counts":"{{Files.Counts}}"}""", 4, 3, Chain([4.0 / 9, 5.0 / 9, 0], [[[0.25, 0.5, 0.25], [0.6, 0.4, 0], [4.0 / 9, 5.0 / 9, 0]]], 4)),
        TableOf("table of one token", 1, 5, k => k),
        new("table from a file", $$"""{"kind":"table","length":2,"states":2,"file":"{{Files.Table}}"}""", 2, 2, [0.1, 0.2, 0.3, 0.4]),
        GlobalSum(4, 3, 0),
        GlobalSum(3, 5, 4),
        GlobalSum(5, 2, 1),
        MarkovOf("markov of order 2", 5, 2, 2, [0.1, 0.2, 0.3, 0.4], [[0.5, 0.5], [0.9, 0.1], [0.25, 0.75], [0.6, 0.4]]),
        MarkovOf("markov of order 3", 5, 2, 3, [0.05, 0.15, 0.2, 0.1, 0.1, 0.1, 0.25, 0.05], [[0.5, 0.5], [0.9, 0.1], [0, 1], [0.6, 0.4], [0.3, 0.7], [1, 0], [0.8, 0.2], [0.45, 0.55]]),
        MarkovOf("markov of order 5", 6, 2, 5, [.. Enumerable.Range(1, 32).Select(k => k / 528.0)], [.. Enumerable.Range(0, 32).Select(k => new[] { (k + 0.5) / 32, (31.5 - k) / 32 })]),
        MarkovOf("markov shorter than its order", 1, 3, 2, [0.1, 0.2, 0, 0.3, 0, 0, 0, 0.3, 0.1], [.. Enumerable.Repeat<double[]>([0.5, 0.25, 0.25], 9)]),
        new("markov of order 2, stationary", """{"kind":"markov","length":4,"states":2,"order":2,"transitions":[[0.5,0.5],[0.75,0.25],[0.25,0.75],[0.5,0.5]]}""", 4, 2, DataLaws.Chain(4, 2, 2, [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6], [[0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.5, 0.5]])),
        Hmm("hmm", 4, [0.3, 0.7], [[0.9, 0.1], [0.2, 0.8]], [[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]]),
        Hmm("hmm of two sources", 4, [0.5, 0.5], [[1, 0], [0, 1]], [[0.8, 0.2, 0], [0, 0.4, 0.6]]),
        Hmm("hmm of one hidden state", 3, [1], [[1]], [[0.1, 0.2, 0.7]]),
        Hmm("hmm of one token", 1, [0.25, 0.75], [[0.5, 0.5], [0.5, 0.5]], [[0.5, 0.5], [0, 1]]),
        new("hmm stationary", """{"kind":"hmm","length":4,"transitions":[[0.9,0.1],[0.3,0.7]],"emissions":[[0.5,0.25,0.25],[0,1,0]]}""", 4, 3, DataLaws.Hidden(4, [0.75, 0.25], [[0.9, 0.1], [0.3, 0.7]], [[0.5, 0.25, 0.25], [0, 1, 0]])),
        Grid(3, 2, -0.7, 0),
        Grid(3, 2, 15, -0.2),
        Grid(1, 5, 1.2, 0.1),
        Grid(4, 1, 0.8, -0.5),
        Grid(1, 1, 1, 0.25),
        Code("hamming code", 2, [[1, 0, 0, 0, 1, 1, 0], [0, 1, 0, 0, 1, 0, 1], [0, 0, 1, 0, 0, 1, 1], [0, 0, 0, 1, 1, 1, 1]]),
        Code("code with a position that is 0 and two alike", 3, [[1, 2, 0, 0, 1], [0, 1, 0, 1, 1]]),
        Code("code of repetitions", 5, [[1, 2, 3]]),
        Code("code of all words", 2, [[1, 1, 0], [0, 1, 1], [0, 0, 1]]),
        Code("code over F_7", 7, [[3, 5, 0], [1, 1, 6]]),
        new("text-chain", $$"""{"kind":"text-chain","length":2,"files":"{{Files.Text}}"}""", 2, 27, TextLaw()),
        new("text", $$"""{"kind":"text","length":2,"files":"{{Files.Text}}"}""", 2, 27, TextLaw()),
    ];

    public static TheoryData<string> Names => [.. All.Select(law => law.Name)];

    /// <summary>The varied laws, and those of many symbols, on a beginning, on what stands around a gap, and on every other token of a possible sequence.</summary>
    public static IReadOnlyList<GivenCase> Given { get; } = [.. Varied.Concat(All.Where(law => law.States >= 10)).Where(law => law.Length > 1).SelectMany(GivenCase.Of)];

    public static LawCase Named(string name) => All.Single(law => law.Name == name);

    /// <summary>The plugin's name.</summary>
    public string Kind => System.Text.Json.Nodes.JsonNode.Parse(Json)!["kind"]!.GetValue<string>();

    public IDataDistribution Open() => Opened.Data(Json);

    public override string ToString() => Name;

    private static LawCase Potts(string name, int length, int states, double coupling)
    {
        var weights = Enumerable.Range(0, Laws.Count(length, states)).Select(k =>
        {
            var x = Laws.Tokens(k, length, states);
            return Math.Exp(coupling * Enumerable.Range(0, length - 1).Count(i => x[i] == x[i + 1]));
        }).ToArray();
        return new(name, Text($$"""{"kind":"potts","length":{{length}},"states":{{states}},"coupling":{{coupling:R}}}"""), length, states, [.. weights.Select(w => w / weights.Sum())]);
    }

    /// <summary>A chain from its matrices, one for all steps or one each.</summary>
    public static LawCase Markov(string name, double[] initial, double[][][] transitions, int length) => new(
        name,
        $$"""{"kind":"markov","length":{{length}},"states":{{initial.Length}},"initial":{{Write(initial)}},"transitions":{{(transitions.Length == 1 ? Write(transitions[0]) : Write(transitions))}}}""",
        length,
        initial.Length,
        Chain(initial, transitions, length));

    private static LawCase TableOf(string name, int length, int states, Func<int, double> weight)
    {
        var weights = Enumerable.Range(0, Laws.Count(length, states)).Select(weight).ToArray();
        var law = weights.Select(w => w / weights.Sum()).ToArray();
        return new(name, $$"""{"kind":"table","length":{{length}},"states":{{states}},"probabilities":{{Write(law)}}}""", length, states, law);
    }

    private static LawCase MarkovOf(string name, int length, int states, int order, double[] initial, double[][] transitions) => new(
        name,
        $$"""{"kind":"markov","length":{{length}},"states":{{states}},"order":{{order}},"initial":{{Write(initial)}},"transitions":{{Write(transitions)}}}""",
        length,
        states,
        DataLaws.Chain(length, states, order, initial, transitions));

    private static LawCase Hmm(string name, int length, double[] initial, double[][] transitions, double[][] emissions) => new(
        name,
        $$"""{"kind":"hmm","length":{{length}},"initial":{{Write(initial)}},"transitions":{{Write(transitions)}},"emissions":{{Write(emissions)}}}""",
        length,
        emissions[0].Length,
        DataLaws.Hidden(length, initial, transitions, emissions));

    private static LawCase GlobalSum(int length, int states, int sum) => new(
        $"global-sum {sum} of {length} mod {states}", $$"""{"kind":"global-sum","length":{{length}},"states":{{states}},"sum":{{sum}}}""", length, states, DataLaws.GlobalSum(length, states, sum));

    private static LawCase Grid(int rows, int columns, double coupling, double field) => new(
        Text($"grid of {rows} x {columns}, {coupling:R}, {field:R}"),
        Text($$"""{"kind":"ising-grid","rows":{{rows}},"columns":{{columns}},"coupling":{{coupling:R}},"field":{{field:R}}}"""),
        rows * columns,
        2,
        DataLaws.Ising(rows, columns, coupling, field));

    private static LawCase Code(string name, int states, int[][] generator) => new(
        name, $$"""{"kind":"linear-code","states":{{states}},"generator":{{Write(generator)}}}""", generator[0].Length, states, DataLaws.Code(states, generator));

    private static double[] Chain(double[] initial, double[][][] transitions, int length) => Laws.Chain(
        initial, [.. Enumerable.Range(0, length - 1).Select(i => Square(transitions[transitions.Length == 1 ? 0 : i]))]);

    private static double[,] Square(double[][] rows)
    {
        var square = new double[rows.Length, rows.Length];
        for (var a = 0; a < rows.Length; a++)
        {
            for (var b = 0; b < rows.Length; b++)
            {
                square[a, b] = rows[a][b];
            }
        }

        return square;
    }

    private static double[] Product(IEnumerable<double[]> rows) =>
        rows.Aggregate<double[], double[]>([1.0], (law, row) => [.. law.SelectMany(p => row.Select(q => p * q))]);

    private static double[] TextLaw()
    {
        var symbols = System.Text.RegularExpressions.Regex.Replace(Files.Words.ToLowerInvariant(), "[^a-z]+", " ").Select(c => c == ' ' ? 26 : c - 'a').ToArray();
        var pairs = symbols.Zip(symbols[1..]).ToArray();
        var law = new double[27 * 27];
        foreach (var (a, b) in pairs)
        {
            law[(a * 27) + b] += 1.0 / pairs.Length;
        }

        return law;
    }

    private static string Write<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
