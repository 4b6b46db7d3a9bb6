using Unmask.Numerics;

namespace Unmask.Tests.Testing.Suites;

/// <summary>Schedules, size laws and samplers, broken and correct.</summary>
internal static class SamplingSuites
{
    private static readonly double[] _sizes = [0.25, 0.25, 0.5];
    private static int _instances;

    public static IEnumerable<BrokenCase> Broken =>
    [
        Schedule(nameof(ScheduleConformance.A_step_reveals_at_least_one_position), "rests in its second step", "step 1, masked {1}: revealed no position", (in Step step, in Rows _, IChoices choose) =>
        {
            if (step.Index != 1)
            {
                choose.Reveal(step.Masked[0]);
            }
        }),
        Schedule(nameof(ScheduleConformance.A_step_reveals_at_least_one_position), "commits the mask's probability too", "step 0, masked {0}: committed (0, 0, 1) at 0, and nothing for certain", (in Step step, in Rows _, IChoices choose) =>
            choose.Commit(step.Masked[0], [.. Enumerable.Repeat(0.0, step.Shape.States), 1.0])),
        Sampler(nameof(SamplerConformance.A_step_reveals_at_least_one_position), "leaves all to chance and does not say that it idles", "revealed 0 with probability 0.5, and nothing for certain", (in Step step, in Rows _, IChoices choose) =>
            choose.Reveal(step.Masked[0], 0.5)),
        Sampler(nameof(SamplerConformance.Chances_are_probabilities), "counts chances in per cent", "revealed 0 with probability 50; expected 0 to 1", (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[0], 50)),
        Schedule(nameof(ScheduleConformance.Positions_of_a_step_are_distinct), "reveals its first position twice", "step 0, masked {0}: revealed position 0 twice", (in Step step, in Rows _, IChoices choose) =>
        {
            choose.Reveal(step.Masked[0]);
            choose.Reveal(step.Masked[0]);
        }),
        Schedule(nameof(ScheduleConformance.Only_masked_positions_are_revealed), "reveals position 0 again and again", "step 1, masked {1}: revealed 0, which is not masked", (in Step _, in Rows _, IChoices choose) => choose.Reveal(0)),
        Schedule(nameof(ScheduleConformance.Only_masked_positions_are_revealed), "writes over a committed token", "wrote 0 at 0, which is not masked", (in Step step, in Rows _, IChoices choose) =>
        {
            choose.Reveal(step.Masked[0]);
            if (step.Index > 0)
            {
                choose.Write(0, 0);
            }
        }),
        Schedule(nameof(ScheduleConformance.Only_masked_positions_are_revealed), "counts positions from 1", "revealed 1, which is not masked", (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[0] + 1)),
        Schedule(nameof(ScheduleConformance.Every_position_is_revealed_in_the_end), "gives up at a length of 24 when 5 are left", "L = 24, S = 4, sequence 0, step 19: revealed no position", (in Step step, in Rows _, IChoices choose) =>
        {
            if (step.Shape.Length < 24 || step.Masked.Length > 5)
            {
                choose.Reveal(step.Masked[0]);
            }
        }),
        Schedule(nameof(ScheduleConformance.Written_symbols_are_of_the_vocabulary), "writes the mask", "wrote 2 at 0; symbols are 0 to 1", (in Step step, in Rows _, IChoices choose) => choose.Write(step.Masked[0], step.Shape.Mask)),
        Schedule(nameof(ScheduleConformance.Committed_laws_are_probabilities), "commits halves whatever the vocabulary", "committed at 0 a law that sums to 1.5", (in Step step, in Rows _, IChoices choose) =>
            choose.Commit(step.Masked[0], [.. Enumerable.Repeat(0.5, step.Shape.States)])),
        Schedule(nameof(ScheduleConformance.Committed_laws_are_probabilities), "commits a law of four", "committed 4 probabilities at 0; the vocabulary has 2 symbols", (in Step step, in Rows _, IChoices choose) =>
            choose.Commit(step.Masked[0], [0.25, 0.25, 0.25, 0.25])),
        Schedule(nameof(ScheduleConformance.Choices_are_of_what_there_is), "picks with a negative weight", "where -1 is no weight", (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[choose.Pick([2, -1])])),
        Schedule(nameof(ScheduleConformance.Choices_are_of_what_there_is), "picks from nothing", "which sums to 0", (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[choose.Pick([0, 0])])),
        Schedule(nameof(ScheduleConformance.Choices_are_of_what_there_is), "asks for two of one", "asked for a subset of 2 of {0}", (in Step step, in Rows _, IChoices choose) =>
        {
            var chosen = new int[2];
            choose.Subset(step.Masked, chosen);
            choose.Reveal(chosen[0]);
        }),
        Schedule(nameof(ScheduleConformance.Every_reachable_state_is_served), "looks one position too far", "step 1, masked {1}: threw IndexOutOfRangeException", (in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[step.Index])),
        ..Scheduled(nameof(ScheduleConformance.The_same_step_and_choices_give_the_same_decision), "counts its calls", "asked again, revealed", _ =>
        {
            var calls = 0;
            return new ScriptedSchedule((in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[calls++ % step.Masked.Length]));
        }),
        ..Scheduled(nameof(ScheduleConformance.The_same_step_and_choices_give_the_same_decision), "picks from another law when run again", "made other choices when it was run again", _ =>
        {
            var calls = 0;
            return new ScriptedSchedule((in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[choose.Pick(calls++ % 2 == 0 ? [0.5, 0.5] : [0.25, 0.75]) % step.Masked.Length]));
        }),
        ..Scheduled(nameof(ScheduleConformance.Two_instances_decide_alike), "has an order of its own for each instance", "another instance, revealed", _ =>
        {
            var own = Interlocked.Increment(ref _instances);
            return new ScriptedSchedule((in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[own % step.Masked.Length]));
        }),
        ..Scheduled(nameof(ScheduleConformance.Many_threads_decide_as_one), "shares a field between calls", "asked from several threads at once, revealed", _ => new Shared(), new Shape(2, 3)),
        ..Scheduled(nameof(ScheduleConformance.A_sequence_does_not_depend_on_its_batch), "grows bold after twenty calls", "in a batch of 30", _ => new GrowsBold(20)),
        ..Scheduled(nameof(ScheduleConformance.Draws_follow_the_enumerated_law), "grows bold after twenty calls", "frequencies do not follow the law", _ => new GrowsBold(20)),
        ..Scheduled(nameof(ScheduleConformance.Replay_agrees_with_the_exact_divergence), "grows bold after sixteen calls", "replay gives a divergence of", _ => new GrowsBold(16)),
        Schedule(nameof(ScheduleConformance.Symbols_are_written_only_where_replay_does_not_apply), "writes what it has picked", "so replay does not apply (T 1.8): override Replays", WriteBest, Observes.Rows),
        ..Scheduled(nameof(ScheduleConformance.Nothing_is_allocated_once_warm), "keeps a new list", "allocated", _ =>
        {
            var kept = new List<int[]>();
            return new ScriptedSchedule((in Step step, in Rows _, IChoices choose) =>
            {
                kept.Clear();
                kept.Add(new int[10]);
                choose.Reveal(step.Masked[0]);
            });
        }),
        ..Scheduled(nameof(ScheduleConformance.Sets_are_uniform_of_the_sizes_declared), "declares sizes and reveals from the left", "step 0, masked {0, 1}: reveals {0} with probability 1; by its size law it is 0.5", _ => new FirstOnes()),

        Sizes(nameof(SizeLawConformance.Sizes_are_between_1_and_what_is_left), "does not cut the last size", "got a largest size of 2; expected 1 to 1", (_, _, law) =>
        {
            law.Clear();
            law[^1] = 1;
            return 2;
        }),
        Sizes(nameof(SizeLawConformance.The_law_is_written_up_to_the_largest_size), "leaves zeros to chance", "the probability of size 1 was not written", (_, left, law) =>
        {
            law[left - 1] = 1;
            return left;
        }),
        Sizes(nameof(SizeLawConformance.Laws_of_sizes_sum_to_1), "gives weights", "the law of sizes (1, 1) sums to 2", (_, left, law) =>
        {
            law.Fill(1);
            return left;
        }),
        Sizes(nameof(SizeLawConformance.Laws_of_sizes_sum_to_1), "gives a negative probability", "has -1 at 0", (_, left, law) =>
        {
            law.Clear();
            law[0] = left == 1 ? 1 : -1;
            law[left - 1] += left == 1 ? 0 : 2;
            return left;
        }),
        Sizes(nameof(SizeLawConformance.The_largest_size_is_possible), "returns what is left", "size 2 is returned as the largest possible, but has probability 0", (_, left, law) =>
        {
            law.Clear();
            law[0] = 1;
            return left;
        }),
        new(typeof(SizeLawSuite), nameof(SizeLawConformance.The_same_question_has_the_same_law), "counts its calls", "asked again", () => new SizeLawSuite(_ =>
        {
            var calls = 0;
            return new ScriptedSizes((_, left, law) => new EqualSizes((calls++ % 2) + 1).Sizes(0, left, law));
        })),

        new(typeof(SamplerSuite), nameof(SamplerConformance.Sets_are_uniform_of_the_sizes_declared), "declares sizes and reveals from the left", "step 0, masked {0, 1}: reveals {0} with probability 1; by its size law it is 0.5", () => new SamplerSuite(_ =>
            new ScriptedSampler((in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[0]), sizes: new EqualSizes(1)))),
        new(typeof(SamplerSuite), nameof(SamplerConformance.Sets_are_uniform_of_the_sizes_declared), "does not say how often it idles", "step 0, masked {0}: reveals {} with probability 0.5; by its size law it is 0", () => new SamplerSuite(_ =>
            new ScriptedSampler((in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[0], step.Masked.Length > 1 || step.Index > 0 ? 1 : 0.5), idles: true, sizes: new EqualSizes(1)))),
        new(typeof(SamplerSuite), nameof(SamplerConformance.Estimates_have_at_least_two_samples), "draws one", "got 1 samples; expected at least 2", () => new SamplerSuite(_ => new FewSamples())),
    ];

    public static IEnumerable<CorrectCase> Correct =>
    [
        new(typeof(ScheduleSuite), "random positions", () => new ScheduleSuite(_ => new RandomPositions(2))),
        new(typeof(ScheduleSuite), "lowest entropy first", () => new ScheduleSuite(_ => new ScriptedSchedule((in Step _, in Rows rows, IChoices choose) => choose.RevealLowest(rows, 2, Entropies.Entropy), Observes.Rows))),
        new(typeof(ScheduleSuite), "looks at tokens", () => new ScheduleSuite(_ => new ScriptedSchedule((in Step step, in Rows _, IChoices choose) => choose.Reveal(step.Masked[step.X[step.X.Length - 1] == 0 ? step.Masked.Length - 1 : 0]), Observes.Tokens))),
        new(typeof(ScheduleSuite), "remembers a size", () => new ScheduleSuite(_ => new ScriptedSchedule(Remembering, memory: 1))),
        new(typeof(ScheduleSuite), "commits the rows", () => new ScheduleSuite(_ => new ScriptedSchedule((in Step _, in Rows rows, IChoices choose) => choose.Commit(rows.At[0], rows[0]), Observes.Rows))),
        new(typeof(ScheduleSuite), "writes candidates", () => new ScheduleSuite(_ => new ScriptedSchedule(WriteBest, Observes.Rows), replays: false)),
        new(typeof(ScheduleSuite), "declares its sizes", () => new ScheduleSuite(_ => new Declared())),
        new(typeof(SizeLawSuite), "equal sizes", () => new SizeLawSuite(_ => new EqualSizes(2))),
        new(typeof(SizeLawSuite), "one or two", () => new SizeLawSuite(_ => new ScriptedSizes((_, left, law) =>
        {
            law[..Math.Min(2, left)].Fill(1.0 / Math.Min(2, left));
            return Math.Min(2, left);
        }))),
        new(typeof(SamplerSuite), "a schedule's", () => new SamplerSuite(_ => new ScheduledSampler(new RandomPositions(2)))),
        new(typeof(SamplerSuite), "each with probability 1/2, and then all", () => new SamplerSuite(_ => new ScriptedSampler(EachByChance, idles: true, sizes: new ScriptedSizes(Binomial)))),
        new(typeof(SamplerSuite), "commits the mask's probability too", () => new SamplerSuite(_ => new ScriptedSampler(CommitsByChance, Observes.Rows, idles: true))),
        new(typeof(SamplerSuite), "masks again and draws anew", () => new SamplerSuite(_ => new ScriptedSampler(Revising, Observes.EveryRow, revises: true, steps: 3))),
    ];

    private static BrokenCase Schedule(string test, string what, string says, Move move, Observes observes = Observes.Nothing) =>
        new(typeof(ScheduleSuite), test, what, says, () => new ScheduleSuite(_ => new ScriptedSchedule(move, observes)));

    private static IEnumerable<BrokenCase> Scheduled(string test, string what, string says, Func<Shape, ISchedule> create, params Shape[] shapes) =>
        [new(typeof(ScheduleSuite), test, what, says, () => new ScheduleSuite(create, true, shapes))];

    private static BrokenCase Sampler(string test, string what, string says, Move move) =>
        new(typeof(SamplerSuite), test, what, says, () => new SamplerSuite(_ => new ScriptedSampler(move)));

    private static BrokenCase Sizes(string test, string what, string says, ScriptedSizes.Law law) =>
        new(typeof(SizeLawSuite), test, what, says, () => new SizeLawSuite(_ => new ScriptedSizes(law)));

    private static void RevealFirst(in Step step, IChoices choose, int count)
    {
        for (var k = 0; k < count; k++)
        {
            choose.Reveal(step.Masked[k]);
        }
    }

    /// <summary>MaskGIT's order in small: a candidate everywhere, the one of highest probability is kept.</summary>
    private static void WriteBest(in Step step, in Rows rows, IChoices choose)
    {
        var (best, symbol, most) = (-1, -1, -1.0);
        for (var k = 0; k < rows.Count; k++)
        {
            var v = choose.Pick(rows[k]);
            if (rows[k][v] > most)
            {
                (best, symbol, most) = (rows.At[k], v, rows[k][v]);
            }
        }

        choose.Write(best, symbol);
    }

    private static void EachByChance(in Step step, in Rows rows, IChoices choose)
    {
        foreach (var position in step.Masked)
        {
            choose.Reveal(position, step.Index < 2 ? 0.5 : 1);
        }
    }

    /// <summary>The sizes of <see cref="EachByChance"/>: those of at least 1.</summary>
    private static int Binomial(int step, int left, Span<double> law)
    {
        var subsets = 1.0;
        for (var size = 1; size <= left; size++)
        {
            subsets *= (double)(left - size + 1) / size;
            law[size - 1] = step >= 2 ? (size == left ? 1 : 0) : subsets / Math.Pow(2, left);
        }

        return left;
    }

    private static void CommitsByChance(in Step step, in Rows rows, IChoices choose)
    {
        Span<double> law = stackalloc double[step.Shape.States + 1];
        for (var k = 0; k < rows.Count; k++)
        {
            for (var v = 0; v < step.Shape.States; v++)
            {
                law[v] = rows[k][v] * (step.Index < 2 ? 0.25 : 1);
            }

            law[^1] = step.Index < 2 ? 0.75 : 0;
            choose.Commit(rows.At[k], law);
        }
    }

    private static void Revising(in Step step, in Rows rows, IChoices choose)
    {
        for (var (i, m) = (0, 0); i < step.Shape.Length; i++)
        {
            if (m < step.Masked.Length && step.Masked[m] == i)
            {
                m++;
                choose.Reveal(i, step.Index < 2 ? 0.5 : 1);
            }
            else if (i % 2 == 0)
            {
                choose.Remask(i, step.Index < 2 ? 1 - rows[i][step.X[i]] : 0);
            }
            else
            {
                choose.Reveal(i, 0.25);
            }
        }
    }

    private static void Remembering(in Step step, in Rows rows, IChoices choose)
    {
        var count = step.Index == 0 ? 1 : Math.Min(step.Memory[0], step.Masked.Length);
        step.Memory[0] = step.Index == 0 ? 1 + choose.Pick(_sizes) : step.Memory[0];
        RevealFirst(step, choose, count);
    }

    /// <summary>A field where a local belongs, and a pause between writing and reading it.</summary>
    private sealed class Shared : ISchedule
    {
        private int _thread;

        public Observes Observes => Observes.Nothing;

        public void Reveal(in Step step, in Rows rows, IChoices choose)
        {
            _thread = Environment.CurrentManagedThreadId;
            Thread.Sleep(1);
            choose.Reveal(step.Masked[_thread == Environment.CurrentManagedThreadId ? 0 : step.Masked.Length - 1]);
        }
    }

    /// <summary>Reveals one position a step at first, and later everything: it agrees with itself for long enough to pass when run twice.</summary>
    private sealed class GrowsBold(int after) : ISchedule
    {
        private int _calls;

        public Observes Observes => Observes.Nothing;

        public void Reveal(in Step step, in Rows rows, IChoices choose) => RevealFirst(step, choose, _calls++ < after ? 1 : step.Masked.Length);
    }

    private sealed class FirstOnes : ISchedule, ISizeLaw
    {
        public Observes Observes => Observes.Nothing;

        public int Sizes(int step, int left, Span<double> law) => new EqualSizes(1).Sizes(step, left, law);

        public void Reveal(in Step step, in Rows rows, IChoices choose) => choose.Reveal(step.Masked[0]);

        T? ICapable.Find<T>() where T : class => this as T;
    }

    private sealed class Declared : ISchedule, ISizeLaw
    {
        private readonly RandomPositions _positions = new(2);
        private readonly EqualSizes _sizes = new(2);

        public Observes Observes => Observes.Nothing;

        public int Sizes(int step, int left, Span<double> law) => _sizes.Sizes(step, left, law);

        public void Reveal(in Step step, in Rows rows, IChoices choose) => _positions.Reveal(step, rows, choose);
    }

    private sealed class FewSamples : ISampler
    {
        public long Samples => 1;

        public Observes Observes => Observes.Nothing;

        public void Move(in Step step, in Rows rows, IChoices choose) => choose.Reveal(step.Masked[0]);
    }
}
