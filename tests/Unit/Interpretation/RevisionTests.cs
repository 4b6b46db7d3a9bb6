using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Interpretation;

/// <summary>Samplers that idle, mask again or draw anew: drawn and enumerated alike, with the same calls.</summary>
public class RevisionTests
{
    private static readonly Shape Small = new(3, 2);

    [Fact]
    public void Drawing_one_revealed_token_anew_leaves_the_data_law_as_it_is()
    {
        // Left to right, one a step; after each, a Gibbs step at a random revealed position, which any exact law survives.
        var law = TableLaw.Random(Small, 1);
        foreach (var observes in new[] { Observes.Nothing, Observes.Tokens, Observes.Rows, Observes.EveryRow })
        {
            var gibbs = new Moves(observes, revises: true, (in Step step, in Rows rows, IChoices choose) =>
            {
                if (step.Index % 2 == 0)
                {
                    choose.Reveal(step.Masked[0]);
                    return;
                }

                var position = choose.Pick([.. Enumerable.Repeat(1.0, step.Revealed)]);
                choose.Reveal(position);
                if (observes == Observes.EveryRow)
                {
                    Assert.Equal([0, 1, 2], rows.At.ToArray());
                    Assert.Equal(1, Sum.Of(rows[position]), 12);
                }
            },
            (in Step step) => step.Index < 6);
            var generated = Enumerating.Law(new SamplingRule(Small, gibbs, law), default);
            for (var x = 0; x < law.Probabilities.Length; x++)
            {
                Assert.Equal(law.Probabilities[x], generated.Probabilities[x], 13);
            }

            // Steps 0, 2, 4 reveal one (with all rows: one call, and one for each revealed token); steps 1, 3, 5 draw one anew.
            Assert.Equal(observes switch { Observes.EveryRow => 1 + 2 + 2 + 3 + 3 + 3, Observes.Rows => 6 + 2, _ => 6 }, generated.Calls, 12);
        }
    }

    [Fact]
    public void Masking_again_follows_the_chain_of_its_matrices()
    {
        // Step 0 reveals position 0; step 1 masks it again with probability 1/4 by its symbol, else reveals position 1; the last fills.
        var law = TableLaw.Random(new Shape(2, 2), 2);
        var p = law.Probabilities;
        var sampler = new Moves(Observes.Tokens, revises: true, (in Step step, in Rows _, IChoices choose) =>
        {
            switch (step.Index)
            {
                case 0:
                    choose.Reveal(0);
                    break;
                case 1 when step.X[0] == 1 && choose.Pick([3, 1]) == 1:
                    choose.Remask(0);
                    break;
                case 1:
                    choose.Reveal(1);
                    break;
                default:
                    foreach (var position in step.Masked)
                    {
                        choose.Reveal(position);
                    }

                    break;
            }
        },
        (in Step step) => step.Index < 3);
        var rule = new SamplingRule(new Shape(2, 2), sampler, law);
        var generated = Enumerating.Law(rule, default);

        var (first, second) = (p[2] + p[3], p[1] + p[3]);
        var again = first / 4;
        double[] expected =
        [
            p[0] + (again * (1 - first) * (1 - second)), p[1] + (again * (1 - first) * second),
            (p[2] * 0.75) + (again * first * (1 - second)), (p[3] * 0.75) + (again * first * second),
        ];
        Assert.Equal(expected, generated.Probabilities.Select(value => value), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(2, generated.Calls, 14);
        Follows(rule, generated);
    }

    [Fact]
    public void Weighted_subsets_and_idle_steps_are_drawn_as_they_are_enumerated()
    {
        var law = TableLaw.Random(Small, 3);
        var idle = new Moves(Observes.Rows, revises: false, (in Step step, in Rows rows, IChoices choose) =>
        {
            if (step.Index < 4 && choose.Pick([1, 2]) == 0)
            {
                return;
            }

            Span<double> scores = stackalloc double[rows.Count];
            for (var k = 0; k < rows.Count; k++)
            {
                scores[k] = rows[k][0] * 3;
            }

            Span<int> chosen = stackalloc int[Math.Min(2, rows.Count)];
            choose.Subset(step.Masked, scores, chosen);
            foreach (var position in chosen)
            {
                choose.Reveal(position);
            }
        });
        var rule = new SamplingRule(Small, idle, law);
        var generated = Enumerating.Law(rule, default);
        Assert.Equal(1, generated.Probabilities.Sum(), 13);
        Follows(rule, generated);

        var data = new MaskedMarginals(new DataLaw(Small, law.Probabilities), default);
        var exact = ReplayingAll.Divergence(rule, data, default).Total;
        var replaying = new Replaying(rule, law, 5);
        var moments = default(Moments);
        for (var first = 0; first < 20_000; first += replaying.Capacity)
        {
            replaying.Replay(first, replaying.Capacity, default);
            for (var k = 0; k < replaying.Capacity; k++)
            {
                moments += Moments.Of(law.LogProbability(replaying.Given(k)) - replaying.LogProbability(k));
            }
        }

        Assert.InRange(Math.Abs(moments.Mean - exact) / moments.StandardError, 0, 4);
    }

    [Fact]
    public void Tokens_are_drawn_from_other_rows_than_are_observed_where_the_predictor_says_so()
    {
        // Observed: the exact row; drawn: certainly its likelier symbol.
        var law = TableLaw.Random(Small, 4);
        var predictor = new Greedy(law);
        var sampler = new Moves(Observes.Rows, revises: false, (in Step _, in Rows rows, IChoices choose) =>
        {
            for (var k = 0; k < rows.Count; k++)
            {
                Assert.InRange(rows[k][0], 0.01, 0.99);
                Assert.Equal(1, rows.Drawn(k)[rows[k][0] >= rows[k][1] ? 0 : 1]);
            }

            choose.RevealLowest(rows, 1, Entropies.Entropy);
        });
        var rule = new SamplingRule(Small, sampler, predictor);
        var generated = Enumerating.Law(rule, default);
        Assert.Single(generated.Probabilities, value => value == 1);
        Follows(rule, generated);
    }

    [Fact]
    public void What_a_sampler_may_not_do_is_said()
    {
        var law = TableLaw.Random(Small, 5);
        (string Expected, Moves Sampler)[] broken =
        [
            ("only a sampler that says it revises", new(Observes.Nothing, false, (in Step step, in Rows _, IChoices choose) => choose.Remask(0))),
            ("which is not revealed", new(Observes.Nothing, true, (in Step step, in Rows _, IChoices choose) => choose.Remask(step.Masked[0]))),
            ("each changed once", new(Observes.Nothing, true, (in Step step, in Rows _, IChoices choose) => { choose.Reveal(0); choose.Reveal(0); })),
            ("scores are finite", new(Observes.Nothing, false, (in Step step, in Rows _, IChoices choose) => choose.Subset([0, 1], [0, double.NaN], new int[1]))),
            ("gave 1 scores", new(Observes.Nothing, false, (in Step step, in Rows _, IChoices choose) => choose.Subset([0, 1], [0], new int[1]))),
            ("ended with 3 positions masked", new(Observes.Nothing, true, (in Step step, in Rows _, IChoices _) => { }, (in Step step) => false)),
        ];
        foreach (var (expected, sampler) in broken)
        {
            var rule = new SamplingRule(Small, sampler, law);
            Assert.Contains(expected, Assert.Throws<StepException>(() => new Drawing(rule, 1).Draw(0, 2, default)).InnerException!.Message, StringComparison.Ordinal);
            Assert.Contains(expected, Assert.Throws<StepException>(() => Enumerating.Law(rule, default)).InnerException!.Message, StringComparison.Ordinal);
        }

        var revising = new SamplingRule(Small, new Moves(Observes.Nothing, true, (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[0])), law);
        Assert.Contains("replay does not apply", Assert.Throws<ContractException>(() => new Replaying(revising, law, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_probability_of_a_weighted_subset_is_that_of_all_its_orders()
    {
        double[] scores = [0.3, -2, 1.5, 0, 700, -700];
        foreach (var set in new int[][] { [], [0], [2, 3], [0, 1, 4], [1, 2, 3, 5], [0, 1, 2, 3, 4, 5] })
        {
            Assert.Equal(Orders(set, [.. scores]), PlackettLuce.Subset(scores, set), 1e-14);
        }

        static double Orders(IEnumerable<int> set, List<double> scores)
        {
            if (!set.Any())
            {
                return 1;
            }

            var most = scores.Max();
            return set.Sum(first => Math.Exp(scores[first] - most) / scores.Sum(score => Math.Exp(score - most))
                * Orders(set.Where(other => other != first), [.. scores.Select((score, i) => i == first ? double.NegativeInfinity : score)]));
        }
    }

    private static void Follows(SamplingRule rule, GeneratedLaw law)
    {
        const int Count = 40_000;
        var counts = new double[law.Probabilities.Length];
        var (drawing, calls) = (new Drawing(rule, 9), 0.0);
        for (var first = 0; first < Count; first += 200)
        {
            drawing.Draw(first, 200, default);
            for (var k = 0; k < 200; k++)
            {
                counts[new StateSpace(rule.Shape).Sequence(drawing.Tokens(k))]++;
                calls += drawing.Calls[k];
            }
        }

        for (var x = 0; x < counts.Length; x++)
        {
            var deviation = Math.Sqrt(law.Probabilities[x] * (1 - law.Probabilities[x]) / Count);
            Assert.InRange(Math.Abs((counts[x] / Count) - law.Probabilities[x]), 0, (4.5 * deviation) + 1e-12);
        }

        Assert.InRange(calls / Count, law.Calls - 0.03, law.Calls + 0.03);
    }

    private sealed class Moves(Observes observes, bool revises, Scripted.Body body, Moves.Goes? goes = null) : ISampler
    {
        public delegate bool Goes(in Step step);

        public long Samples => 1000;

        public Observes Observes => observes;

        public bool Idles => true;

        public bool Revises => revises;

        public bool Continues(in Step step) => goes?.Invoke(step) ?? step.Masked.Length > 0;

        public void Move(in Step step, in Rows rows, IChoices choose) => body(step, rows, choose);
    }

    private sealed class Greedy(TableLaw law) : IMaskPredictor, IObservedRows, IRowMap
    {
        public IMaskPredictor Observed => law;

        public IRowMap Draw => this;

        public void Map(ReadOnlySpan<double> exact, Span<double> row)
        {
            var best = exact[0] >= exact[1] ? 0 : 1;
            row.Clear();
            row[best] = 1;
        }

        public void Predict(in Query query, Span<double> rows, CancellationToken stop)
        {
            law.Predict(query, rows, stop);
            for (var n = 0; n < query.Rows; n++)
            {
                Map(rows.Slice(2 * n, 2), rows.Slice(2 * n, 2));
            }
        }
    }
}
