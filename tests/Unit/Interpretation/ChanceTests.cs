using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Interpretation;

/// <summary>What happens at each position by itself, left to chance: drawn, enumerated and replayed alike, with the same calls.</summary>
public class ChanceTests
{
    private static readonly Shape Small = new(3, 2);

    private static Scripted.Body Halves => (in Step step, in Rows _, IChoices choose) =>
    {
        foreach (var position in step.Masked)
        {
            choose.Reveal(position, step.Index < 2 ? 0.5 : 1);
        }
    };

    [Fact]
    public void A_chance_is_a_pick_that_is_not_seen()
    {
        var law = TableLaw.Random(Small, 1);
        var chance = Enumerating.Law(Rule(law, Halves), default);
        var picked = Enumerating.Law(Rule(law, (in Step step, in Rows _, IChoices choose) =>
        {
            foreach (var position in step.Masked)
            {
                if (step.Index >= 2 || choose.Pick([1, 1]) == 1)
                {
                    choose.Reveal(position);
                }
            }
        }), default);
        Near(picked.Probabilities, chance.Probabilities);

        // A call at each of three times, if anything of the three is revealed then: certainly at the last if anything is left.
        Assert.Equal((1 - Math.Pow(0.5, 3)) + (1 - Math.Pow(0.75, 3)) + (1 - Math.Pow(0.75, 3)), chance.Calls, 14);
        Assert.Equal(picked.Calls, chance.Calls, 14);
    }

    [Fact]
    public void A_law_with_the_mask_is_a_law_by_chance()
    {
        var law = TableLaw.Random(Small, 2);
        var committed = Enumerating.Law(Rule(law, (in Step step, in Rows rows, IChoices choose) =>
        {
            for (var k = 0; k < rows.Count; k++)
            {
                choose.Commit(rows.At[k], step.Index < 2 ? [rows[k][0] / 2, rows[k][1] / 2, 0.5] : [rows[k][0], rows[k][1], 0]);
            }
        }, Observes.Rows), default);
        Near(Enumerating.Law(Rule(law, Halves), default).Probabilities, committed.Probabilities);
        Assert.Equal(1 + (1 - Math.Pow(0.5, 3)) + (1 - Math.Pow(0.75, 3)), committed.Calls, 14);
    }

    [Fact]
    public void Draws_have_the_enumerated_law_and_its_calls()
    {
        foreach (var rule in new[] { Rule(TableLaw.Random(Small, 3), Halves), Revising(TableLaw.Random(Small, 4)) })
        {
            var exact = Enumerating.Law(rule, default);
            const int Count = 40_000;
            var (counts, calls, drawing) = (new double[8], default(Moments), new Drawing(rule, 11));
            for (var first = 0; first < Count; first += 200)
            {
                drawing.Draw(first, 200, default);
                for (var k = 0; k < 200; k++)
                {
                    counts[new StateSpace(Small).Sequence(drawing.Tokens(k))]++;
                    calls += Moments.Of(drawing.Calls[k]);
                }
            }

            Assert.Equal(1, Sum.Of(exact.Probabilities), 13);
            Assert.InRange(Math.Abs(calls.Mean - exact.Calls) / calls.StandardError, 0, 4);
            for (var x = 0; x < 8; x++)
            {
                var p = exact.Probabilities[x];
                Assert.InRange(Math.Abs((counts[x] / Count) - p), 0, 4.5 * Math.Sqrt(p * (1 - p) / Count));
            }
        }
    }

    [Fact]
    public void Masking_again_by_chance_follows_the_chain_of_its_matrices()
    {
        // One position of two symbols and the mask: reveal with probability 1/2; mask again with 1/4; the last fills.
        var law = new TableLaw(new Shape(1, 2), [0.3, 0.7]);
        var sampler = new Moves(Observes.Nothing, idles: false, revises: true, (in Step step, in Rows _, IChoices choose) =>
        {
            if (step.Masked.Length > 0)
            {
                choose.Reveal(0, step.Index < 2 ? 0.5 : 1);
            }
            else
            {
                choose.Remask(0, step.Index < 2 ? 0.25 : 0);
            }
        }, (in Step step) => step.Index < 3);
        var generated = Enumerating.Law(new SamplingRule(new Shape(1, 2), sampler, law), default);
        Near([0.3, 0.7], generated.Probabilities);

        // Masked before steps 0, 1, 2 with probability 1, 1/2, 1/2·1/2 + 1/2·1/4; revealed then with 1/2, 1/2, 1.
        Assert.Equal((1 * 0.5) + (0.5 * 0.5) + 0.375, generated.Calls, 14);
    }

    [Fact]
    public void Replay_agrees_with_following_every_choice()
    {
        var law = TableLaw.Random(Small, 5);
        foreach (var rule in new[] { Rule(law, Halves), Rule(new TiltedPredictor(2), Halves) })
        {
            var exact = ReplayingAll.Divergence(rule, new MaskedMarginals(new DataLaw(Small, law.Probabilities), default), default).Total;
            var (replaying, moments) = (new Replaying(rule, law, 5), default(Moments));
            for (var first = 0; first < 20_000; first += replaying.Capacity)
            {
                replaying.Replay(first, replaying.Capacity, default);
                for (var k = 0; k < replaying.Capacity; k++)
                {
                    moments += Moments.Of(law.LogProbability(replaying.Given(k)) - replaying.LogProbability(k));
                }
            }

            Assert.True(exact > 0.001);
            Assert.InRange(Math.Abs(moments.Mean - exact) / moments.StandardError, 0, 4);
        }
    }

    [Fact]
    public void A_step_may_look_at_less_and_then_costs_less()
    {
        var law = TableLaw.Random(Small, 6);
        var seen = new Moves(Observes.EveryRow, idles: false, revises: true, (in Step step, in Rows rows, IChoices choose) =>
        {
            Assert.Equal(step.Index < 3 ? 0 : 3, rows.Count);
            choose.Reveal(step.Index < 3 ? step.Masked[0] : 1);
        }, (in Step step) => step.Index < 4, (in Step step) => step.Index < 3 ? Observes.Nothing : Observes.EveryRow);
        var rule = new SamplingRule(Small, seen, law);
        var generated = Enumerating.Law(rule, default);
        Near(law.Probabilities, generated.Probabilities);
        Assert.Equal(3 + 3, generated.Calls);
        var drawing = new Drawing(rule, 1);
        drawing.Draw(0, 2, default);
        Assert.Equal(3 + 3, drawing.Calls[0]);
    }

    [Fact]
    public void What_may_not_be_left_to_chance_is_said()
    {
        var law = TableLaw.Random(Small, 7);
        (string Expected, Moves Sampler)[] broken =
        [
            ("left it to chance whether any position is revealed", new(Observes.Nothing, false, false, (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[0], 0.5))),
            ("left it to chance whether any position is revealed", new(Observes.Nothing, false, false, (in Step step, in Rows _, IChoices choose) => choose.Commit(step.Masked[0], [0, 0, 1]))),
            ("chance of 1.5", new(Observes.Nothing, true, false, (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[0], 1.5))),
            ("chance of NaN", new(Observes.Nothing, true, true, (in Step step, in Rows _, IChoices choose) =>
            {
                if (step.Index == 0)
                {
                    choose.Reveal(0);
                }
                else
                {
                    choose.Remask(0, double.NaN);
                }
            }, (in Step _) => true)),
            ("each revealed once", new(Observes.Nothing, true, false, (in Step step, in Rows _, IChoices choose) => { choose.Reveal(0, 0); choose.Reveal(0); })),
            ("looks at Rows in a step, although it says that it observes Tokens", new(Observes.Tokens, false, false, (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[0]), null, (in Step _) => Observes.Rows)),
        ];
        foreach (var (expected, sampler) in broken)
        {
            var rule = new SamplingRule(Small, sampler, law);
            Assert.Contains(expected, Assert.Throws<StepException>(() => new Drawing(rule, 1).Draw(0, 2, default)).InnerException!.Message, StringComparison.Ordinal);
            Assert.Contains(expected, Assert.Throws<StepException>(() => Enumerating.Law(rule, default)).InnerException!.Message, StringComparison.Ordinal);
        }
    }

    private static SamplingRule Rule(IMaskPredictor predictor, Scripted.Body body, Observes observes = Observes.Nothing) =>
        new(Small, new Moves(observes, idles: true, revises: false, body), predictor);

    /// <summary>Every kind of act by chance, at masked and at revealed positions.</summary>
    private static SamplingRule Revising(TableLaw law) => new(Small, new Moves(Observes.Tokens, idles: false, revises: true, (in Step step, in Rows _, IChoices choose) =>
    {
        for (var (i, m) = (0, 0); i < 3; i++)
        {
            if (m < step.Masked.Length && step.Masked[m] == i)
            {
                m++;
                choose.Reveal(i, step.Index < 3 ? 0.25 * (i + 1) : 1);
            }
            else if (i == 0)
            {
                choose.Remask(i, step.Index < 3 ? 0.4 : 0);
            }
            else if (i == 1)
            {
                choose.Reveal(i, 0.3);
            }
            else
            {
                choose.Commit(i, step.Index < 3 ? [0.2, 0.5, 0.3] : [0.4, 0.6]);
            }
        }
    }, (in Step step) => step.Index < 4), law);

    private static void Near(IReadOnlyList<double> expected, IReadOnlyList<double> actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-14));

    private sealed class Moves(Observes observes, bool idles, bool revises, Scripted.Body body, Moves.Goes? goes = null, Moves.Looks? looks = null) : ISampler
    {
        public delegate bool Goes(in Step step);

        public delegate Observes Looks(in Step step);

        public long Samples => 1000;

        public Observes Observes => observes;

        public Observes ObservesAt(in Step step) => looks?.Invoke(step) ?? observes;

        public bool Idles => idles;

        public bool Revises => revises;

        public bool Continues(in Step step) => goes?.Invoke(step) ?? step.Masked.Length > 0;

        public void Move(in Step step, in Rows rows, IChoices choose) => body(step, rows, choose);
    }
}
