using Unmask.Interpretation;

namespace Unmask.Testing;

/// <summary>Every step a plugin can take: from the prior on, each reachable state and each path of choices, equal states once.</summary>
/// <remarks>A path that breaks the contract is reported and not followed further; a sampler that idles or revises is followed for at most <see cref="MostSteps"/>, one that draws real numbers for few.</remarks>
internal sealed class Exploration(SamplingRule rule)
{
    /// <summary>The most partly masked sequences that are followed.</summary>
    public const double MostStates = 1024;

    /// <summary>The most steps that are followed.</summary>
    public const int MostSteps = 32;

    /// <summary>The most steps that are followed where waiting times keep states apart.</summary>
    private const int FewSteps = 4;

    private readonly StateSpace _space = new(rule.Shape);
    private readonly MemoryTable _memories = new(rule.Sampler.Memory);
    private readonly PathChoices _paths = new(rule);

    /// <summary>Whether the partly masked sequences are few enough.</summary>
    public static bool Covers(Shape shape) => shape.MaskedSequences <= MostStates;

    /// <summary>The steps, in order of their number.</summary>
    public IEnumerable<StepTaken> Steps()
    {
        var current = new SortedSet<(long State, int Memory)>(Starts().Select(state => (state, 0)));
        var most = rule.Sampler.IsContinuous ? FewSteps : MostSteps;
        for (var step = 0; current.Count > 0 && step < most; step++)
        {
            var next = new SortedSet<(long State, int Memory)>();
            foreach (var at in current)
            {
                var state = Decode(step, at);
                if (step > 0 && rule.Sampler.Revises && !rule.Continues(state.With([.. state.Memory])))
                {
                    continue;
                }

                _paths.Restart();
                var more = true;
                while (more)
                {
                    _paths.BeginPath(state.Masked);
                    var taken = state.Run(rule.Sampler, new Followed(_paths));
                    if (taken.IsLegal)
                    {
                        Expand(taken, 0, at.State, _memories.Intern(taken.Memory), next);
                    }

                    more = Advance(ref taken);
                    yield return taken;
                }
            }

            current = next;
        }
    }

    private IEnumerable<long> Starts() => rule.Prior is null
        ? [_space.AllMasked]
        : Enumerable.Range(0, (int)rule.Shape.Sequences).Select(x => Sequences.Tokens(rule.Shape, x))
            .Where(tokens => Array.TrueForAll(tokens, token => rule.Prior[token] > 0))
            .Select(tokens => tokens.Index().Sum(token => token.Item * _space.Weight(token.Index)));

    private bool Advance(ref StepTaken taken)
    {
        if (taken.Failure is not null)
        {
            return false;
        }

        try
        {
            return _paths.Advance();
        }
        catch (ContractException exception)
        {
            taken = taken with { Failure = exception };
            return false;
        }
    }

    private StepState Decode(int step, (long State, int Memory) at)
    {
        var (length, states) = rule.Shape;
        var (tokens, masked, memory) = (new int[length], new int[length], new int[rule.Sampler.Memory]);
        var count = _space.Decode(at.State, tokens, masked);
        masked = masked[..count];
        _memories.Copy(at.Memory, memory);
        var rows = new double[length * states];
        for (var i = 0; i < length; i++)
        {
            int[] without = [.. tokens];
            without[i] = rule.Shape.Mask;
            rule.Predictor.Predict(new Query(rule.Shape, without, [0, 1], [i]), rows.AsSpan(i * states, states), CancellationToken.None);
        }

        return new StepState(rule, step, tokens, masked, memory, rows);
    }

    private void Expand(StepTaken taken, int k, long state, int memory, SortedSet<(long State, int Memory)> next)
    {
        if (k == taken.Acts.Count)
        {
            if (rule.Sampler.Revises || _space.Decode(state, new int[rule.Shape.Length], new int[rule.Shape.Length]) > 0)
            {
                next.Add((state, memory));
            }

            return;
        }

        var act = taken.Acts[k];
        var weight = _space.Weight(act.Position);
        var before = taken.State.Tokens[act.Position];
        if (act.Happens(rule.Shape.States) is var chance && chance < 1)
        {
            Expand(taken, k + 1, act.Law is null ? state : state + ((rule.Shape.Mask - before) * weight), memory, next);
        }

        if (chance == 0)
        {
            return;
        }

        if (act.Remasks)
        {
            Expand(taken, k + 1, state + ((rule.Shape.Mask - before) * weight), memory, next);
            return;
        }

        for (var v = 0; v < rule.Shape.States; v++)
        {
            var possible = act.Symbol is { } symbol ? v == symbol : (act.Law ?? taken.State.Row(act.Position))[v] > 0;
            if (possible)
            {
                Expand(taken, k + 1, state + ((v - before) * weight), memory, next);
            }
        }
    }

    /// <summary>Keeps what is asked and follows one path after another.</summary>
    private sealed class Followed(PathChoices paths) : Journal
    {
        protected override int Answer(Choice choice, int number) => paths.Pick(choice.Law);

        protected override void Answer(Choice choice, int number, Span<int> chosen)
        {
            if (choice.Scores is null)
            {
                paths.Subset(choice.From, chosen);
            }
            else
            {
                paths.Subset(choice.From, choice.Scores, chosen);
            }
        }
    }
}
