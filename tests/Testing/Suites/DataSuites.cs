using Unmask.Numerics;

namespace Unmask.Tests.Testing.Suites;

internal sealed class DataSuite(Func<IDataDistribution> create, double[]? probabilities = null) : DataConformance
{
    protected override IReadOnlyList<double>? Probabilities => probabilities;

    protected override IDataDistribution Create() => create();
}

/// <summary>Data laws, broken and correct.</summary>
internal static class DataSuites
{
    private static readonly double[][] _rows = [[0.5, 0.5], [0.3, 0.7], [1, 0]];
    private static int _instances;

    public static IEnumerable<BrokenCase> Broken =>
    [
        With(nameof(DataConformance.Symbols_are_of_the_vocabulary), "draws the mask", "symbols are 0 to 1", law => law.Samples = (TableLaw table, ref RandomStream random, Span<int> x) =>
        {
            table.Sample(ref random, x);
            x[0] = table.Shape.Mask;
        }),
        With(nameof(DataConformance.The_same_stream_gives_the_same_sequence), "goes on where it stopped", "stream 99: drew", law =>
        {
            var own = new RandomStream(1, StreamPurpose.Data, 0);
            law.Samples = (TableLaw table, ref RandomStream _, Span<int> x) => table.Sample(ref own, x);
        }),
        With(nameof(DataConformance.The_same_stream_gives_the_same_sequence), "has a stream for each instance", "drew", law =>
        {
            var own = Interlocked.Increment(ref _instances);
            law.Samples = (TableLaw table, ref RandomStream random, Span<int> x) =>
            {
                for (var k = 0; k < own; k++)
                {
                    table.Sample(ref random, x);
                }
            };
        }),
        With(nameof(DataConformance.Samples_follow_the_law), "draws what is impossible", "has probability 0 and came up", law => law.Samples = (TableLaw table, ref RandomStream random, Span<int> x) =>
        {
            table.Sample(ref random, x);
            x[2] = random.NextInt(2);
        }),
        With(nameof(DataConformance.Samples_follow_the_law), "draws the second token evenly", "frequencies do not follow the law", law => law.Samples = (TableLaw table, ref RandomStream random, Span<int> x) =>
        {
            table.Sample(ref random, x);
            x[1] = random.NextInt(2);
        }),
        With(nameof(DataConformance.Probabilities_of_all_sequences_sum_to_1), "forgets to normalise", "the law of all sequences sums to 1.99", law => law.Logarithm = static (table, x) => table.LogProbability(x) + Math.Log(2)),
        With(nameof(DataConformance.Log_probabilities_are_those_of_the_law), "reads a sequence backwards", "by its logarithm; expected", law => law.Logarithm = static (table, x) => table.LogProbability([x[2], x[1], x[0]])),
        With(nameof(DataConformance.Windows_are_marginals), "always starts at the first token", "1 positions from 1 on", law => law.Windows = static (TableLaw table, int _, int length, Span<double> into) => table.Window(0, length, into)),
        Bent(nameof(DataConformance.Conditionals_are_probabilities), "forgets to normalise", "sums to 2", (in Query _, Span<double> rows) => Times(rows, 2)),
        new(typeof(DataSuite), nameof(DataConformance.Conditionals_are_those_of_the_law), "gives marginals whatever is revealed", "as a conditional", () => new DataSuite(() => new Law(TableLaw.Random(new Shape(3, 2), 1))
        {
            Bend = (in Query query, Span<double> rows) =>
            {
                for (var k = 0; k < query.Count; k++)
                {
                    var own = query.RowsOf(k, rows);
                    foreach (var position in query.Positions(k))
                    {
                        TableLaw.Random(new Shape(3, 2), 1).Window(position, 1, own[..2]);
                        own = own[2..];
                    }
                }
            },
        })),
        Bent(nameof(DataConformance.Conditionals_on_the_impossible_are_marginals), "is even where nothing is possible", "given tokens of probability 0", (in Query query, Span<double> rows) =>
        {
            for (var k = 0; k < query.Count; k++)
            {
                if (query.Tokens(k)[2] == 1)
                {
                    query.RowsOf(k, rows).Fill(0.5);
                }
            }
        }),
        Bent(nameof(DataConformance.Conditionals_do_not_depend_on_the_batch), "is flatter in a batch", "in a batch of", (in Query query, Span<double> rows) => Flatten(rows, query.Count > 1 ? 0.1 : 0)),
        Bent(nameof(DataConformance.Conditionals_do_not_depend_on_what_else_is_asked), "is flatter for a single position", "asked alone", (in Query query, Span<double> rows) =>
        {
            for (var k = 0; k < query.Count; k++)
            {
                Flatten(query.RowsOf(k, rows), query.Positions(k).Length == 1 ? 0.1 : 0);
            }
        }),
        With(nameof(DataConformance.The_curve_is_that_of_all_masks), "counts in bits", "information curve: got", law => law.Unit = 1 / Math.Log(2)),
        With(nameof(DataConformance.The_excess_of_a_map_is_that_of_all_masks), "averages in bits", "excess of a mixture with the uniform law: got", law => law.Unit = 1 / Math.Log(2)),
        new(typeof(DataSuite), nameof(DataConformance.Tokens_depend_on_as_many_before_as_the_order_says), "calls dependent tokens independent", "position 1 of a chain of order 0", () => new DataSuite(() => new Law(TableLaw.Random(new Shape(3, 2), 1)))),
        With(nameof(DataConformance.Given_tokens_the_others_follow_the_conditional_law), "takes positions backwards", "by the law of the others", law => law.Condition = static (table, tokens) => Rest(table, tokens, static position => 2 - position)),
        With(nameof(DataConformance.Given_tokens_the_others_follow_the_conditional_law), "keeps a given token", "the law of the others has L = 3", law => law.Condition = static (table, _) => table),
        With(nameof(DataConformance.Given_tokens_the_others_follow_the_conditional_law), "has conditionals of others", "position 2: (0.5, 0.5)", law => law.Condition = (table, tokens) => new ConditionalsOnly(Rest(table, tokens, static _ => 0))),
        With(nameof(DataConformance.Text_becomes_symbols_of_the_vocabulary), "reads bytes as they are", "text became the symbol", law => law.Reads = text => Bytes(text).Select(one => (int)one)),
        With(nameof(DataConformance.Text_becomes_symbols_of_the_vocabulary), "starts with another symbol each time", "the same text became other symbols", law =>
        {
            var times = 0;
            law.Reads = text => Bytes(text).Select(one => one % 2).Prepend(++times % 2).ToList();
        }),
        With(nameof(DataConformance.Nothing_is_allocated_once_warm), "keeps every sample", "a sample: allocated", law =>
        {
            var kept = Array.Empty<int>();
            law.Samples = (TableLaw table, ref RandomStream random, Span<int> x) =>
            {
                table.Sample(ref random, x);
                kept = x.ToArray();
            };
        }),
        With(nameof(DataConformance.Nothing_is_allocated_once_warm), "copies what it is asked for", "a log-probability: allocated", law =>
        {
            var kept = Array.Empty<int>();
            law.Logarithm = (table, x) => table.LogProbability(kept = x.ToArray());
        }),
        With(nameof(DataConformance.Nothing_is_allocated_once_warm), "copies its rows", "conditionals: allocated", law =>
        {
            var kept = Array.Empty<double>();
            law.Bend = (in Query _, Span<double> rows) => kept = rows.ToArray();
        }),
        With(nameof(DataConformance.Many_threads_get_the_answers_of_one), "shares a field between samples", "on several threads at once; alone", law =>
        {
            var thread = 0;
            law.Samples = (TableLaw table, ref RandomStream random, Span<int> x) =>
            {
                thread = Environment.CurrentManagedThreadId;
                Thread.Sleep(1);
                table.Sample(ref random, x);
                x[0] = thread == Environment.CurrentManagedThreadId ? x[0] : 1 - x[0];
            };
        }),
        With(nameof(DataConformance.Many_threads_get_the_answers_of_one), "shares a field between log-probabilities", "the log-probability is", law =>
        {
            var thread = 0;
            law.Logarithm = (table, x) =>
            {
                thread = Environment.CurrentManagedThreadId;
                Thread.Sleep(1);
                return table.LogProbability(x) - (thread == Environment.CurrentManagedThreadId ? 0 : 1);
            };
        }),
        With(nameof(DataConformance.Many_threads_get_the_answers_of_one), "shares a field between conditionals", "on several threads at once, (", law =>
        {
            var thread = 0;
            law.Bend = (in Query _, Span<double> rows) =>
            {
                thread = Environment.CurrentManagedThreadId;
                Thread.Sleep(1);
                Flatten(rows, thread == Environment.CurrentManagedThreadId ? 0 : 0.1);
            };
        }),
    ];

    public static IEnumerable<CorrectCase> Correct =>
    [
        new(typeof(DataSuite), "independent", () => new DataSuite(() => new Law(Independent), Independent.Probabilities.ToArray())),
        new(typeof(DataSuite), "table", () => new DataSuite(() => TableLaw.Random(new Shape(3, 3), 1))),
        new(typeof(DataSuite), "table with zeros", () => new DataSuite(() => TableLaw.RandomWithZeros(new Shape(4, 2), 1))),
        new(typeof(DataSuite), "never in closed form", () => new DataSuite(() => new Law(Independent) { Condition = static (_, _) => null }, Independent.Probabilities.ToArray())),
        new(typeof(DataSuite), "conditioned without a joint law", () => new DataSuite(
            () => new Law(Independent) { Condition = static (table, tokens) => new ConditionalsOnly(Rest(table, tokens, static position => position)) }, Independent.Probabilities.ToArray())),
        new(typeof(DataSuite), "draws only", () => new DataSuite(() => new DrawsOnly(), Independent.Probabilities.ToArray())),
    ];

    private static TableLaw Independent { get; } = new(
        new Shape(3, 2), [.. from a in _rows[0] from b in _rows[1] from c in _rows[2] select a * b * c]);

    private delegate void Bending(in Query query, Span<double> rows);

    private delegate void Sampling(TableLaw table, ref RandomStream random, Span<int> x);

    private delegate IDataDistribution? Conditioning(TableLaw table, ReadOnlySpan<int> tokens);

    private delegate double Logarithms(TableLaw table, ReadOnlySpan<int> x);

    private delegate void Windowing(TableLaw table, int start, int length, Span<double> law);

    /// <summary>A table of independent tokens without those that are given; each other one has the law of a position.</summary>
    private static TableLaw Rest(TableLaw table, ReadOnlySpan<int> tokens, Func<int, int> position)
    {
        double[] law = [1];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] == table.Shape.Mask)
            {
                var row = _rows[position(i)];
                law = [.. from p in law from q in row select p * q];
            }
        }

        return new TableLaw(table.Shape with { Length = tokens.Count(table.Shape.Mask) }, law);
    }

    private static BrokenCase Bent(string test, string what, string says, Bending bend) => With(test, what, says, law => law.Bend = bend);

    private static BrokenCase With(string test, string what, string says, Action<Law> change) => new(typeof(DataSuite), test, what, says, () => new DataSuite(
        () =>
        {
            var law = new Law(Independent);
            change(law);
            return law;
        },
        Independent.Probabilities.ToArray()));

    private static byte[] Bytes(Stream text)
    {
        using var copy = new MemoryStream();
        text.CopyTo(copy);
        return copy.ToArray();
    }

    private static void Times(Span<double> rows, double factor)
    {
        foreach (ref var p in rows)
        {
            p *= factor;
        }
    }

    private static void Flatten(Span<double> rows, double weight)
    {
        foreach (ref var p in rows)
        {
            p = ((1 - weight) * p) + (weight / 2);
        }
    }

    /// <summary>A table with every capability of a law of independent tokens, each of which can be changed.</summary>
    private sealed class Law(TableLaw table) : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IInformationCurve, IMappedCurve, IMarkovOrder, IConditionable, ITokenizer
    {
        public Conditioning Condition { get; set; } = static (table, tokens) => Rest(table, tokens, static position => position);

        public Sampling Samples { get; set; } = static (TableLaw table, ref RandomStream random, Span<int> x) => table.Sample(ref random, x);

        public Logarithms Logarithm { get; set; } = static (table, x) => table.LogProbability(x);

        public Windowing Windows { get; set; } = static (TableLaw table, int start, int length, Span<double> law) => table.Window(start, length, law);

        public Bending? Bend { get; set; }

        public double Unit { get; set; } = 1;

        public Func<Stream, IEnumerable<int>> Reads { get; set; } = static text => Bytes(text).Select(one => one % 2);

        public Shape Shape => table.Shape;

        public double? MappedCost => 1;

        public int Order => 0;

        public void Sample(ref RandomStream random, Span<int> x) => Samples(table, ref random, x);

        public double LogProbability(ReadOnlySpan<int> x) => Logarithm(table, x);

        public void Window(int start, int length, Span<double> law) => Windows(table, start, length, law);

        public void Conditionals(in Query query, Span<double> rows, CancellationToken stop)
        {
            table.Conditionals(query, rows, stop);
            Bend?.Invoke(query, rows);
        }

        public IDataDistribution? Given(ReadOnlySpan<int> tokens) => Condition(table, tokens);

        public IEnumerable<int> Symbols(Stream text) => Reads(text);

        public InformationCurve Curve(CancellationToken stop) => new(Unit * _rows.Average(row => Entropies.Entropy(row)), new double[Shape.Length]);

        public double[] Excess(IRowMap map, CancellationToken stop)
        {
            var mean = _rows.Average(row =>
            {
                var mapped = new double[row.Length];
                map.Map(row, mapped);
                return Entropies.Divergence(row, mapped);
            });
            return [.. Enumerable.Repeat(Unit * mean, Shape.Length)];
        }
    }

    /// <summary>A law that knows its conditionals and not its probabilities.</summary>
    private sealed class ConditionalsOnly(TableLaw table) : IDataDistribution, IConditionalLaw
    {
        public Shape Shape => table.Shape;

        public void Sample(ref RandomStream random, Span<int> x) => table.Sample(ref random, x);

        public void Conditionals(in Query query, Span<double> rows, CancellationToken stop) => table.Conditionals(query, rows, stop);
    }

    private sealed class DrawsOnly : IDataDistribution
    {
        public Shape Shape => Independent.Shape;

        public void Sample(ref RandomStream random, Span<int> x) => Independent.Sample(ref random, x);
    }
}
