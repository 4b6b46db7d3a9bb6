namespace Unmask.Interpretation;

/// <summary>
/// Follows every choice of a sampler from every reachable state, step by step, equal states merged: what the
/// interpretations that enumerate have in common.
/// </summary>
/// <remarks>Not thread-safe. Costs one run of the plugin for each path and state, and one leaf for each outcome of a path.</remarks>
internal abstract class StateWalk
{
    /// <summary>The most leaves that are followed.</summary>
    public const double LeafLimit = 1e8;

    private const int Chunk = 128;

    /// <summary>The first states, and one in as many later, are followed twice to catch a plugin that is not deterministic.</summary>
    private const int CheckedStates = 64;

    private readonly SamplingRule _rule;
    private readonly PathChoices _choices, _again;
    private readonly MemoryTable _memories;
    private readonly int[] _memory;
    private readonly PredictionBatch _batch, _late;
    private readonly bool[] _isLate;
    private readonly Observes[] _looks = new Observes[Chunk];
    private readonly int[] _tokens, _masked, _unmasked, _every;
    private double[]? _lateRows;
    private long _leaves, _followed;

    protected StateWalk(SamplingRule rule)
    {
        _rule = rule;
        var length = rule.Shape.Length;
        States = new StateSpace(rule.Shape);
        _choices = new PathChoices(rule);
        _again = new PathChoices(rule);
        _memories = new MemoryTable(rule.Sampler.Memory);
        _memory = new int[rule.Sampler.Memory];
        _batch = new PredictionBatch(rule.Shape, rule.Predictor, Chunk, observed: true);
        _late = new PredictionBatch(rule.Shape, rule.Predictor, 1);
        _isLate = new bool[length];
        _tokens = new int[length];
        _masked = new int[length];
        _unmasked = new int[length];
        _every = [.. Enumerable.Range(0, length)];
    }

    /// <summary>The numbering of states.</summary>
    protected StateSpace States { get; }

    /// <summary>The number of symbols.</summary>
    protected int Symbols => _rule.Shape.States;

    /// <summary>Runs until no state has another step to take.</summary>
    protected void Run(CancellationToken stop)
    {
        var current = NewLaw();
        current.Add(States.AllMasked, 0, 1);
        for (var step = 0; ; step++)
        {
            var next = NewLaw();
            var any = false;
            foreach (var chunk in Going(current, step, stop).Chunk(Chunk))
            {
                stop.ThrowIfCancellationRequested();
                any = true;
                Predict(step, chunk, stop);
                for (var c = 0; c < chunk.Length; c++)
                {
                    Follow(step, c, chunk[c], next, stop);
                }
            }

            if (!any)
            {
                return;
            }

            current = next;
        }

        StateLaw NewLaw() => new(States.Count, _rule.Sampler.Memory > 0);
    }

    /// <summary>A path of choices was taken from a state.</summary>
    /// <param name="step">The step.</param>
    /// <param name="weight">What <see cref="Leaf"/> gave the state, times the probability of the path's choices.</param>
    /// <param name="calls">The predictor calls that it takes, in expectation over what is left to chance.</param>
    protected abstract void Took(int step, double weight, double calls);

    /// <summary>One outcome of one path: the revealed positions have these symbols.</summary>
    /// <param name="step">The step.</param>
    /// <param name="from">The state before.</param>
    /// <param name="to">The state after.</param>
    /// <param name="weight">The weight of the state before, times the probability of the path's choices and of what was left to chance.</param>
    /// <param name="outcome">The probability of the symbols, <c>Π_i p̂_i</c>.</param>
    /// <returns>The weight to add to the state after; 0 drops it.</returns>
    protected abstract double Leaf(int step, long from, long to, double weight, double outcome);

    /// <summary>A state without masks that takes no further step was reached with this weight.</summary>
    protected abstract void Complete(ReadOnlySpan<int> tokens, double weight);

    /// <summary>Whether outcomes of probability zero are followed too.</summary>
    protected abstract bool FollowsImpossible { get; }

    /// <summary>Whether a step that writes picked symbols may be followed.</summary>
    protected abstract bool AllowsWrites { get; }

    /// <summary>The states that take another step; the others are complete.</summary>
    private IEnumerable<(long State, int Memory, double Probability)> Going(StateLaw law, int step, CancellationToken stop)
    {
        foreach (var at in law.Positive())
        {
            if (step == 0 || !_rule.Sampler.Revises || Continues(step, at, stop))
            {
                yield return at;
            }
            else
            {
                Complete(_tokens, at.Probability);
            }
        }
    }

    private bool Continues(int step, (long State, int Memory, double Probability) at, CancellationToken stop)
    {
        var masked = States.Decode(at.State, _tokens, _masked);
        _memories.Copy(at.Memory, _memory);
        try
        {
            return _rule.Continues(new Step(step, _rule.Shape, _rule.Sampler.Observes == Observes.Nothing ? default : _tokens, _masked.AsSpan(0, masked), _memory));
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw Placed(exception, _tokens, step);
        }
    }

    private void Predict(int step, (long State, int Memory, double Probability)[] chunk, CancellationToken stop)
    {
        _batch.Clear();
        for (var c = 0; c < chunk.Length; c++)
        {
            var masked = _masked.AsSpan(0, States.Decode(chunk[c].State, _tokens, _masked));
            _memories.Copy(chunk[c].Memory, _memory);
            _looks[c] = Looks(step, masked, stop);
            _batch.Add(_tokens, _looks[c] == Observes.EveryRow ? _every : masked);
        }

        Predict(_batch, step, stop);
    }

    private Observes Looks(int step, ReadOnlySpan<int> masked, CancellationToken stop)
    {
        try
        {
            return _rule.Looks(new Step(step, _rule.Shape, _rule.Sampler.Observes == Observes.Nothing ? default : _tokens, masked, _memory));
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw Placed(exception, _tokens, step);
        }
    }

    private void Predict(PredictionBatch batch, int step, CancellationToken stop)
    {
        try
        {
            batch.Predict(stop);
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw new StepException("predictor", $"a batch of {batch.Count} from tokens {Text(batch.Tokens(0))} on, step {step}", exception);
        }
    }

    private void Follow(int step, int c, (long State, int Memory, double Probability) at, StateLaw next, CancellationToken stop)
    {
        var masked = _masked.AsSpan(0, States.Decode(at.State, _tokens, _masked));
        var rows = _looks[c] is Observes.Rows or Observes.EveryRow ? _batch.Rows(c) : default;
        var seen = _rule.Sampler.Observes == Observes.Nothing ? default : _batch.Tokens(c);
        Array.Clear(_isLate);
        _choices.Restart();
        var first = _followed++ < CheckedStates || _followed % CheckedStates == 0;
        do
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                if (first)
                {
                    _again.Restart();
                    Move(_again, new Step(step, _rule.Shape, seen, masked, _memory), rows, at.Memory);
                }

                Move(_choices, new Step(step, _rule.Shape, seen, masked, _memory), rows, at.Memory);
                if (first)
                {
                    _choices.RequireSame(_again);
                    first = false;
                }
            }
            catch (Exception exception) when (StepException.Places(exception, stop))
            {
                throw Placed(exception, _batch.Tokens(c), step);
            }

            if (_choices.Writes && !AllowsWrites)
            {
                throw new ContractException(Replaying.Refusal);
            }

            var weight = at.Probability * _choices.Probability;
            Took(step, weight, Calls(c, step, masked, stop));
            Expand(new LeafContext(step, c, at.State, _memories.Intern(_memory), next), 0, at.State, masked.Length, weight, 1);
        }
        while (_choices.Advance());
    }

    private StepException Placed(Exception exception, ReadOnlySpan<int> tokens, int step) =>
        new("sampler", $"tokens {Text(tokens)}, step {step}{StepException.Given(exception, _rule.Sampler)}", exception);

    /// <summary>The predictor calls of the current path; rows of revealed positions that the step was not shown are asked for.</summary>
    private double Calls(int c, int step, ReadOnlySpan<int> masked, CancellationToken stop)
    {
        var (asksNoMasked, late) = (1.0, 0.0);
        for (var k = 0; k < _choices.Count; k++)
        {
            var position = _choices.Positions[k];
            if (!_choices.FromPredictor(k))
            {
                continue;
            }

            if (_batch.Asked(c, position, out _))
            {
                asksNoMasked *= masked.BinarySearch(position) >= 0 ? 1 - _choices.Chance(k) : 1;
                continue;
            }

            late += _choices.Chance(k);
            if (!_isLate[position])
            {
                Ask(c, step, position, stop);
            }
        }

        return (_looks[c] is Observes.Rows or Observes.EveryRow ? _batch.Calls(c) : 1 - asksNoMasked) + late;
    }

    /// <summary>The row of a revealed position, given all other revealed tokens.</summary>
    private void Ask(int c, int step, int position, CancellationToken stop)
    {
        _late.Clear();
        _late.Add(_batch.Tokens(c), [position]);
        Predict(_late, step, stop);
        _lateRows ??= new double[_rule.Shape.Length * Symbols];
        _late.Row(0, 0).CopyTo(_lateRows.AsSpan(position * Symbols));
        _isLate[position] = true;
    }

    private void Move(PathChoices choices, in Step step, in Rows rows, int memory)
    {
        _memories.Copy(memory, _memory);
        choices.BeginPath(step.Masked);
        _rule.Sampler.Move(step, rows, choices);
        choices.End();
    }

    /// <summary>The tokens in words, the mask as an underscore.</summary>
    private string Text(ReadOnlySpan<int> tokens)
    {
        var words = new string[tokens.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = tokens[i] == Symbols ? "_" : $"{tokens[i]}";
        }

        return string.Join(' ', words);
    }

    /// <summary>Follows every outcome at the k-th position and those after it.</summary>
    /// <param name="leaf">What does not change.</param>
    /// <param name="k">Which of the positions.</param>
    /// <param name="state">The state so far.</param>
    /// <param name="masked">How many of its positions are masked.</param>
    /// <param name="weight">The weight so far.</param>
    /// <param name="outcome">The probability of the symbols so far.</param>
    private void Expand(in LeafContext leaf, int k, long state, int masked, double weight, double outcome)
    {
        if (k == _choices.Count)
        {
            Arrive(leaf, state, masked, weight, outcome);
            return;
        }

        var position = _choices.Positions[k];
        var digit = States.Weight(position);
        var before = _batch.Tokens(leaf.Place)[position];
        var cleared = state - (before * digit);
        masked -= before == Symbols ? 1 : 0;
        if (_choices.Chance(k) < 1)
        {
            var stays = _choices.Otherwise(k, before);
            Expand(leaf, k + 1, cleared + (stays * digit), masked + (stays == Symbols ? 1 : 0), weight * (1 - _choices.Chance(k)), outcome);
            weight *= _choices.Chance(k);
        }

        if (_choices.Written(k) is >= 0 and var symbol)
        {
            Expand(leaf, k + 1, cleared + (symbol * digit), masked + (symbol == Symbols ? 1 : 0), weight, outcome);
            return;
        }

        var law = !_choices.FromPredictor(k) ? _choices.Law(k)
            : _batch.Asked(leaf.Place, position, out var m) ? _batch.Row(leaf.Place, m)
            : _lateRows.AsSpan(position * Symbols, Symbols);
        for (var v = 0; v < Symbols; v++)
        {
            var probability = law[v];
            if (probability > 0 || FollowsImpossible)
            {
                Expand(leaf, k + 1, cleared + (v * digit), masked, weight, outcome * probability);
            }
        }
    }

    private void Arrive(in LeafContext leaf, long state, int masked, double weight, double outcome)
    {
        if (++_leaves > LeafLimit)
        {
            throw new OutOfReachException($"more than {LeafLimit:0} outcomes to follow; estimate by replay or from samples instead");
        }

        weight = Leaf(leaf.Step, leaf.From, state, weight, outcome);
        if (weight == 0)
        {
            return;
        }

        if (masked == 0 && !_rule.Sampler.Revises)
        {
            Span<int> tokens = stackalloc int[_rule.Shape.Length];
            States.Decode(state, tokens, _unmasked);
            Complete(tokens, weight);
            return;
        }

        leaf.Next.Add(state, leaf.Memory, weight);
    }

    private readonly record struct LeafContext(int Step, int Place, long From, int Memory, StateLaw Next);
}
