using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Interpretation;

/// <summary>The probability of one sequence, against the enumerated law of all.</summary>
public class SequenceConditioningTests
{
    private static readonly Shape Small = new(4, 3);

    private static readonly Dictionary<string, ISchedule> _schedules = new()
    {
        ["sizes"] = new UniformPositions(new Blocks(2)),
        ["order by rows"] = new Scripted(Observes.Rows, (in Step _, in Rows rows, IChoices choose) => choose.RevealLowest(rows, 2, Entropies.Entropy)),
        ["one left to right, two at random"] = new Scripted(Observes.Tokens, (in Step step, in Rows _, IChoices choose) =>
        {
            Span<int> chosen = stackalloc int[Math.Min(2, step.Masked.Length)];
            choose.Subset(step.Masked, chosen[..(step.Index % 2 == 0 ? 1 : chosen.Length)]);
            foreach (var position in chosen[..(step.Index % 2 == 0 ? 1 : chosen.Length)])
            {
                choose.Reveal(position);
            }
        }),
        ["memory"] = new Scripted(
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
            memory: 1),
        ["candidates"] = new Scripted(Observes.Rows, (in Step _, in Rows rows, IChoices choose) =>
        {
            var (best, symbol, confidence) = (-1, -1, -1.0);
            for (var k = 0; k < rows.Count; k++)
            {
                var v = choose.Pick(rows[k]);
                (best, symbol, confidence) = rows[k][v] > confidence ? (rows.At[k], v, rows[k][v]) : (best, symbol, confidence);
            }

            choose.Write(best, symbol);
        }),
        ["laws of its own"] = new Scripted(Observes.Nothing, (in Step step, in Rows _, IChoices choose) => choose.Commit(step.Masked[0], [0.5, 0.5, 0])),
    };

    public static TheoryData<string> Schedules => [.. _schedules.Keys];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_sequence_has_its_probability_under_the_enumerated_law(string schedule) =>
        Agrees(new SamplingRule(Small, new Plain(_schedules[schedule]), TableLaw.Random(Small, 1)));

    [Fact]
    public void What_is_left_to_chance_may_happen_or_not() => Agrees(new SamplingRule(Small, new Chances(), TableLaw.Random(Small, 2)));

    [Fact]
    public void A_sequence_does_not_depend_on_those_walked_with_it()
    {
        var conditioning = new SequenceConditioning(new SamplingRule(Small, new Plain(_schedules["one left to right, two at random"]), TableLaw.Random(Small, 3)), 81, 1e6);
        var together = Probabilities(conditioning, 81);
        for (var x = 0; x < 81; x++)
        {
            Tokens(x, conditioning.Given(0));
            conditioning.Run(1, default);
            Assert.Equal(together[x], conditioning.LogProbability(0));
        }
    }

    [Fact]
    public void Any_length_is_within_reach_of_an_order_without_randomness_and_nothing_underflows()
    {
        // Position i prefers symbol i mod S: of probability 0.5 + 0.5/S, the others 0.5/S.
        var shape = new Shape(700, 7);
        var conditioning = new SequenceConditioning(new SamplingRule(shape, new Plain(new Scripted(Observes.Nothing, (in Step step, in Rows _, IChoices choose) =>
        {
            foreach (var position in step.Masked[..Math.Min(350, step.Masked.Length)])
            {
                choose.Reveal(position);
            }
        })), new TiltedPredictor(7)), 1, 2);
        for (var i = 0; i < 700; i++)
        {
            conditioning.Given(0)[i] = i < 100 ? i % 7 : (i + 1) % 7;
        }

        conditioning.Run(1, default);
        Assert.Equal((100 * Math.Log(0.5 + (0.5 / 7))) + (600 * Math.Log(0.5 / 7)), conditioning.LogProbability(0), 1e-9);
    }

    [Fact]
    public void Too_many_outcomes_are_refused_with_their_number()
    {
        var conditioning = new SequenceConditioning(new SamplingRule(Small, new Plain(_schedules["sizes"]), TableLaw.Random(Small, 4)), 2, 11);
        Assert.Contains("more than 22 outcomes to follow for 2 sequences", Assert.Throws<OutOfReachException>(() => conditioning.Run(2, default)).Message, StringComparison.Ordinal);
    }

    private static void Agrees(SamplingRule rule)
    {
        var law = Enumerating.Law(rule, default).Probabilities;
        var logs = Probabilities(new SequenceConditioning(rule, law.Length, 1e6), law.Length);
        for (var x = 0; x < law.Length; x++)
        {
            Assert.Equal(law[x], Math.Exp(logs[x]), 1e-15);
        }
    }

    private static double[] Probabilities(SequenceConditioning conditioning, int count)
    {
        for (var x = 0; x < count; x++)
        {
            Tokens(x, conditioning.Given(x));
        }

        conditioning.Run(count, default);
        return [.. Enumerable.Range(0, count).Select(conditioning.LogProbability)];
    }

    private static void Tokens(int number, Span<int> x)
    {
        for (var i = x.Length - 1; i >= 0; i--)
        {
            x[i] = number % Small.States;
            number /= Small.States;
        }
    }

    /// <summary>Two times of even chances, then the rest; the second by laws with the mask.</summary>
    private sealed class Chances : ISampler
    {
        public long Samples => 1000;

        public Observes Observes => Observes.Tokens;

        public bool Idles => true;

        public void Move(in Step step, in Rows rows, IChoices choose)
        {
            foreach (var position in step.Masked)
            {
                if (step.Index == 1)
                {
                    choose.Commit(position, [0.1, 0.2, 0.3, 0.4]);
                }
                else
                {
                    choose.Reveal(position, step.Index == 0 ? 0.5 : 1);
                }
            }
        }
    }
}
