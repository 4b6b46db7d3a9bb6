using CsCheck;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class ContextChainTests
{
    private const int States = 3;

    /// <summary>Any laws, some with zeros; any tails; any next contexts.</summary>
    private static readonly Gen<Source> Sources =
        from contexts in Gen.Int[1, 7]
        from tails in Gen.Int[0, 3].Array[contexts]
        from weights in Gen.Double[0.01, 1].Array[contexts * States]
        from zeros in Gen.OneOfConst(0.0, 0.3)
        from next in Gen.Int[0, contexts - 1].Array[4 * States]
        from start in Gen.Int[0, contexts - 1]
        select new Source(Laws(weights, zeros), [.. tails.Order()], next, start);

    [Fact]
    public void Conditionals_under_every_mask_are_those_of_the_table() => Sources.Sample(
        source =>
        {
            const int length = 5;
            var (chain, table) = (source.Chain, source.Table(length));
            for (var k = 0; k < Oracles.Laws.Count(length, States + 1); k++)
            {
                var tokens = Oracles.Laws.Tokens(k, length, States + 1);
                int[] masked = [.. Masked(tokens)];
                var rows = new double[masked.Length * States];
                var possible = chain.TryConditionals(tokens, masked, rows, default);
                Assert.Equal(masked.Length == 0 || Probability(table, tokens, length) > 0, possible);
                for (var n = 0; possible && n < masked.Length; n++)
                {
                    Close.To(Oracles.Laws.Conditional(table, length, States, tokens, masked[n]), Row(rows, n), absolute: 1e-12);
                }
            }
        },
        iter: 60);

    [Fact]
    public void Probabilities_of_sequences_are_those_of_the_table() => Sources.Sample(source =>
    {
        var table = source.Table(4);
        for (var k = 0; k < table.Length; k++)
        {
            Close.To(table[k], Math.Exp(source.Chain.LogProbability(Oracles.Laws.Tokens(k, 4, States))));
        }
    });

    [Fact]
    public void A_row_does_not_depend_on_what_else_is_asked() => Gen.Select(Sources, Gen.Int[0, States].Array[12]).Sample((source, tokens) =>
    {
        int[] masked = [.. Masked(tokens)];
        var (all, one) = (new double[masked.Length * States], new double[States]);
        var possible = source.Chain.TryConditionals(tokens, masked, all, default);
        for (var n = 0; n < masked.Length; n++)
        {
            Assert.Equal(possible, source.Chain.TryConditionals(tokens, [masked[n]], one, default));
            Assert.True(!possible || Row(all, n).SequenceEqual(one));
        }
    });

    [Fact]
    public void Ten_thousand_masks_between_two_tokens_underflow_nothing()
    {
        var source = new Source([0.9, 0.1 - 1e-12, 1e-12, 1e-12, 0.5, 0.5 - 1e-12, 0.3, 0.3, 0.4], [0, 1, 2], [0, 1, 2, 0, 1, 2, 0, 1, 2], 0);
        var (tokens, rows) = (Enumerable.Repeat(States, 10_000).ToArray(), new double[9_998 * States]);
        tokens[0] = tokens[^1] = 2;
        Assert.True(source.Chain.TryConditionals(tokens, [.. Masked(tokens)], rows, default));
        var sums = Enumerable.Range(0, 9_998).Select(n => rows.Skip(n * States).Take(States).Sum()).ToArray();
        Assert.All(sums, sum => Assert.Equal(1, sum, 1e-12));
    }

    [Fact]
    public void A_warm_call_allocates_nothing()
    {
        var source = new Source([0.9, 0.1, 0, 0.2, 0.5, 0.3, 0.3, 0.3, 0.4], [0, 1, 2], [0, 1, 2, 0, 1, 2, 0, 1, 2], 0);
        var (chain, rows) = (source.Chain, new double[4 * States]);
        int[] tokens = [3, 3, 1, 3, 2, 3], asked = [0, 1, 3, 5];
        chain.TryConditionals(tokens, asked, rows, default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        chain.TryConditionals(tokens, asked, rows, default);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        var source = new Source([0.5, 0.5, 0], [0], [0, 0, 0], 0);
        Assert.Throws<OperationCanceledException>(() => source.Chain.TryConditionals([3, 3], [0, 1], new double[6], new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(new[] { 0.5, 0.5, 0.1 }, new[] { 0 }, new[] { 0, 0, 0 }, 0, "sum to 1")]
    [InlineData(new[] { 1.5, -0.5, 0 }, new[] { 0 }, new[] { 0, 0, 0 }, 0, "sum to 1")]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 0 }, new[] { 0, 0, 0 }, 0, "laws of shape")]
    [InlineData(new[] { 0.5, 0.5, 0 }, new[] { 1 }, new[] { 0, 0, 0 }, 0, "tails 0 to 0")]
    [InlineData(new[] { 0.5, 0.5, 0 }, new[] { 0 }, new[] { 0, 1, 0 }, 0, "contexts 0 to 0")]
    [InlineData(new[] { 0.5, 0.5, 0 }, new[] { 0 }, new[] { 0, 0, 0 }, 1, "contexts 0 to 0")]
    [InlineData(new[] { 0.5, 0.5, 0, 1, 0, 0 }, new[] { 1, 0 }, new[] { 0, 0, 0, 1, 1, 1 }, 0, "never decreasing")]
    public void What_is_no_source_is_refused(double[] laws, int[] tails, int[] next, int start, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => new ContextChain(States, laws, tails, next, start)).Message, StringComparison.Ordinal);

    private static IEnumerable<int> Masked(int[] tokens) => Enumerable.Range(0, tokens.Length).Where(i => tokens[i] == States);

    private static ReadOnlySpan<double> Row(double[] rows, int n) => rows.AsSpan(n * States, States);

    private static double Probability(double[] table, int[] tokens, int length) => Enumerable.Range(0, table.Length)
        .Where(x => Oracles.Laws.Tokens(x, length, States).Zip(tokens).All(pair => pair.Second == States || pair.First == pair.Second))
        .Sum(x => table[x]);

    private static double[] Laws(double[] weights, double zeros)
    {
        var laws = weights.Select(weight => weight * 997 % 1 < zeros ? 0 : weight).ToArray();
        for (var c = 0; c < laws.Length; c += States)
        {
            laws[c] += laws[c..(c + States)].Sum() == 0 ? 1 : 0;
            var sum = laws[c..(c + States)].Sum();
            for (var v = c; v < c + States; v++)
            {
                laws[v] /= sum;
            }
        }

        return laws;
    }

    public sealed record Source(double[] Laws, int[] Tails, int[] Next, int Start)
    {
        public ContextChain Chain { get; } = new(States, Laws, Tails, Next, Start);

        /// <summary>The joint law by walking along every sequence.</summary>
        public double[] Table(int length) => [.. Enumerable.Range(0, Oracles.Laws.Count(length, States)).Select(number =>
        {
            var (context, probability) = (Start, 1.0);
            foreach (var symbol in Oracles.Laws.Tokens(number, length, States))
            {
                probability *= Laws[(context * States) + symbol];
                context = Next[(Tails[context] * States) + symbol];
            }

            return probability;
        })];
    }
}
