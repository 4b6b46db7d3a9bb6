using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Interpretation;

public class EnumerationTests
{
    private static readonly Shape Small = new(4, 3);

    private static SamplingRule Rule(ISchedule schedule, IMaskPredictor predictor) => new(Small, new Plain(schedule), predictor);

    private static OrderedDivergence Exact(ISchedule schedule, TableLaw law) =>
        ReplayingAll.Divergence(Rule(schedule, law), new MaskedMarginals(new DataLaw(Small, law.Probabilities), default), default);

    [Fact]
    public void One_at_a_time_with_exact_conditionals_gives_the_data_law_in_any_order()
    {
        var law = TableLaw.Random(Small, 1);
        ISchedule[] orders =
        [
            new UniformPositions(new Blocks(1)),
            new Scripted(Observes.Nothing, (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[^1])),
            new Scripted(Observes.Rows, (in Step _, in Rows rows, IChoices choose) => choose.RevealLowest(rows, 1, Entropies.Entropy)),
            new Scripted(Observes.Tokens, (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[step.X[step.Masked[0] == 0 ? 1 : 0] % step.Masked.Length])),
        ];
        foreach (var order in orders)
        {
            var generated = Enumerating.Law(Rule(order, law), default);
            for (var x = 0; x < law.Probabilities.Length; x++)
            {
                Assert.Equal(law.Probabilities[x], generated.Probabilities[x], 13);
            }

            Assert.Equal(Small.Length, generated.Calls, 12);
            Assert.InRange(Exact(order, law).Total, 0, 1e-25);
        }
    }

    [Fact]
    public void One_step_has_the_total_correlation_as_its_error()
    {
        var law = TableLaw.Random(Small, 2);
        var p = law.Probabilities;
        var marginals = new double[4][];
        for (var i = 0; i < 4; i++)
        {
            marginals[i] = new double[3];
            for (var x = 0; x < p.Length; x++)
            {
                marginals[i][x / (int)Math.Pow(3, 3 - i) % 3] += p[x];
            }
        }

        var total = marginals.Sum(row => -row.Sum(v => v * Math.Log(v))) + p.Sum(v => v * Math.Log(v));
        var divergence = Exact(new UniformPositions(new Blocks(4)), law);
        Assert.Equal(total, divergence.Total, 12);
        Assert.Equal([divergence.Total], divergence.Steps!);
    }

    [Fact]
    public void Marginals_are_the_same_whether_kept_or_summed_when_asked_for()
    {
        var law = TableLaw.Random(Small, 8);
        var data = new DataLaw(Small, law.Probabilities);
        var (kept, summed) = (new MaskedMarginals(data, default), new MaskedMarginals(data, default, mostKept: 0));
        Assert.Equal((true, false), (kept.AreKept, summed.AreKept));
        for (var state = 0; state < Small.MaskedSequences; state++)
        {
            Assert.Equal(kept[state], summed[state], 1e-15);
        }

        var rule = Rule(new UniformPositions(new Blocks(2)), law);
        Assert.Equal(ReplayingAll.Divergence(rule, kept, default).Total, ReplayingAll.Divergence(rule, summed, default).Total, 1e-14);
    }

    [Fact]
    public void Memory_is_part_of_the_state()
    {
        // Picks in its first step how many to reveal in its second, and remembers it.
        var law = TableLaw.Random(Small, 3);
        var remembering = new Scripted(
            Observes.Nothing,
            (in Step step, in Rows _, IChoices choose) =>
            {
                var count = step.Index == 0 ? 1 : Math.Min(step.Memory[0], step.Masked.Length);
                step.Memory[0] = step.Index == 0 ? 1 + choose.Pick([0.25, 0.25, 0.5]) : 3;
                for (var k = 0; k < count; k++)
                {
                    choose.Reveal(step.Masked[k]);
                }
            },
            memory: 1);
        var generated = Enumerating.Law(Rule(remembering, law), default);
        Assert.Equal(1, generated.Probabilities.Sum(), 12);
        Assert.Equal((0.25 * 3) + (0.25 * 3) + (0.5 * 2), generated.Calls, 12);

        var by = new[] { 1, 2, 3 }.Select(second => Exact(
            new Scripted(Observes.Nothing, (in Step step, in Rows _, IChoices choose) =>
            {
                var count = step.Index == 0 ? 1 : Math.Min(step.Index == 1 ? second : 3, step.Masked.Length);
                for (var k = 0; k < count; k++)
                {
                    choose.Reveal(step.Masked[k]);
                }
            }),
            law).Total).ToArray();
        Assert.Equal((0.25 * by[0]) + (0.25 * by[1]) + (0.5 * by[2]), Exact(remembering, law).Total, 12);
    }

    [Fact]
    public void Candidates_can_be_enumerated_but_not_replayed()
    {
        // MaskGIT's order in small: draw a candidate everywhere, keep the one of highest probability.
        var law = TableLaw.Random(Small, 4);
        var candidates = new Scripted(Observes.Rows, (in Step _, in Rows rows, IChoices choose) =>
        {
            var (best, symbol, confidence) = (-1, -1, -1.0);
            for (var k = 0; k < rows.Count; k++)
            {
                var v = choose.Pick(rows[k]);
                if (rows[k][v] > confidence)
                {
                    (best, symbol, confidence) = (rows.At[k], v, rows[k][v]);
                }
            }

            choose.Write(best, symbol);
        });
        Assert.Equal(1, Enumerating.Law(Rule(candidates, law), default).Probabilities.Sum(), 12);
        Assert.Contains("replay does not apply", Assert.Throws<ContractException>(() => Exact(candidates, law)).Message, StringComparison.Ordinal);
        var replaying = new Replaying(Rule(candidates, law), law, 1);
        Assert.Contains("replay does not apply", Assert.Throws<ContractException>(() => replaying.Replay(0, 1, default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Committing_the_predictors_own_row_is_the_same_as_revealing()
    {
        var law = TableLaw.Random(Small, 5);
        var revealing = new Scripted(Observes.Rows, (in Step _, in Rows rows, IChoices choose) => choose.RevealLowest(rows, 2, Entropies.Entropy));
        var committing = new Scripted(Observes.Rows, (in Step step, in Rows rows, IChoices choose) =>
        {
            var picked = new List<int>();
            var recorder = new Picked(picked);
            recorder.RevealLowest(rows, 2, Entropies.Entropy);
            foreach (var position in picked)
            {
                choose.Commit(position, rows[rows.At.IndexOf(position)]);
            }
        });
        Assert.Equal(Enumerating.Law(Rule(revealing, law), default).Probabilities, Enumerating.Law(Rule(committing, law), default).Probabilities);
        Assert.Equal(Exact(revealing, law).Total, Exact(committing, law).Total, 14);
    }

    [Fact]
    public void A_plugin_that_is_not_deterministic_is_caught()
    {
        var flips = 0;
        var fickle = new Scripted(Observes.Nothing, (in Step step, in Rows _, IChoices choose) =>
            choose.Reveal(step.Masked[choose.Pick(flips++ % 2 == 0 ? [0.5, 0.5] : [0.25, 0.75]) % step.Masked.Length]));
        Assert.Contains("run again", Assert.Throws<StepException>(() => Enumerating.Law(Rule(fickle, TableLaw.Random(Small, 6)), default)).InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_is_not_deterministic_is_caught_though_it_chooses_nothing()
    {
        var turn = 0;
        var fickle = new Scripted(Observes.Nothing, (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[turn++ % step.Masked.Length]));
        var rule = Rule(fickle, TableLaw.Random(Small, 6));
        Assert.Contains("run again", Assert.Throws<StepException>(() => Enumerating.Law(rule, default)).InnerException!.Message, StringComparison.Ordinal);
        Assert.Contains("run again", Assert.Throws<StepException>(() => new Drawing(rule, 1).Draw(0, 1, default)).InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_agrees_with_the_exact_value_and_its_error_shrinks_as_one_over_root_n()
    {
        var law = TableLaw.Random(Small, 7);
        ISchedule[] schedules =
        [
            new UniformPositions(new Blocks(2)),
            new Scripted(Observes.Rows, (in Step _, in Rows rows, IChoices choose) => choose.RevealLowest(rows, 2, Entropies.Entropy)),
        ];
        foreach (var schedule in schedules)
        {
            var exact = Exact(schedule, law).Total;
            var few = Estimate(schedule, law, 2_000);
            var many = Estimate(schedule, law, 32_000);
            Assert.InRange(Math.Abs(few.Mean - exact) / few.StandardError, 0, 4);
            Assert.InRange(Math.Abs(many.Mean - exact) / many.StandardError, 0, 4);
            Assert.InRange(few.StandardError / many.StandardError, 3.6, 4.4);
        }
    }

    private static Moments Estimate(ISchedule schedule, TableLaw law, int count)
    {
        var replaying = new Replaying(Rule(schedule, law), law, 11);
        var moments = default(Moments);
        for (var first = 0; first < count; first += replaying.Capacity)
        {
            replaying.Replay(first, replaying.Capacity, default);
            for (var k = 0; k < replaying.Capacity && first + k < count; k++)
            {
                moments += Moments.Of(law.LogProbability(replaying.Given(k)) - replaying.LogProbability(k));
            }
        }

        return moments;
    }

    private sealed class Picked(List<int> positions) : IChoices
    {
        public int Pick(ReadOnlySpan<double> law) => throw new NotSupportedException();

        public void Subset(ReadOnlySpan<int> from, Span<int> chosen) => throw new NotSupportedException();

        public void Reveal(int position) => positions.Add(position);

        public void Commit(int position, ReadOnlySpan<double> law) => throw new NotSupportedException();

        public void Write(int position, int symbol) => throw new NotSupportedException();
    }
}
