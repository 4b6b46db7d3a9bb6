using Unmask.Interpretation;

namespace Unmask.Tests.Unit.Interpretation;

/// <summary>Samplers that look at scores, start from a prior, leave masks or wait real times: drawn and enumerated alike.</summary>
public class ScoreWalkTests
{
    private static readonly Shape Pair = new(2, 3);

    [Fact]
    public void A_process_without_a_mask_starts_from_its_prior_and_every_token_may_change()
    {
        // One step: the token moves to v with half of the normalised ratio, which is what the score says: 2 for the next symbol, 0 for the other.
        var score = new Ratios((time, tokens, i, v) => v == tokens[i] ? 1 : v == (tokens[i] + 1) % 3 ? 2 : 0);
        var sampler = new Steps(count: 1)
        {
            Body = (in Step step, in Rows rows, IChoices choose) =>
            {
                Assert.Equal([0, 1], rows.At.ToArray());
                for (var k = 0; k < rows.Count; k++)
                {
                    choose.Commit(k, [.. rows[k].ToArray().Select(ratio => ratio / 3)]);
                }
            },
        };
        double[] prior = [0.5, 0.3, 0.2];
        var rule = new SamplingRule(Pair, sampler, new Stubborn()) { Score = score, Prior = prior };
        var generated = Enumerating.Law(rule, default);
        Assert.Equal(Pair, generated.Shape);
        double[] token = [.. Enumerable.Range(0, 3).Select(v => (prior[v] / 3) + (prior[(v + 2) % 3] * 2 / 3))];
        for (var x = 0; x < 9; x++)
        {
            Assert.Equal(token[x / 3] * token[x % 3], generated.Probabilities[x], 15);
        }

        Assert.Equal(1, generated.Calls, 15);
        Follows(rule, generated);
    }

    [Fact]
    public void A_token_may_be_drawn_from_the_ratios_and_masks_may_be_left()
    {
        var score = new Ratios((time, tokens, i, v) => time * (v + 1 + i));
        var sampler = new Steps(count: 2)
        {
            MayLeave = true,
            Body = (in Step step, in Rows rows, IChoices choose) =>
            {
                Assert.True(rows.At.SequenceEqual(step.Masked));
                if (step.Index == 0)
                {
                    choose.Reveal(0);
                }
                else
                {
                    choose.Reveal(1, 0.25);
                }
            },
        };
        var rule = new SamplingRule(Pair, sampler, new Stubborn()) { Score = score };
        var generated = Enumerating.Law(rule, default);
        Assert.Equal(new Shape(2, 4), generated.Shape);
        for (var x = 0; x < 16; x++)
        {
            var (first, second) = (x / 4, x % 4);
            var expected = first == 3 ? 0 : (first + 1) / 6.0 * (second == 3 ? 0.75 : 0.25 * (second + 2) / 9.0);
            Assert.Equal(expected, generated.Probabilities[x], 15);
        }

        Assert.Equal(2, generated.Calls, 15);
        Follows(rule, generated);
    }

    [Fact]
    public void Each_sequence_reads_the_score_at_a_time_of_its_own()
    {
        // The time is what a sequence remembers; the score answers with it.
        var score = new Ratios((time, _, _, _) => time);
        var sampler = new Steps(count: 3)
        {
            Remembers = 1,
            When = (in Step step) => 1 + step.Memory[0],
            Body = (in Step step, in Rows rows, IChoices choose) =>
            {
                foreach (var ratio in rows[0])
                {
                    Assert.Equal(1 + step.Memory[0], ratio);
                }

                step.Memory[0] += choose.Pick([1, 1, 1]);
                if (step.Index == 2)
                {
                    choose.Reveal(0);
                    choose.Reveal(1);
                }
            },
        };
        var rule = new SamplingRule(Pair, sampler, new Stubborn()) { Score = score };
        Assert.All(Enumerating.Law(rule, default).Probabilities, probability => Assert.Equal(1 / 9.0, probability, 14));
        new Drawing(rule, 1).Draw(0, 100, default);
    }

    [Fact]
    public void Real_numbers_are_drawn_and_not_enumerated()
    {
        var sampler = new Steps(count: 1)
        {
            IsContinuous = true,
            Body = (in Step step, in Rows _, IChoices choose) =>
            {
                Assert.InRange(choose.Uniform(), double.Epsilon, 1);
                choose.Reveal(0);
                choose.Reveal(1);
            },
        };
        var rule = new SamplingRule(Pair, sampler, new Stubborn()) { Score = new Ratios((_, _, _, _) => 1) };
        new Drawing(rule, 1).Draw(0, 100, default);
        Assert.Contains("cannot be enumerated", Assert.Throws<OutOfReachException>(() => Enumerating.Law(rule, default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_score_or_sampler_may_not_do_is_said()
    {
        Steps.Does reveal = (in Step step, in Rows _, IChoices choose) =>
        {
            choose.Reveal(0);
            choose.Reveal(1);
        };
        (string Expected, Steps Sampler, Func<double, double> Ratio)[] broken =
        [
            ("gave the ratio -1 for symbol 0 at position 0, time 1", new(1) { Body = reveal }, _ => -1),
            ("gave the ratio Infinity", new(1) { Body = reveal }, _ => double.PositiveInfinity),
            ("all 0", new(1) { Body = reveal }, _ => 0),
            ("reads the score at time 0", new(1) { Body = reveal, When = (in Step _) => 0 }, _ => 1),
            ("does not say that it is continuous", new(1) { Body = (in Step step, in Rows rows, IChoices choose) => choose.Uniform() }, _ => 1),
            ("ended with 2 positions masked", new(1) { Body = (in Step _, in Rows _, IChoices _) => { } }, _ => 1),
        ];
        foreach (var (expected, sampler, ratio) in broken)
        {
            var rule = new SamplingRule(Pair, sampler, new Stubborn()) { Score = new Ratios((time, _, _, _) => ratio(time)) };
            Assert.Contains(expected, Message(() => new Drawing(rule, 1).Draw(0, 2, default)), StringComparison.Ordinal);
            Assert.Contains(expected, Message(() => Enumerating.Law(rule, default)), StringComparison.Ordinal);
        }

        Assert.Contains("no section 'score'", Assert.Throws<ContractException>(() => new Drawing(new SamplingRule(Pair, new Steps(1), new Stubborn()), 1)).Message, StringComparison.Ordinal);

        static string Message(Action run)
        {
            var thrown = Assert.ThrowsAny<Exception>(run);
            return (thrown as StepException)?.InnerException!.Message ?? thrown.Message;
        }
    }

    private static void Follows(SamplingRule rule, GeneratedLaw generated)
    {
        const int Count = 20_000;
        var counts = new long[generated.Probabilities.Length];
        var (drawing, calls) = (new Drawing(rule, 3), 0L);
        for (var first = 0; first < Count; first += drawing.Capacity)
        {
            var batch = Math.Min(drawing.Capacity, Count - first);
            drawing.Draw(first, batch, default);
            for (var k = 0; k < batch; k++)
            {
                var number = 0;
                foreach (var token in drawing.Tokens(k))
                {
                    number = (number * generated.Shape.States) + token;
                }

                counts[number]++;
                calls += drawing.Calls[k];
            }
        }

        Assert.Equal(generated.Calls, (double)calls / Count, 10);
        for (var x = 0; x < counts.Length; x++)
        {
            var deviation = Math.Sqrt(generated.Probabilities[x] * (1 - generated.Probabilities[x]) / Count);
            Assert.InRange(Math.Abs(((double)counts[x] / Count) - generated.Probabilities[x]), 0, (4.5 * deviation) + 1e-12);
        }
    }

    private sealed class Ratios(Func<double, int[], int, int, double> ratio) : IScoreEstimator
    {
        public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop)
        {
            for (var k = 0; k < query.Count; k++)
            {
                var rows = query.RowsOf(k, ratios);
                var positions = query.Positions(k);
                for (var m = 0; m < positions.Length; m++)
                {
                    for (var v = 0; v < query.Shape.States; v++)
                    {
                        rows[(m * query.Shape.States) + v] = ratio(time, query.Tokens(k).ToArray(), positions[m], v);
                    }
                }
            }
        }
    }

    /// <summary>A predictor that is not to be asked.</summary>
    private sealed class Stubborn : IMaskPredictor
    {
        public void Predict(in Query query, Span<double> rows, CancellationToken stop) => Assert.Fail("The predictor was asked.");
    }

    /// <summary>So many steps, each at time 1 unless said otherwise.</summary>
    private sealed class Steps(int count) : ISampler
    {
        public delegate void Does(in Step step, in Rows rows, IChoices choose);

        public delegate double Reads(in Step step);

        public Does Body { get; init; } = (in Step _, in Rows _, IChoices _) => { };

        public Reads When { get; init; } = (in Step _) => 1;

        public bool MayLeave { get; init; }

        public bool IsContinuous { get; init; }

        public int Remembers { get; init; }

        public int Memory => Remembers;

        public long Samples => 1000;

        public Observes Observes => Observes.Scores;

        public bool Revises => true;

        public bool Leaves => MayLeave;

        public bool Continues(in Step step) => step.Index < count;

        public double Time(in Step step) => When(step);

        public void Move(in Step step, in Rows rows, IChoices choose) => Body(step, rows, choose);
    }
}
