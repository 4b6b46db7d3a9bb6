using Unmask.Numerics;

namespace Unmask.Testing;

/// <summary>The contract of <see cref="IDataDistribution"/> and of the capabilities it has, a test for each sentence.</summary>
/// <example><code>
/// public sealed class MyLawTests : DataConformance
/// {
///     protected override IDataDistribution Create() => new MyLaw(new MyLawOptions(Length: 4, States: 3));
/// }
/// </code></example>
public abstract class DataConformance
{
    private const double MostMasked = 4096;
    private const ulong Seed = 2024;
    private const int Draws = 20_000;

    /// <summary>Creates the law, a new instance at each call, with <c>(S+1)^L</c> at most 4096: every partly masked sequence is followed.</summary>
    protected abstract IDataDistribution Create();

    /// <summary>The law worked out by other means, shape [S^L], row-major; null to hold the law to what it says of itself.</summary>
    protected virtual IReadOnlyList<double>? Probabilities => null;

    /// <summary>How far a computed probability or entropy may be off, relative to it where it is large: rounding only.</summary>
    protected virtual double Tolerance => 1e-9;

    /// <summary>Whether sampling, log-probabilities and conditionals allocate nothing once warm, as the contract says.</summary>
    protected virtual bool AllocatesNothing => true;

    /// <summary>Sampled symbols are of the vocabulary, and never the mask.</summary>
    [Fact]
    public void Symbols_are_of_the_vocabulary()
    {
        var law = Small();
        for (var k = 0; k < 1000; k++)
        {
            var x = Draw(law, k);
            Assert.True(x.All(v => v >= 0 && v < law.Shape.States), $"{Words.Of(law.Shape)}: drew ({string.Join(' ', x)}); symbols are 0 to {law.Shape.States - 1}");
        }
    }

    /// <summary>The same stream gives the same sequence, whatever was drawn before and by whichever instance.</summary>
    [Fact]
    public void The_same_stream_gives_the_same_sequence()
    {
        var (one, other) = (Small(), Create());
        var before = Enumerable.Range(0, 100).Select(k => Draw(one, k)).ToList();
        for (var k = before.Count - 1; k >= 0; k--)
        {
            foreach (var now in new[] { Draw(one, k), Draw(other, k) })
            {
                Assert.True(now.SequenceEqual(before[k]), $"{Words.Of(one.Shape)}, stream {k}: drew ({string.Join(' ', now)}); before, ({string.Join(' ', before[k])})");
            }
        }
    }

    /// <summary>Samples follow the law.</summary>
    [Fact]
    public void Samples_follow_the_law()
    {
        var (data, law) = (Small(), Reference());
        var counts = new long[law.Probabilities.Length];
        for (var k = 0; k < Draws; k++)
        {
            counts[Sequences.Number(law.Shape, Draw(data, k))]++;
        }

        ChiSquare.Follows(Words.Of(law.Shape), counts, law.Probabilities, x => $"({string.Join(' ', Sequences.Tokens(law.Shape, x))})");
    }

    /// <summary>The probabilities of all sequences sum to 1.</summary>
    [Fact]
    public void Probabilities_of_all_sequences_sum_to_1()
    {
        var law = Joint();
        if (Defects.OfProbabilities(law.Probabilities, Tolerance) is { } defect)
        {
            Assert.Fail($"{Words.Of(law.Shape)}: the law of all sequences {defect}");
        }
    }

    /// <summary>Log-probabilities are those of the law worked out by other means.</summary>
    [Fact]
    public void Log_probabilities_are_those_of_the_law()
    {
        var law = Joint();
        Assert.SkipWhen(Probabilities is null, "No law by other means was given to compare with.");
        foreach (var (number, expected) in Probabilities!.Index())
        {
            var actual = law.Probabilities[number];
            Assert.True(
                Math.Abs(expected - actual) <= Tolerance * expected,
                $"{Words.Of(law.Shape)}: sequence ({string.Join(' ', Sequences.Tokens(law.Shape, number))}) has probability {actual:R} by its logarithm; expected {expected:R}");
        }
    }

    /// <summary>Windows are marginals of the law.</summary>
    [Fact]
    public void Windows_are_marginals()
    {
        var windows = Find<IWindowLaw>();
        var law = Reference();
        for (var start = 0; start < law.Shape.Length; start++)
        {
            for (var length = 1; start + length <= law.Shape.Length; length++)
            {
                var (expected, actual) = (new double[(int)Math.Pow(law.Shape.States, length)], new double[(int)Math.Pow(law.Shape.States, length)]);
                Array.Fill(actual, double.NaN);
                law.Window(start, length, expected);
                windows.Window(start, length, actual);
                RowTests.Near($"{Words.Of(law.Shape)}, {length} positions from {start} on", actual, expected, Tolerance, "as a window", "as a marginal");
            }
        }
    }

    /// <summary>Conditionals are probabilities: at least 0, and their sum is 1.</summary>
    [Fact]
    public void Conditionals_are_probabilities() => RowTests.AreProbabilities(Conditionals());

    /// <summary>Under every mask the conditionals are those of the law.</summary>
    [Fact]
    public void Conditionals_are_those_of_the_law() => EachConditional((law, possible, row) =>
    {
        if (possible)
        {
            RowTests.Near(row.Place, row.Row, law.Conditional(row.Tokens, row.Position), Tolerance, "as a conditional", "by the probabilities of sequences");
        }
    });

    /// <summary>Where the revealed tokens have probability 0, the row is the marginal.</summary>
    [Fact]
    public void Conditionals_on_the_impossible_are_marginals()
    {
        var any = false;
        EachConditional((law, possible, row) =>
        {
            if (!possible)
            {
                any = true;
                RowTests.Near(row.Place, row.Row, law.Conditional(row.Tokens, row.Position), Tolerance, "given tokens of probability 0", "as a marginal");
            }
        });
        Assert.SkipUnless(any, "Under this law every sequence is possible; create it with options that exclude some.");
    }

    /// <summary>Conditionals do not depend on the batch they are asked for in.</summary>
    [Fact]
    public void Conditionals_do_not_depend_on_the_batch() => RowTests.DoNotDependOnTheBatch(Find<IConditionalLaw>().Conditionals, Conditionals(), 0);

    /// <summary>A conditional does not depend on which other positions are asked for.</summary>
    [Fact]
    public void Conditionals_do_not_depend_on_what_else_is_asked() => RowTests.DoNotDependOnWhatElseIsAsked(Find<IConditionalLaw>().Conditionals, Conditionals(), 0);

    /// <summary>The information curve is the average entropy over all masks.</summary>
    [Fact]
    public void The_curve_is_that_of_all_masks()
    {
        var curve = Find<IInformationCurve>().Curve(CancellationToken.None);
        Curve.Near("information curve", Values(MaskAverage.Information(Reference())), Values(curve), Tolerance);
    }

    /// <summary>The excess of a distortion is the average divergence over all masks.</summary>
    [Fact]
    public void The_excess_of_a_map_is_that_of_all_masks()
    {
        var curve = Find<IMappedCurve>();
        Assert.SkipWhen(curve.MappedCost is null, "The law says that this is out of reach.");
        var law = Reference();
        foreach (var map in RowMaps.All)
        {
            var expected = MaskAverage.Of(law, (x, i) =>
            {
                var (exact, mapped) = (law.Conditional(x, i), new double[law.Shape.States]);
                map.Map(exact, mapped);
                return Entropies.Divergence(exact, mapped);
            });
            Curve.Near($"excess of {map}", expected, curve.Excess(map, CancellationToken.None), Tolerance);
        }
    }

    /// <summary>Given the tokens that the order names, earlier ones change nothing.</summary>
    [Fact]
    public void Tokens_depend_on_as_many_before_as_the_order_says()
    {
        var order = Find<IMarkovOrder>().Order;
        var law = Reference();
        foreach (var x in Sequences.All(law.Shape))
        {
            for (var i = order + 1; i < law.Shape.Length; i++)
            {
                var (all, last) = (Masked(0, i), Masked(i - order, i));
                if (law.Probability(all) > 0)
                {
                    RowTests.Near(
                        $"{Words.Of(law.Shape)}, position {i} of a chain of order {order}", law.Conditional(all, i), law.Conditional(last, i), Tolerance,
                        $"given {Words.Tokens(all, law.Shape.Mask)}", $"given {Words.Tokens(last, law.Shape.Mask)}");
                }
            }

            int[] Masked(int from, int to) => [.. x.Select((v, j) => j >= from && j < to ? v : law.Shape.Mask)];
        }
    }

    /// <summary>Given tokens, the law of the others is the conditional law.</summary>
    [Fact]
    public void Given_tokens_the_others_follow_the_conditional_law()
    {
        var (law, reference, any) = (Find<IConditionable>(), Reference(), false);
        foreach (var tokens in Sequences.Masked(reference.Shape).Where(x => x.Any(v => v != reference.Shape.Mask) && reference.Probability(x) > 0))
        {
            if (law.Given(tokens) is { } conditioned)
            {
                any = true;
                IsConditional(reference, tokens, conditioned);
            }
        }

        Assert.SkipUnless(any, "The law says that it has no closed form given any tokens.");
    }

    /// <summary>Text of any bytes becomes symbols of the vocabulary, the same ones each time.</summary>
    [Fact]
    public void Text_becomes_symbols_of_the_vocabulary()
    {
        var (tokenizer, states) = (Find<ITokenizer>(), Small().Shape.States);
        byte[] text = [.. Enumerable.Range(0, 100_000).Select(k => (byte)(k * 7919 % 257))];
        var symbols = tokenizer.Symbols(new MemoryStream(text)).ToList();
        if (symbols.Exists(v => v < 0 || v >= states))
        {
            Assert.Fail($"{Words.Of(Small().Shape)}: text became the symbol {symbols.Find(v => v < 0 || v >= states)}; symbols are 0 to {states - 1}");
        }

        Assert.True(symbols.SequenceEqual(tokenizer.Symbols(new MemoryStream(text))), $"{Words.Of(Small().Shape)}: the same text became other symbols when it was read again");
    }

    /// <summary>Once warm, sampling, log-probabilities and conditionals allocate nothing.</summary>
    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        Assert.SkipUnless(AllocatesNothing, "The law does not promise it.");
        var law = Small();
        var (place, x) = (Words.Of(law.Shape), new int[law.Shape.Length]);
        Allocation.IsNone($"{place}, a sample", law, () =>
        {
            var random = new RandomStream(Seed, StreamPurpose.Data, 1);
            law.Sample(ref random, x);
        });
        if (law.Find<IJointLaw>() is { } joint)
        {
            Allocation.IsNone($"{place}, a log-probability", law, () => joint.LogProbability(x));
        }

        if (law.Find<IConditionalLaw>() is { } conditional)
        {
            int[] tokens = [.. Enumerable.Repeat(law.Shape.Mask, x.Length)], offsets = [0, x.Length], positions = [.. Enumerable.Range(0, x.Length)];
            var rows = new double[x.Length * law.Shape.States];
            Allocation.IsNone($"{place}, conditionals", law, () => conditional.Conditionals(new Query(law.Shape, tokens, offsets, positions), rows, CancellationToken.None));
        }
    }

    /// <summary>One instance serves many threads.</summary>
    [Fact]
    public void Many_threads_get_the_answers_of_one()
    {
        var (law, samples, batch) = (Small(), new List<int[]>(), default(Batch));
        samples.AddRange(Enumerable.Range(0, 50).Select(k => Draw(law, k)));
        if (law.Find<IConditionalLaw>() is { } conditional)
        {
            batch = Batch.Ask(conditional.Conditionals, law.Shape, Sequences.Masked(law.Shape));
        }

        var logarithms = law.Find<IJointLaw>() is { } joint ? samples.ConvertAll(x => joint.LogProbability(x)) : null;
        AtOnce.Ask(samples.Count, k =>
        {
            var now = Draw(law, k);
            Assert.True(now.SequenceEqual(samples[k]), $"{Words.Of(law.Shape)}, stream {k}: drew ({string.Join(' ', now)}) on several threads at once; alone, ({string.Join(' ', samples[k])})");
            if (logarithms is not null)
            {
                var probability = law.Find<IJointLaw>()!.LogProbability(samples[k]);
                Assert.True(probability.Equals(logarithms[k]), $"{Words.Of(law.Shape)}, ({string.Join(' ', samples[k])}): the log-probability is {probability:R} on several threads at once; alone, {logarithms[k]:R}");
            }

            if (batch is not null)
            {
                var at = k * batch.Tokens.Count / samples.Count;
                RowTests.Same(Batch.Ask(law.Find<IConditionalLaw>()!.Conditionals, law.Shape, [batch.Tokens[at]]), batch.Only(at), 0, "on several threads at once", "alone");
            }
        });
    }

    private void IsConditional(TableLaw law, int[] tokens, IDataDistribution conditioned)
    {
        var (place, free) = ($"{Words.Of(law.Shape)}, given {Words.Tokens(tokens, law.Shape.Mask)}", Sequences.MaskedPositions(law.Shape, tokens));
        Assert.True(
            conditioned.Shape == law.Shape with { Length = free.Length },
            $"{place}: the law of the others has {Words.Of(conditioned.Shape)}; expected {Words.Of(law.Shape with { Length = free.Length })}");
        if (TableLaw.Of(conditioned) is { } table)
        {
            var expected = Sequences.All(table.Shape).Select(x =>
            {
                int[] full = [.. tokens];
                free.Index().ToList().ForEach(one => full[one.Item] = x[one.Index]);
                return law.Probability(full) / law.Probability(tokens);
            });
            RowTests.Near(place, table.Probabilities.ToArray(), [.. expected], Tolerance, "by the law of the others", "by the probabilities of sequences");
        }

        if (conditioned.Find<IConditionalLaw>() is { } conditionals)
        {
            var rows = Batch.Ask(conditionals.Conditionals, conditioned.Shape, [[.. Enumerable.Repeat(law.Shape.Mask, free.Length)]]);
            foreach (var (row, position) in rows.All.Zip(free))
            {
                RowTests.Near($"{place}, position {position}", row.Row, law.Conditional(tokens, position), Tolerance, "by the law of the others", "by the probabilities of sequences");
            }
        }
    }

    private static int[] Draw(IDataDistribution law, int stream)
    {
        var (random, x) = (new RandomStream(Seed, StreamPurpose.Data, stream), new int[law.Shape.Length]);
        Array.Fill(x, -1);
        law.Sample(ref random, x);
        return x;
    }

    private static double[] Values(InformationCurve curve) => [.. Enumerable.Range(0, curve.Length).Select(w => curve[w])];

    private void EachConditional(Action<TableLaw, bool, (int[] Tokens, int Position, double[] Row, string Place)> check)
    {
        var law = Reference();
        var possible = new Dictionary<int[], bool>();
        foreach (var row in Conditionals().All)
        {
            if (!possible.TryGetValue(row.Tokens, out var can))
            {
                possible[row.Tokens] = can = law.Probability(row.Tokens) > 0;
            }

            check(law, can, row);
        }
    }

    private Batch Conditionals()
    {
        var law = Find<IConditionalLaw>();
        return Batch.Ask(law.Conditionals, Create().Shape, Sequences.Masked(Create().Shape));
    }

    private T Find<T>() where T : class
    {
        var found = Small().Find<T>();
        Assert.SkipWhen(found is null, $"The law has no {typeof(T).Name}.");
        return found!;
    }

    private TableLaw Joint()
    {
        Find<IJointLaw>();
        return TableLaw.Of(Create())!;
    }

    private TableLaw Reference() => Probabilities is { } given ? new TableLaw(Small().Shape, [.. given]) : Joint();

    private IDataDistribution Small()
    {
        var law = Create();
        Assert.True(law.Shape.MaskedSequences <= MostMasked, $"{Words.Of(law.Shape)}: {law.Shape.MaskedSequences:G4} partly masked sequences are too many to follow; create the law with (S+1)^L at most {MostMasked}");
        return law;
    }
}
