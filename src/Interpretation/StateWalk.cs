namespace Unmask.Interpretation;

/// <summary>
/// Follows every choice of a sampler from every reachable state, step by step, equal states merged: what the
/// interpretations that enumerate have in common.
/// </summary>
/// <remarks>
/// What a state is, and which states a path leads to, is for the interpretation to say. Not thread-safe. Costs one run of the plugin for
/// each path of each state.
/// </remarks>
internal abstract class StateWalk
{
    private const int Chunk = 128;

    /// <summary>The first states, and one in as many later, are followed twice to catch a plugin that is not deterministic.</summary>
    private const int CheckedStates = 64;

    private readonly SamplingRule _rule;
    private readonly PathChoices _choices, _again;
    private readonly MemoryTable _memories;
    private readonly int[] _memory;
    private readonly StepRows _shown;
    private readonly PredictionBatch _late;
    private readonly bool[] _isLate;
    private readonly int[] _tokens, _masked;
    private double[]? _lateRows;
    private long _followed;

    protected StateWalk(SamplingRule rule)
    {
        _rule = rule;
        var length = rule.Shape.Length;
        _choices = new PathChoices(rule);
        _again = new PathChoices(rule);
        _memories = new MemoryTable(rule.Sampler.Memory);
        _memory = new int[rule.Sampler.Memory];
        _shown = new StepRows(rule, Chunk, ahead: true);
        _late = new PredictionBatch(rule.Shape, rule.Predictor, 1);
        _isLate = new bool[length];
        _tokens = new int[length];
        _masked = new int[length];
    }

    /// <summary>The number of symbols.</summary>
    protected int Symbols => _rule.Shape.States;

    /// <summary>The sequence length.</summary>
    protected int Length => _rule.Shape.Length;

    /// <summary>Whether revealed tokens may change.</summary>
    protected bool Revises => _rule.Sampler.Revises;

    /// <summary>Runs until no state has another step to take.</summary>
    /// <param name="start">The states before the first step; none of them is complete.</param>
    /// <param name="stop">Cancels the walk.</param>
    protected void Run(StateLaw start, CancellationToken stop)
    {
        var current = start;
        for (var step = 0; ; step++)
        {
            var next = current.Empty();
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
    }

    /// <summary>Writes the tokens of a state and its masked positions.</summary>
    /// <returns>How many positions are masked.</returns>
    protected abstract int Decode(long state, Span<int> tokens, Span<int> masked);

    /// <summary>A path of choices was taken from a state: adds the states it leads to to <see cref="Path.Next"/>, save those that are complete.</summary>
    /// <param name="path">The path.</param>
    /// <param name="taken">What the step defers along it.</param>
    protected abstract void Took(in Path path, Recorder taken);

    /// <summary>A state that takes no further step was reached with this weight, by a sampler that revises; it has no masks, unless that leaves some.</summary>
    protected abstract void Ended(long state, double weight);

    /// <summary>The tokens of the state that a path was taken from.</summary>
    protected ReadOnlySpan<int> Tokens(in Path path) => _shown.Tokens(path.Place);

    /// <summary>The law that the path's k-th position is drawn from, if it is drawn.</summary>
    protected ReadOnlySpan<double> Law(in Path path, Recorder taken, int k)
    {
        var position = taken.Positions[k];
        return !taken.FromPredictor(k) ? taken.Law(k)
            : _shown.Has(path.Place, position) ? _shown.Law(path.Place, position)
            : _lateRows.AsSpan(position * Symbols, Symbols);
    }

    /// <summary>The states that take another step; the others are complete.</summary>
    private IEnumerable<(long State, int Memory, double Weight)> Going(StateLaw law, int step, CancellationToken stop)
    {
        foreach (var at in law.Known())
        {
            if (step == 0 || !Revises || Continues(step, at, stop))
            {
                yield return at;
            }
            else
            {
                Ended(at.State, at.Weight);
            }
        }
    }

    private bool Continues(int step, (long State, int Memory, double Weight) at, CancellationToken stop)
    {
        var masked = Decode(at.State, _tokens, _masked);
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

    private void Predict(int step, (long State, int Memory, double Weight)[] chunk, CancellationToken stop)
    {
        _shown.Clear();
        for (var c = 0; c < chunk.Length; c++)
        {
            var masked = _masked.AsSpan(0, Decode(chunk[c].State, _tokens, _masked));
            _memories.Copy(chunk[c].Memory, _memory);
            Show(step, masked, stop);
        }

        try
        {
            _shown.Predict(stop);
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw Unanswered(_shown.Asking, _shown.Count, _shown.Tokens(0), step, exception);
        }
    }

    private void Show(int step, ReadOnlySpan<int> masked, CancellationToken stop)
    {
        try
        {
            _shown.Add(_tokens, new Step(step, _rule.Shape, _rule.Sampler.Observes == Observes.Nothing ? default : _tokens, masked, _memory));
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw Placed(exception, _tokens, step);
        }
    }

    private StepException Unanswered(string section, int count, ReadOnlySpan<int> first, int step, Exception exception) =>
        new(section, $"a batch of {count} from tokens {Text(first)} on, step {step}", exception);

    private void Follow(int step, int c, (long State, int Memory, double Weight) at, StateLaw next, CancellationToken stop)
    {
        var masked = _masked.AsSpan(0, Decode(at.State, _tokens, _masked));
        var rows = _shown.Shown(c);
        var seen = _rule.Sampler.Observes == Observes.Nothing ? default : _shown.Tokens(c);
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
                throw Placed(exception, _shown.Tokens(c), step);
            }

            var path = new Path(step, c, at.State, _memories.Intern(_memory), at.Weight, _choices.Probability, masked.Length, Calls(c, step, masked, stop), next);
            Took(path, _choices);
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
            if (!_choices.FromPredictor(k) || _shown.Looks(c) == Observes.Scores)
            {
                continue;
            }

            if (_shown.Has(c, position))
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

        return (_shown.Looks(c) is Observes.Nothing or Observes.Tokens ? 1 - asksNoMasked : _shown.Calls(c)) + late;
    }

    /// <summary>The row of a revealed position, given all other revealed tokens.</summary>
    private void Ask(int c, int step, int position, CancellationToken stop)
    {
        _late.Clear();
        _late.Add(_shown.Tokens(c), [position]);
        try
        {
            _late.Predict(stop);
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw Unanswered("predictor", _late.Count, _late.Tokens(0), step, exception);
        }

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

    /// <summary>One path of choices from one state.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Place">The state's place in the chunk.</param>
    /// <param name="From">The state.</param>
    /// <param name="Memory">The number of the memory after the step.</param>
    /// <param name="Weight">What the walk gave the state.</param>
    /// <param name="Probability">The probability of the path's choices.</param>
    /// <param name="Masked">How many positions were masked before.</param>
    /// <param name="Calls">The predictor calls that the path takes, in expectation over what is left to chance.</param>
    /// <param name="Next">Receives the states after it.</param>
    protected readonly record struct Path(
        int Step, int Place, long From, int Memory, double Weight, double Probability, int Masked, double Calls, StateLaw Next);
}
