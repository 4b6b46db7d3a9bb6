using Unmask.Interpretation;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Interpretation;

/// <summary>Sums over sets against the same sampler followed path by path.</summary>
public class SetWalkTests
{
    private static readonly Dictionary<string, ISizeLaw> _laws = new()
    {
        ["equal sizes"] = new Blocks(2),
        ["one at a time"] = new Blocks(1),
        ["all at once"] = new Blocks(9),
        ["any size, whatever the step"] = new Law((_, left) => [.. Enumerable.Range(1, left).Select(size => 2.0 * size / (left * (left + 1)))]),
        ["sizes that depend on the step"] = new Law((step, left) => left == 1 || step % 2 == 0 ? [1] : [0.25, 0.75]),
    };

    public static TheoryData<string> Laws => [.. _laws.Keys];

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_law_is_that_of_the_paths(string name)
    {
        foreach (var shape in new Shape[] { new(1, 4), new(5, 3), new(6, 2), new(7, 2), new(4, 5) })
        {
            var (rule, transitions) = Sampler(_laws[name], shape);
            var (paths, sets) = (Enumerating.Law(rule, default, out var leaves), SetEnumerating.Law(rule, transitions, default));
            Near(paths.Probabilities, sets);
            Assert.InRange(SizeTransition.Outcomes(transitions, shape.Length, shape.States), 1, leaves);
            Assert.Equal(paths.Calls, Visits(_laws[name], shape, false).Steps, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Given_sequences_have_their_probabilities(string name)
    {
        foreach (var shape in new Shape[] { new(5, 3), new(6, 2) })
        {
            var (rule, transitions) = Sampler(_laws[name], shape);
            var law = SetEnumerating.Law(rule, transitions, default);
            var conditioning = new SetConditioning(rule, transitions, law.Length);
            for (var x = 0; x < law.Length; x++)
            {
                Tokens(x, shape, conditioning.Given(x));
            }

            conditioning.Run(law.Length, default);
            Near(law, [.. Enumerable.Range(0, law.Length).Select(x => Math.Exp(conditioning.LogProbability(x)))]);

            var (alone, together) = (new SetConditioning(rule, transitions, 4), conditioning.LogProbability(7));
            Tokens(7, shape, alone.Given(0));
            alone.Run(1, default);
            Assert.Equal(together, alone.LogProbability(0));
        }
    }

    [Fact]
    public void A_law_that_idles_is_followed_through_its_idle_steps()
    {
        // Two times of even chances for each position, then the rest.
        var idling = new Idling();
        var rule = new SamplingRule(new Shape(4, 3), idling, TableLaw.Random(new Shape(4, 3), 3));
        var transitions = SizeTransition.Of(Visits(idling, rule.Shape, true));
        Assert.Contains(transitions, one => one is { Step: 0, Size: 0, Share: 1.0 / 16 });
        Near(Enumerating.Law(rule, default).Probabilities, SetEnumerating.Law(rule, transitions, default));
    }

    [Fact]
    public void Steps_are_merged_only_where_sizes_do_not_depend_on_them()
    {
        Assert.All(SizeTransition.Of(Visits(_laws["any size, whatever the step"], new Shape(6, 2), false)), one => Assert.Equal((0, 0), (one.Step, one.Next)));
        Assert.Contains(SizeTransition.Of(Visits(_laws["sizes that depend on the step"], new Shape(6, 2), false)), one => one.Step == 3);
    }

    [Fact]
    public void What_cannot_happen_is_not_predicted_and_tiny_probabilities_do_not_vanish()
    {
        var shape = new Shape(6, 3);
        var rule = new SamplingRule(shape, new Plain(new UniformPositions(new Blocks(2))), new Stubborn());
        var transitions = SizeTransition.Of(Visits(new Blocks(2), shape, false));
        Near(Enumerating.Law(rule, default).Probabilities, SetEnumerating.Law(rule, transitions, default));
        var conditioning = new SetConditioning(rule, transitions, 2);
        conditioning.Given(0).Fill(1);
        conditioning.Given(1).Fill(2);
        conditioning.Run(2, default);
        Assert.Equal(6 * Math.Log(1e-200), conditioning.LogProbability(0), 1e-9);
        Assert.Equal(double.NegativeInfinity, conditioning.LogProbability(1));
    }

    [Fact]
    public void Sets_come_in_the_order_of_their_ranks()
    {
        var binomials = Enumerable.Range(0, 9).Select(n => Enumerable.Range(0, 9).Select(k => (int)Binomial.Of(n, k)).ToArray()).ToArray();
        for (var size = 0; size <= 8; size++)
        {
            var (sets, count) = (new SetsOfSize(8, size), 0);
            for (; sets.MoveNext(); count++)
            {
                Assert.Equal(size, System.Numerics.BitOperations.PopCount(sets.Current));
                Assert.Equal(count, SetsOfSize.Rank(sets.Current, binomials));
            }

            Assert.Equal(Binomial.Of(8, size), count);
        }
    }

    private static (SamplingRule Rule, IReadOnlyList<SizeTransition> Transitions) Sampler(ISizeLaw law, Shape shape) => (
        new SamplingRule(shape, new Plain(new UniformPositions(law)), TableLaw.Random(shape, 2)), SizeTransition.Of(Visits(law, shape, false)));

    private static SizeVisits Visits(ISizeLaw law, Shape shape, bool idles) => SizeRecursion.Visits(law, idles, shape.Length, default);

    private static void Near(double[] expected, double[] got)
    {
        for (var x = 0; x < expected.Length; x++)
        {
            Assert.Equal(expected[x], got[x], 1e-14);
        }
    }

    private static void Tokens(int number, Shape shape, Span<int> x)
    {
        for (var i = x.Length - 1; i >= 0; i--)
        {
            (number, x[i]) = Math.DivRem(number, shape.States);
        }
    }

    private sealed class Law(Func<int, int, double[]> sizes) : ISizeLaw
    {
        public int Sizes(int step, int left, Span<double> law)
        {
            var now = sizes(step, left);
            now.CopyTo(law);
            return now.Length;
        }
    }

    private sealed class Idling : ISampler, ISizeLaw
    {
        public long Samples => 1000;

        public Observes Observes => Observes.Nothing;

        public bool Idles => true;

        public T? Find<T>() where T : class => this as T;

        public void Move(in Step step, in Rows rows, IChoices choose)
        {
            foreach (var position in step.Masked)
            {
                choose.Reveal(position, step.Index < 2 ? 0.5 : 1);
            }
        }

        public int Sizes(int step, int left, Span<double> law)
        {
            for (var size = 1; size <= left; size++)
            {
                law[size - 1] = step < 2 ? Binomial.Of(left, size) / Math.Pow(2, left) : size == left ? 1 : 0;
            }

            return left;
        }
    }

    /// <summary>Symbol 0 almost surely, 1 hardly ever, 2 never; throws when it is shown a 2.</summary>
    private sealed class Stubborn : IMaskPredictor
    {
        public void Predict(in Query query, Span<double> rows, CancellationToken stop)
        {
            for (var k = 0; k < query.Count; k++)
            {
                Assert.DoesNotContain(2, query.Tokens(k).ToArray());
                var own = query.RowsOf(k, rows);
                for (var m = 0; m < query.Positions(k).Length; m++)
                {
                    (own[3 * m], own[(3 * m) + 1], own[(3 * m) + 2]) = (1, 1e-200, 0);
                }
            }
        }
    }
}
