using Unmask.Interpretation;

namespace Unmask.Testing;

/// <summary>What schedules, size laws and samplers promise alike: each test is one sentence of the contract.</summary>
/// <remarks>Inherit <see cref="ScheduleConformance"/>, <see cref="SizeLawConformance"/> or <see cref="SamplerConformance"/>.</remarks>
public abstract class SamplingConformance
{
    private const ulong Seed = 20_250;
    private const int Draws = 10_000;
    private const int ReplayedSequences = 4_000;

    private protected SamplingConformance()
    {
    }

    /// <summary>
    /// The lengths and vocabularies to try. Those the plugin refuses as <see cref="IValidates"/> are left out; at least one has to
    /// remain. Where there are at most 1024 partly masked sequences every reachable state and every path of choices is followed;
    /// elsewhere sequences are drawn.
    /// </summary>
    protected virtual IReadOnlyList<Shape> Shapes => [new(1, 2), new(2, 3), new(4, 2), new(4, 3), new(24, 4)];

    /// <summary>Whether a step allocates nothing once warm, as the contract says.</summary>
    protected virtual bool AllocatesNothing => true;

    /// <summary>
    /// Whether choices depend on revealed tokens only, so that replay applies (T 1.8). False for a plugin that looks at drawn
    /// candidates, which it then has to <see cref="IChoices.Write"/>.
    /// </summary>
    /// <remarks>Of a sampler that <see cref="ISampler.Revises"/> it is never asked.</remarks>
    protected virtual bool Replays => true;

    /// <summary>The law of each token at the start, shape [S], of a sampler for a process without a mask; null where sequences start with all tokens masked.</summary>
    /// <remarks>A sampler that looks at scores is shown those of <see cref="TiltedScore"/>.</remarks>
    /// <param name="shape">Length and vocabulary.</param>
    protected virtual double[]? Prior(Shape shape) => null;

    /// <summary>A step reveals at least one position for certain, unless the sampler idles or revises.</summary>
    [Fact]
    public void A_step_reveals_at_least_one_position() => EachStep(taken =>
        taken.Failure is not null || taken.Idles || taken.Revises || taken.Acts.Any(act => act.Happens(taken.State.Shape.States) >= 1) ? null
        : taken.Acts.Count == 0 ? "revealed no position" : $"{taken.Acts[0]}, and nothing for certain");

    /// <summary>No position is revealed twice in a step.</summary>
    [Fact]
    public void Positions_of_a_step_are_distinct() => EachStep(taken =>
        taken.Acts.GroupBy(act => act.Position).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"revealed position {twice.Key} {Times(twice.Count())}" : null);

    /// <summary>Only masked positions are revealed: committed tokens stay as they are, unless the sampler revises.</summary>
    [Fact]
    public void Only_masked_positions_are_revealed() => EachStep(taken =>
        taken.Acts.FirstOrDefault(act => !taken.Allows(act)) is { } act ? $"{act}, which is {(taken.State.Masked.Contains(act.Position) ? "masked" : "not masked")}" : null);

    /// <summary>Every position is revealed in the end.</summary>
    [Fact]
    public void Every_position_is_revealed_in_the_end() => EachShape((shape, predictor) =>
    {
        const int Sequences = 20;
        var drawing = new Drawing(Rule(shape, predictor), Seed);
        for (var first = 0; first < Sequences; first += drawing.Capacity)
        {
            drawing.Draw(first, Math.Min(drawing.Capacity, Sequences - first), CancellationToken.None);
        }
    });

    /// <summary>Written symbols are of the vocabulary.</summary>
    [Fact]
    public void Written_symbols_are_of_the_vocabulary() => EachStep(taken =>
        taken.Acts.FirstOrDefault(act => act.Symbol is { } symbol && (symbol < 0 || symbol >= taken.State.Shape.States)) is { } act
            ? $"{act}; symbols are 0 to {taken.State.Shape.States - 1}"
            : null);

    /// <summary>What is left to chance has a probability.</summary>
    [Fact]
    public void Chances_are_probabilities() => EachStep(taken =>
        taken.Acts.FirstOrDefault(act => !(act.Chance is >= 0 and <= 1)) is { } act ? $"{act}; expected 0 to 1" : null);

    /// <summary>A law that is committed has S probabilities, or S + 1 with the mask's, at least 0, that sum to 1.</summary>
    [Fact]
    public void Committed_laws_are_probabilities() => EachStep(taken => taken.Acts
        .Where(act => act.Law is not null)
        .Select(act => act.Law!.Length - taken.State.Shape.States is not (0 or 1)
            ? $"committed {act.Law.Length} probabilities at {act.Position}; the vocabulary has {taken.State.Shape.States} symbols, one more with the mask"
            : Defects.OfProbabilities(act.Law, 1e-9) is { } defect ? $"committed at {act.Position} a law that {defect}" : null)
        .FirstOrDefault(defect => defect is not null));

    /// <summary>What is picked from has weights, and subsets are of what there is.</summary>
    [Fact]
    public void Choices_are_of_what_there_is() => EachStep(taken =>
        taken.Choices.Select(choice => choice.Defect).FirstOrDefault(defect => defect is not null));

    /// <summary>No state that can be reached makes the plugin throw.</summary>
    [Fact]
    public void Every_reachable_state_is_served() => EachStep(taken =>
        taken.Failure is { } failure and not ContractException ? $"threw {Words.Of(failure)}" : null);

    /// <summary>A step depends on the state, its memory and its choices only: on nothing kept from other calls.</summary>
    [Fact]
    public void The_same_step_and_choices_give_the_same_decision() => EachExploration((rule, steps) =>
    {
        foreach (var taken in Enumerable.Reverse(steps))
        {
            if (taken.Failure is ContractException && taken.Choices.All(choice => choice.Defect is null))
            {
                Assert.Fail($"{taken.State}: {taken.Failure.Message}");
            }

            Same(taken, taken.Again(rule.Sampler), "asked again");
        }
    });

    /// <summary>Two instances with the same options decide alike.</summary>
    [Fact]
    public void Two_instances_decide_alike() => EachExploration((rule, steps) =>
    {
        var other = Sampler(rule.Shape);
        foreach (var taken in steps)
        {
            Same(taken, taken.Again(other), "another instance");
        }
    });

    /// <summary>One instance serves many threads.</summary>
    [Fact]
    public void Many_threads_decide_as_one() => EachExploration((rule, steps) =>
        AtOnce.Ask(steps.Count, k => Same(steps[k], steps[k].Again(rule.Sampler), "asked from several threads at once")));

    /// <summary>A sequence does not depend on the batch it is drawn in.</summary>
    [Fact]
    public void A_sequence_does_not_depend_on_its_batch() => EachShape((shape, predictor) =>
    {
        var rule = Rule(shape, predictor);
        var (together, alone) = (new Drawing(rule, Seed), new Drawing(rule, Seed));
        var count = Math.Min(30, together.Capacity);
        together.Draw(0, count, CancellationToken.None);
        for (var k = count - 1; k >= 0; k--)
        {
            alone.Draw(k, 1, CancellationToken.None);
            Assert.True(
                together.Tokens(k).SequenceEqual(alone.Tokens(0)),
                $"{Words.Of(shape)}, sequence {k}: {Words.Tokens(alone.Tokens(0).ToArray(), shape.Mask)} alone, {Words.Tokens(together.Tokens(k).ToArray(), shape.Mask)} in a batch of {count}");
        }
    });

    /// <summary>Drawn sequences follow the law that enumeration gives: all randomness comes from the choices.</summary>
    [Fact]
    public void Draws_follow_the_enumerated_law() => EachRule(rule =>
    {
        Assert.SkipWhen(rule.Sampler.IsContinuous, "The plugin draws real numbers, so its law cannot be enumerated.");
        var law = Enumerating.Law(rule, CancellationToken.None).Probabilities;
        var (counts, drawing) = (new long[law.Length], new Drawing(rule, Seed));
        for (var first = 0; first < Draws; first += drawing.Capacity)
        {
            var count = Math.Min(drawing.Capacity, Draws - first);
            drawing.Draw(first, count, CancellationToken.None);
            for (var k = 0; k < count; k++)
            {
                counts[Sequences.Number(rule.Output, drawing.Tokens(k))]++;
            }
        }

        ChiSquare.Follows(Words.Of(rule.Shape), counts, law, x => $"({string.Join(' ', Sequences.Tokens(rule.Output, x))})");
    });

    /// <summary>Replayed sequences estimate the divergence that following every choice gives (T 1.8).</summary>
    [Fact]
    public void Replay_agrees_with_the_exact_divergence()
    {
        Assert.SkipUnless(Replays, "The plugin says that replay does not apply to it.");
        EachRule(rule =>
        {
            if (rule.Sampler.Revises)
            {
                return;
            }

            var data = TableLaw.Random(rule.Shape, 5);
            var exact = ReplayingAll.Divergence(rule, new MaskedMarginals(new DataLaw(rule.Shape, data.Probabilities.ToArray()), CancellationToken.None), CancellationToken.None).Total;
            if (double.IsInfinity(exact))
            {
                // The predictor excludes a possible sequence: an estimate has no standard error to compare with.
                return;
            }

            var moments = Replayed.Divergence(rule, data, Seed, ReplayedSequences, CancellationToken.None);
            Assert.True(
                Math.Abs(moments.Mean - exact) <= (4 * moments.StandardError) + 1e-9,
                $"{Words.Of(rule.Shape)}: replay gives a divergence of {moments.Mean:G6} ± {moments.StandardError:G2}, following every choice {exact:G6}");
        });
    }

    /// <summary>A plugin that writes symbols of its own says that replay does not apply to it.</summary>
    [Fact]
    public void Symbols_are_written_only_where_replay_does_not_apply()
    {
        Assert.SkipUnless(Replays, "The plugin says that it writes symbols.");
        EachStep(taken => taken.Acts.FirstOrDefault(act => act.Symbol is not null) is { } act ? $"{act}, so replay does not apply (T 1.8): override {nameof(Replays)}" : null);
    }

    /// <summary>Holds a plugin to the size law it has as a capability.</summary>
    private protected void HoldDeclaredSizes(Func<Shape, ISizeLaw?> declared)
    {
        Assert.SkipUnless(ValidShapes.Exists(shape => declared(shape) is not null), "The plugin declares no size law.");
        EachExploration((rule, steps) =>
        {
            if (declared(rule.Shape) is { } sizes)
            {
                foreach (var paths in steps.Where(taken => taken.IsLegal).GroupBy(taken => taken.State))
                {
                    UniformSets.Hold(paths.Key, [.. paths], sizes);
                }
            }
        });
    }

    /// <summary>Once warm, drawing a sequence allocates nothing.</summary>
    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        Assert.SkipUnless(AllocatesNothing, "The plugin does not promise it.");
        EachShape((shape, _) =>
        {
            var drawing = new Drawing(Rule(shape, new TiltedPredictor()), Seed);
            var count = Math.Min(4, drawing.Capacity);
            Allocation.IsNone($"{Words.Of(shape)}, {count} sequences", Make(shape), () => drawing.Draw(0, count, CancellationToken.None));
        });
    }

    private protected abstract object Make(Shape shape);

    private protected List<Shape> ValidShapes => Valid.Of(Shapes.Select(shape => (shape, Valid.Refusal(Make(shape), shape))));

    /// <summary>Runs over every shape and predictor, large ones too.</summary>
    private void EachShape(Action<Shape, IMaskPredictor> check)
    {
        foreach (var shape in ValidShapes)
        {
            foreach (var predictor in Predictors(shape))
            {
                Interpret(shape, () => check(shape, predictor));
            }
        }
    }

    /// <summary>Runs over the shapes that can be followed whole, with every predictor.</summary>
    private void EachRule(Action<SamplingRule> check)
    {
        var shapes = ValidShapes.Where(Exploration.Covers).ToList();
        Assert.True(shapes.Count > 0, $"none of the shapes that the plugin serves has at most {Exploration.MostStates} partly masked sequences; add a smaller one to {nameof(Shapes)}");
        foreach (var shape in shapes)
        {
            foreach (var predictor in Predictors(shape))
            {
                Interpret(shape, () => check(Rule(shape, predictor)));
            }
        }
    }

    private protected void EachExploration(Action<SamplingRule, List<StepTaken>> check) => EachRule(rule => check(rule, [.. new Exploration(rule).Steps()]));

    private void EachStep(Func<StepTaken, string?> defect) => EachExploration((_, steps) =>
    {
        foreach (var taken in steps)
        {
            if (defect(taken) is { } said)
            {
                Assert.Fail($"{taken.State}: {said}");
            }
        }
    });

    private static IMaskPredictor[] Predictors(Shape shape) => Exploration.Covers(shape)
        ? [new TabledPredictor(shape, TableLaw.Random(shape, 1)), new TabledPredictor(shape, TableLaw.RandomWithZeros(shape, 2)), new TiltedPredictor()]
        : [new TiltedPredictor()];

    private SamplingRule Rule(Shape shape, IMaskPredictor predictor) => new(shape, Sampler(shape), predictor) { Score = new TiltedScore(), Prior = Prior(shape) };

    private ISampler Sampler(Shape shape) => Make(shape) switch
    {
        ISampler sampler => sampler,
        ISchedule schedule => new ScheduledSampler(schedule),
        var sizes => new ScheduledSampler(new UniformPositions((ISizeLaw)sizes)),
    };

    private static void Same(StepTaken before, StepTaken now, string how)
    {
        if (before.Failure is null)
        {
            Assert.True(before.Decision == now.Decision, $"{before.State}: {how}, {now.Decision}; before, {before.Decision}");
        }
    }

    private static string Times(int count) => count == 2 ? "twice" : $"{count} times";

    private static void Interpret(Shape shape, Action run)
    {
        try
        {
            run();
        }
        catch (StepException exception)
        {
            Assert.Fail($"{Words.Of(shape)}, {exception.Message}: {(exception.InnerException is ContractException broken ? broken.Message : $"threw {Words.Of(exception.InnerException!)}")}");
        }
        catch (ContractException exception)
        {
            Assert.Fail($"{Words.Of(shape)}: {exception.Message}");
        }
    }
}
