using CsCheck;
using Unmask.Numerics;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

/// <summary>The pass forward and back through a law with finite memory, against enumeration and against the pass over contexts.</summary>
public class ForwardBackwardTests
{
    private static readonly Gen<Products> Any =
        from memories in Gen.Int[1, 3]
        from states in Gen.Int[2, 3]
        from length in Gen.Int[1, 5]
        from weights in Gen.Double[0, 1].Array[memories + (length * states * memories * memories)]
        from zeros in Gen.OneOfConst(0.0, 0.3)
        select new Products(new Shape(length, states), memories, [.. weights.Select(weight => weight * 997 % 1 < zeros ? 0 : weight)]);

    private static readonly Gen<Products> Possible = Any.Where(law => law.Enumerated.Sum() > 0);

    [Fact]
    public void Conditionals_under_every_mask_are_those_of_the_law() => Possible.Sample(
        law =>
        {
            var (p, length, states) = (law.Normalised, law.Shape.Length, law.Shape.States);
            var pass = new ForwardBackward(law);
            for (var k = 0; k < Laws.Count(length, states + 1); k++)
            {
                var x = Laws.Tokens(k, length, states + 1);
                int[] masked = [.. Enumerable.Range(0, length).Where(i => x[i] == states)], known = [.. Enumerable.Range(0, length).Except(masked)];
                var (rows, one) = (new double[masked.Length * states], new double[states]);
                pass.Answer(new Query(law.Shape, x, [0, masked.Length], masked), rows, default);
                for (var n = 0; n < masked.Length; n++)
                {
                    Close.To(Laws.Conditional(p, length, states, x, masked[n]), rows.AsSpan(n * states, states), absolute: 1e-12);
                    pass.Answer(new Query(law.Shape, x, [0, 1], [masked[n]]), one, default);
                    Assert.True(rows.AsSpan(n * states, states).SequenceEqual(one));
                }

                var weight = Laws.Marginal(law.Enumerated, length, states, known)[Laws.Index([.. known.Select(i => x[i])], states)];
                Close.To(weight, Math.Exp(pass.LogWeight(x)));
            }
        },
        iter: 40);

    [Fact]
    public void Windows_are_marginals() => Possible.Sample(
        law =>
        {
            var (p, length, states) = (law.Normalised, law.Shape.Length, law.Shape.States);
            for (var start = 0; start < length; start++)
            {
                for (var count = 0; start + count <= length; count++)
                {
                    var window = new double[Laws.Count(count, states)];
                    new ForwardBackward(law).Window(start, count, window);
                    Close.To(Laws.Marginal(p, length, states, [.. Enumerable.Range(start, count)]), window);
                }
            }
        },
        iter: 40);

    [Fact]
    public void A_law_under_which_nothing_can_occur_is_said_to_be_none()
    {
        var pass = new ForwardBackward(new Products(new Shape(2, 2), 1, new double[5]));
        Assert.Equal(double.NegativeInfinity, pass.LogWeight([2, 2]));
        Assert.Throws<InvalidOperationException>(() => pass.Answer(new Query(new Shape(2, 2), [2, 2], [0, 1], [0]), new double[2], default));
    }

    [Theory]
    [InlineData(10_000, 2)]
    [InlineData(70_000, 2)]
    [InlineData(4_500, 30)]
    public void Long_sequences_are_as_over_contexts(int length, int states)
    {
        // The two longer ones have more than 2^17 numbers in their messages, so some are computed again.
        var laws = Enumerable.Range(0, states * states).Select(k => k % (states + 1) == 0 ? 5.0 : (1 + (k * 7)) % 4 == 0 ? 0 : k % 3).ToArray();
        for (var c = 0; c < states; c++)
        {
            var sum = laws.AsSpan(c * states, states).ToArray().Sum();
            laws.AsSpan(c * states, states).ToArray().Select(p => p / sum).ToArray().CopyTo(laws, c * states);
        }

        int[] all = [.. Enumerable.Range(0, states)];
        var chain = new ContextChain(states, laws, all, [.. all.SelectMany(_ => all)], 0);
        var pass = new ForwardBackward(new ContextMemory(chain, length));
        var random = new RandomStream(5, StreamPurpose.Data, length);
        var x = new int[length];
        chain.Sample(ref random, x);
        Close.To(chain.LogProbability(x), pass.LogWeight(x));
        for (var i = 0; i < length; i++)
        {
            x[i] = random.NextDouble() < 0.7 || (i > length / 3 && i < length / 2) ? states : x[i];
        }

        int[] masked = [.. Enumerable.Range(0, length).Where(i => x[i] == states)];
        var (expected, actual) = (new double[masked.Length * states], new double[masked.Length * states]);
        Assert.True(chain.TryConditionals(x, masked, expected, default) && pass.TryConditionals(x, masked, actual, default));
        Close.To(expected, actual, absolute: 1e-12);
        var (window, marginal) = (new double[states], new double[states]);
        pass.Window(length - 2, 1, window);
        Assert.True(chain.TryConditionals([.. Enumerable.Repeat(states, length)], [length - 2], marginal, default));
        Close.To(marginal, window);
    }

    [Fact]
    public void It_can_be_cancelled() => Assert.Throws<OperationCanceledException>(() =>
        new ForwardBackward(new Products(new Shape(1, 2), 1, [1, 1, 1])).TryConditionals([2], [0], new double[2], new CancellationToken(canceled: true)));

    /// <summary>Any matrices T_i(v), [position × symbol × to × from], after the n numbers of f_0.</summary>
    private sealed record Products(Shape Shape, int Memories, double[] Weights) : ITransferLaw
    {
        public double[] Normalised => [.. Enumerated.Select(p => p / Enumerated.Sum())];

        public double[] Enumerated => [.. Enumerable.Range(0, (int)Shape.Sequences).Select(k =>
        {
            double[] f = Weights[..Memories];
            foreach (var (i, v) in Laws.Tokens(k, Shape.Length, Shape.States).Index())
            {
                f = [.. Enumerable.Range(0, Memories).Select(to => Enumerable.Range(0, Memories).Sum(from => T(i, v, to, from) * f[from]))];
            }

            return f.Sum();
        })];

        public void Start(Span<double> f) => Weights.AsSpan(0, Memories).CopyTo(f);

        public void Forward(int i, int token, ReadOnlySpan<double> f, Span<double> next) => Each(i, token, f, next, (span, to, _, weight, value) => span[to] += weight * value, forward: true);

        public void Backward(int i, int token, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b) => Each(i, token, next, b, (span, _, from, weight, value) => span[from] += weight * value, forward: false);

        public void Row(int i, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> row)
        {
            for (var v = 0; v < row.Length; v++)
            {
                row[v] = 0;
                for (var to = 0; to < Memories; to++)
                {
                    for (var from = 0; from < Memories; from++)
                    {
                        row[v] += next[to] * T(i, v, to, from) * f[from];
                    }
                }
            }
        }

        private delegate void Add(Span<double> into, int to, int from, double weight, double value);

        private void Each(int i, int token, ReadOnlySpan<double> message, Span<double> into, Add add, bool forward)
        {
            into.Clear();
            for (var v = 0; v < Shape.States; v++)
            {
                for (var k = 0; k < Memories * Memories && (token == v || token == Shape.Mask); k++)
                {
                    var (to, from) = (k / Memories, k % Memories);
                    add(into, to, from, T(i, v, to, from), message[forward ? from : to]);
                }
            }
        }

        private double T(int i, int v, int to, int from) => Weights[Memories + (((((i * Shape.States) + v) * Memories) + to) * Memories) + from];
    }
}
