using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Interpretation;

public class WalkTests
{
    private static readonly Shape Small = new(5, 3);

    private static SamplingRule Rule(ISchedule schedule, IMaskPredictor predictor, Shape shape) => new(shape, new Plain(schedule), predictor);

    private static ISchedule Entropy(int count) => new Scripted(Observes.Rows, (in Step _, in Rows rows, IChoices choose) => choose.RevealLowest(rows, count, Entropies.Entropy));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sequence_does_not_depend_on_its_batch(bool adaptive)
    {
        var law = TableLaw.Random(Small, 1);
        var rule = Rule(adaptive ? Entropy(2) : new UniformPositions(new Blocks(2)), law, Small);
        var together = new Drawing(rule, 7);
        together.Draw(0, 50, default);
        var alone = new Drawing(rule, 7);
        for (var k = 0; k < 50; k++)
        {
            alone.Draw(k, 1, default);
            Assert.Equal(together.Tokens(k).ToArray(), alone.Tokens(0).ToArray());
            Assert.Equal(together.Calls[k], alone.Calls[0]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draws_have_the_enumerated_law(bool adaptive)
    {
        const int Count = 25_000;
        var law = TableLaw.Random(Small, 2);
        var rule = Rule(adaptive ? Entropy(2) : new UniformPositions(new Blocks(2)), law, Small);
        var exact = Enumerating.Law(rule, default);
        var counts = new double[exact.Probabilities.Length];
        var drawing = new Drawing(rule, 3);
        for (var first = 0; first < Count; first += drawing.Capacity)
        {
            drawing.Draw(first, drawing.Capacity, default);
            for (var k = 0; k < drawing.Capacity && first + k < Count; k++)
            {
                counts[new StateSpace(Small).Sequence(drawing.Tokens(k))]++;
            }
        }

        Assert.Equal(1, exact.Probabilities.Sum(), 12);
        var chi = 0.0;
        for (var x = 0; x < counts.Length; x++)
        {
            var expected = exact.Probabilities[x] * Count;
            chi += (counts[x] - expected) * (counts[x] - expected) / expected;
        }

        // 242 degrees of freedom: mean 242, standard deviation 22; the bound is 5 of them away.
        Assert.InRange(chi, 242 - 110, 242 + 110);
    }

    [Fact]
    public void Nothing_is_allocated_per_token()
    {
        var shape = new Shape(64, 8);
        var rules = new[]
        {
            Rule(new UniformPositions(new Blocks(4)), new TiltedPredictor(8), shape),
            Rule(Entropy(4), new TiltedPredictor(8), shape),
        };
        foreach (var rule in rules)
        {
            var drawing = new Drawing(rule, 1);
            for (var warm = 0; warm < 5; warm++)
            {
                drawing.Draw(warm, drawing.Capacity, default);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var k = 0; k < 20; k++)
            {
                drawing.Draw(k * drawing.Capacity, drawing.Capacity, default);
            }

            var perToken = (GC.GetAllocatedBytesForCurrentThread() - before) / (20.0 * drawing.Capacity * shape.Length);
            Assert.True(perToken < 0.01, $"{perToken} bytes per token");
        }
    }

    [Fact]
    public void A_pass_on_all_cores_sees_the_same_sequences_as_one_thread()
    {
        var shape = new Shape(64, 4);
        var rule = Rule(new UniformPositions(new Blocks(16)), new TiltedPredictor(4), shape);
        var request = new SampleRequest(100_000, () => new Count(shape));
        var first = (Count)SamplePass.Run(rule, 5, [request], default)[0];

        var counts = new long[shape.Length * shape.States];
        var drawing = new Drawing(rule, 5);
        for (var sample = 0L; sample < 100_000; sample += 100)
        {
            drawing.Draw(sample, 100, default);
            for (var k = 0; k < 100; k++)
            {
                for (var i = 0; i < shape.Length; i++)
                {
                    counts[(i * shape.States) + drawing.Tokens(k)[i]]++;
                }
            }
        }

        Assert.Equal(counts, first.Counts);
    }

    [Fact]
    public void A_schedule_that_breaks_its_contract_is_told_what_it_broke()
    {
        var law = TableLaw.Random(Small, 4);
        (string Expected, Scripted.Body Body)[] broken =
        [
            ("no position", (in Step _, in Rows _, IChoices _) => { }),
            ("not masked", (in Step _, in Rows _, IChoices choose) => { choose.Reveal(0); choose.Reveal(0); }),
            ("not masked", (in Step _, in Rows _, IChoices choose) => choose.Reveal(17)),
            ("symbols are 0 to 2", (in Step _, in Rows _, IChoices choose) => choose.Write(0, 3)),
            ("vocabulary has 3", (in Step _, in Rows _, IChoices choose) => choose.Commit(0, [0.5, 0.5])),
        ];
        foreach (var (expected, body) in broken)
        {
            var rule = Rule(new Scripted(Observes.Nothing, body), law, Small);
            Assert.Contains(expected, Broken(() => new Drawing(rule, 1).Draw(0, 2, default)), StringComparison.Ordinal);
            Assert.Contains(expected, Broken(() => Enumerating.Law(rule, default)), StringComparison.Ordinal);
        }
    }

    private static string Broken(Action run)
    {
        var placed = Assert.Throws<StepException>(run);
        Assert.EndsWith("step 0", placed.Message, StringComparison.Ordinal);
        return Assert.IsType<ContractException>(placed.InnerException).Message;
    }

    private sealed class Count(Shape shape) : ITally
    {
        public long[] Counts { get; } = new long[shape.Length * shape.States];

        public void Add(ReadOnlySpan<int> tokens, int calls)
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                Counts[(i * shape.States) + tokens[i]]++;
            }
        }

        public void Merge(ITally later)
        {
            for (var k = 0; k < Counts.Length; k++)
            {
                Counts[k] += ((Count)later).Counts[k];
            }
        }
    }
}
