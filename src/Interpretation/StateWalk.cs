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
    private readonly PredictionBatch _batch;
    private readonly int[] _tokens, _masked;
    private readonly int[] _rowOf;
    private long _leaves, _followed;

    protected StateWalk(SamplingRule rule)
    {
        _rule = rule;
        var length = rule.Shape.Length;
        States = new StateSpace(rule.Shape);
        _choices = new PathChoices(rule.Shape);
        _again = new PathChoices(rule.Shape);
        _memories = new MemoryTable(rule.Sampler.Memory);
        _memory = new int[rule.Sampler.Memory];
        _batch = new PredictionBatch(rule.Shape, rule.Predictor, Chunk);
        _tokens = new int[length];
        _masked = new int[length];
        _rowOf = new int[length];
    }

    /// <summary>The numbering of states.</summary>
    protected StateSpace States { get; }

    /// <summary>The number of symbols.</summary>
    protected int Symbols => _rule.Shape.States;

    /// <summary>Runs until no state has a mask left.</summary>
    protected void Run(CancellationToken stop)
    {
        var current = NewLaw();
        current.Add(States.AllMasked, 0, 1);
        for (var step = 0; ; step++)
        {
            var next = NewLaw();
            var any = false;
            foreach (var chunk in current.Positive().Chunk(Chunk))
            {
                stop.ThrowIfCancellationRequested();
                any = true;
                Predict(step, chunk, stop);
                for (var c = 0; c < chunk.Length; c++)
                {
                    Visit(step, chunk[c].Probability);
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

    /// <summary>A state takes a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="weight">What <see cref="Leaf"/> gave the state.</param>
    protected abstract void Visit(int step, double weight);

    /// <summary>One outcome of one path: the revealed positions have these symbols.</summary>
    /// <param name="step">The step.</param>
    /// <param name="from">The state before.</param>
    /// <param name="to">The state after.</param>
    /// <param name="weight">The weight of the state before, times the probability of the path's choices.</param>
    /// <param name="outcome">The probability of the symbols, <c>Π_i p̂_i</c>.</param>
    /// <returns>The weight to add to the state after; 0 drops it.</returns>
    protected abstract double Leaf(int step, long from, long to, double weight, double outcome);

    /// <summary>A state without masks was reached with this weight.</summary>
    protected abstract void Complete(ReadOnlySpan<int> tokens, double weight);

    /// <summary>Whether outcomes of probability zero are followed too.</summary>
    protected abstract bool FollowsImpossible { get; }

    /// <summary>Whether a step that writes picked symbols may be followed.</summary>
    protected abstract bool AllowsWrites { get; }

    private void Predict(int step, (long State, int Memory, double Probability)[] chunk, CancellationToken stop)
    {
        _batch.Clear();
        foreach (var (state, _, _) in chunk)
        {
            var masked = States.Decode(state, _tokens, _masked);
            _batch.Add(_tokens, _masked.AsSpan(0, masked));
        }

        try
        {
            _batch.Predict(stop);
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw new StepException("predictor", $"a batch of {chunk.Length} from tokens {Text(_batch.Tokens(0))} on, step {step}", exception);
        }
    }

    private void Follow(int step, int c, (long State, int Memory, double Probability) at, StateLaw next, CancellationToken stop)
    {
        var masked = _batch.Positions(c);
        var observes = _rule.Sampler.Observes;
        var rows = observes == Observes.Rows ? new Rows(masked, _batch.Rows(c), Symbols) : default;
        var seen = observes == Observes.Nothing ? default : _batch.Tokens(c);
        for (var m = 0; m < masked.Length; m++)
        {
            _rowOf[masked[m]] = m;
        }

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
                throw new StepException("sampler", $"tokens {Text(_batch.Tokens(c))}, step {step}{StepException.Given(exception, _rule.Sampler)}", exception);
            }

            if (_choices.Writes && !AllowsWrites)
            {
                throw new ContractException(Replaying.Refusal);
            }

            var leaf = new LeafContext(step, c, at.State, _memories.Intern(_memory), at.Probability * _choices.Probability, masked.Length == _choices.Count, next);
            Expand(leaf, 0, at.State, 1);
        }
        while (_choices.Advance());
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

    private void Expand(in LeafContext leaf, int k, long state, double outcome)
    {
        if (k == _choices.Count)
        {
            Arrive(leaf, state, outcome);
            return;
        }

        var position = _choices.Positions[k];
        var weight = States.Weight(position);
        var cleared = state - (Symbols * weight);
        if (_choices.Written(k) is >= 0 and var symbol)
        {
            Expand(leaf, k + 1, cleared + (symbol * weight), outcome);
            return;
        }

        var law = _choices.FromPredictor(k) ? _batch.Row(leaf.Place, _rowOf[position]) : _choices.Law(k);
        for (var v = 0; v < Symbols; v++)
        {
            var probability = law[v];
            if (probability > 0 || FollowsImpossible)
            {
                Expand(leaf, k + 1, cleared + (v * weight), outcome * probability);
            }
        }
    }

    private void Arrive(in LeafContext leaf, long state, double outcome)
    {
        if (++_leaves > LeafLimit)
        {
            throw new OutOfReachException($"more than {LeafLimit:0} outcomes to follow; estimate by replay or from samples instead");
        }

        var weight = Leaf(leaf.Step, leaf.From, state, leaf.Weight, outcome);
        if (weight == 0)
        {
            return;
        }

        if (leaf.Completes)
        {
            Span<int> tokens = stackalloc int[_rule.Shape.Length];
            States.Decode(state, tokens, _masked);
            Complete(tokens, weight);
            return;
        }

        leaf.Next.Add(state, leaf.Memory, weight);
    }

    private readonly record struct LeafContext(int Step, int Place, long From, int Memory, double Weight, bool Completes, StateLaw Next);
}
