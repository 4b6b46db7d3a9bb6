using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>
/// Runs a sampler on a batch of sequences: choices are drawn; what becomes of a revealed token is for the interpretation
/// to say (drawn, or forced to a given sequence).
/// </summary>
/// <remarks>
/// The host batches and counts calls, so a sequence depends on its own index only, never on the batch. All memory is
/// allocated once: a walk allocates nothing per token. One walk belongs to one thread.
/// </remarks>
internal abstract class Walk
{
    private const int RowBudget = 1 << 19;

    /// <summary>One sequence in as many takes every step twice, to catch a plugin that is not deterministic.</summary>
    private const int CheckedSamples = 64;

    private const int FromPredictor = -1;
    private const int Committed = -2;

    private readonly SamplingRule _rule;
    private readonly DrawnChoices _choices, _again;
    private readonly StepRows _shown;
    private readonly PredictionBatch _late;
    private readonly ulong _seed;
    private readonly int[] _tokens, _memory, _before, _active, _every;
    private readonly int[] _masked, _maskedCount;
    private readonly int[] _changed, _origins, _changedCount, _asked;
    private double[] _committed = [];

    /// <summary>Creates a walk.</summary>
    /// <param name="rule">The sampler with its predictor.</param>
    /// <param name="seed">The seed of the choices.</param>
    /// <param name="choices">What draws them, if it does more than that.</param>
    protected Walk(SamplingRule rule, ulong seed, DrawnChoices? choices = null)
    {
        _rule = rule;
        var (length, states) = rule.Shape;
        var rows = rule.Sampler.Observes == Observes.EveryRow ? Math.Max(length, states) : states;
        Capacity = (int)Math.Clamp(RowBudget / ((long)length * rows), 1, 256);
        _choices = choices ?? new DrawnChoices(rule, seed);
        _again = new DrawnChoices(rule, seed);
        _shown = new StepRows(rule, Capacity, ahead: false);
        _late = new PredictionBatch(rule.Shape, rule.Predictor, Capacity);
        _seed = seed;
        _tokens = new int[Capacity * length];
        _memory = new int[Capacity * rule.Sampler.Memory];
        _before = new int[rule.Sampler.Memory];
        _active = new int[Capacity];
        _every = [.. Enumerable.Range(0, length)];
        _masked = new int[Capacity * length];
        _maskedCount = new int[Capacity];
        _changed = new int[Capacity * length];
        _origins = new int[Capacity * length];
        _changedCount = new int[Capacity];
        _asked = new int[length];
        Calls = new int[Capacity];
    }

    /// <summary>How many sequences fit into one batch.</summary>
    public int Capacity { get; }

    /// <summary>The predictor calls each sequence of the batch took (NFE).</summary>
    public int[] Calls { get; }

    /// <summary>The tokens of sequence <paramref name="k"/> of the batch.</summary>
    public ReadOnlySpan<int> Tokens(int k) => _tokens.AsSpan(k * _rule.Shape.Length, _rule.Shape.Length);

    /// <summary>Runs sequences <c>first, …, first + count − 1</c> from the prior to the end.</summary>
    /// <param name="first">The index of the first sequence.</param>
    /// <param name="count">How many, at most <see cref="Capacity"/>.</param>
    /// <param name="stop">Cancels between steps.</param>
    /// <param name="steps">How many steps at most.</param>
    protected void Run(long first, int count, CancellationToken stop, int steps = int.MaxValue)
    {
        var length = _rule.Shape.Length;
        Array.Clear(_memory);
        Array.Clear(Calls);
        for (var k = 0; k < count; k++)
        {
            _active[k] = k;
            _maskedCount[k] = _rule.Prior is null ? length : 0;
            _every.CopyTo(_masked.AsSpan(k * length));
            Start(first + k, _tokens.AsSpan(k * length, length));
            Started(k);
        }

        var active = count;
        for (var step = 0; active > 0 && step < steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            Advance(first, step, active, stop);
            var still = 0;
            for (var a = 0; a < active; a++)
            {
                if (Continues(_active[a], first + _active[a], step + 1, stop))
                {
                    _active[still++] = _active[a];
                }
            }

            active = still;
        }
    }

    /// <summary>A sequence's choices of a step were drawn; its tokens follow.</summary>
    /// <param name="k">The sequence's place in the batch.</param>
    /// <param name="step">The step.</param>
    /// <param name="masked">How many positions are masked before it.</param>
    protected virtual void Chose(int k, int step, int masked)
    {
    }

    /// <summary>The token at a revealed position.</summary>
    /// <param name="k">The sequence's place in the batch.</param>
    /// <param name="sample">The sequence's index.</param>
    /// <param name="step">The step.</param>
    /// <param name="position">The position.</param>
    /// <param name="law">The law it is revealed with.</param>
    protected abstract int Resolve(int k, long sample, int step, int position, ReadOnlySpan<double> law);

    /// <summary>The token at a position where the plugin wrote a symbol it had picked.</summary>
    protected abstract int ResolveWritten(int symbol);

    /// <summary>A sequence has its first tokens, all masked or drawn from the prior.</summary>
    /// <param name="k">The sequence's place in the batch.</param>
    protected virtual void Started(int k)
    {
    }

    /// <summary>A position became a symbol, or was masked again.</summary>
    /// <param name="k">The sequence's place in the batch.</param>
    /// <param name="step">The step.</param>
    /// <param name="position">The position.</param>
    /// <param name="law">The law that its token was drawn from; empty where the plugin wrote it.</param>
    protected virtual void Changed(int k, int step, int position, ReadOnlySpan<double> law)
    {
    }

    private void Start(long sample, Span<int> tokens)
    {
        if (_rule.Prior is not { } prior)
        {
            tokens.Fill(_rule.Shape.Mask);
            return;
        }

        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = Categorical.Draw(prior, new RandomStream(_seed, StreamPurpose.Start, sample, 0, i).NextDouble());
        }
    }

    private void Advance(long first, int step, int active, CancellationToken stop)
    {
        _shown.Clear();
        for (var a = 0; a < active; a++)
        {
            Show(a, first + _active[a], step, stop);
        }

        Predict(isLate: false, first, step, active, stop);
        _late.Clear();
        for (var a = 0; a < active; a++)
        {
            Choose(a, first + _active[a], step, stop);
            _late.Add(Tokens(_active[a]), NotShown(a));
        }

        Predict(isLate: true, first, step, active, stop);
        for (var a = 0; a < active; a++)
        {
            Calls[_active[a]] += _shown.Calls(a) + _late.Calls(a);
            Finish(a, first + _active[a], step);
        }
    }

    private void Predict(bool isLate, long first, int step, int active, CancellationToken stop)
    {
        try
        {
            if (isLate)
            {
                _late.Predict(stop);
            }
            else
            {
                _shown.Predict(stop);
            }
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw new StepException(isLate ? "predictor" : _shown.Asking, $"a batch of {active} from sequence {first + _active[0]} on, step {step}", exception);
        }
    }

    /// <summary>Runs the plugin on one sequence and keeps what it deferred, in ascending order of position.</summary>
    private void Choose(int a, long sample, int step, CancellationToken stop)
    {
        var length = _rule.Shape.Length;
        var (k, memory) = (_active[a], _rule.Sampler.Memory);
        var rows = _shown.Shown(a);
        var own = _memory.AsSpan(k * memory, memory);
        try
        {
            if (sample % CheckedSamples == 0)
            {
                own.CopyTo(_before);
                Move(_again, sample, StepOf(k, step), rows);
                _before.CopyTo(own);
            }

            Move(_choices, sample, StepOf(k, step), rows);
            if (sample % CheckedSamples == 0)
            {
                _choices.RequireSame(_again);
            }
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw Placed(exception, sample, step);
        }

        var changed = _changed.AsSpan(k * length, _choices.Count);
        var origins = _origins.AsSpan(k * length, _choices.Count);
        _choices.Positions.CopyTo(changed);
        for (var r = 0; r < changed.Length; r++)
        {
            origins[r] = _choices.FromPredictor(r) ? FromPredictor : _choices.Written(r) is >= 0 and var symbol ? symbol : Committed;
            if (origins[r] == Committed)
            {
                Commit(k, changed[r], _choices.Law(r));
            }
        }

        changed.Sort(origins);
        _changedCount[k] = changed.Length;
        Chose(k, step, _maskedCount[k]);
    }

    private ReadOnlySpan<int> Masked(int k) => _masked.AsSpan(k * _rule.Shape.Length, _maskedCount[k]);

    private Step StepOf(int k, int step) => new(
        step, _rule.Shape, _rule.Sampler.Observes == Observes.Nothing ? default : Tokens(k), Masked(k), _memory.AsSpan(k * _rule.Sampler.Memory, _rule.Sampler.Memory));

    private void Move(DrawnChoices choices, long sample, in Step step, in Rows rows)
    {
        choices.Begin(sample, step.Index, step.Masked);
        _rule.Sampler.Move(step, rows, choices);
        choices.End();
    }

    private bool Continues(int k, long sample, int step, CancellationToken stop)
    {
        try
        {
            return _rule.Continues(StepOf(k, step));
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw Placed(exception, sample, step);
        }
    }

    /// <summary>Asks for the rows or ratios that a step is shown; others are asked for when they are drawn.</summary>
    private void Show(int a, long sample, int step, CancellationToken stop)
    {
        var k = _active[a];
        try
        {
            _shown.Add(Tokens(k), StepOf(k, step));
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw Placed(exception, sample, step);
        }
    }

    private StepException Placed(Exception exception, long sample, int step) =>
        new("sampler", $"sequence {sample}, step {step}{StepException.Given(exception, _rule.Sampler)}", exception);

    /// <summary>The positions to be drawn from the predictor's row whose rows the step was not shown.</summary>
    private ReadOnlySpan<int> NotShown(int a)
    {
        var (from, count) = (_active[a] * _rule.Shape.Length, 0);
        for (var r = from; r < from + _changedCount[_active[a]]; r++)
        {
            if (_origins[r] == FromPredictor && !_shown.Has(a, _changed[r]))
            {
                _asked[count++] = _changed[r];
            }
        }

        return _asked.AsSpan(0, count);
    }

    private void Commit(int k, int position, ReadOnlySpan<double> law)
    {
        if (_committed.Length == 0)
        {
            _committed = new double[_tokens.Length * _rule.Shape.States];
        }

        law.CopyTo(CommittedLaw(k, position));
    }

    private Span<double> CommittedLaw(int k, int position) =>
        _committed.AsSpan(((k * _rule.Shape.Length) + position) * _rule.Shape.States, _rule.Shape.States);

    /// <summary>Settles the changed tokens of one sequence, and which positions are masked.</summary>
    private void Finish(int a, long sample, int step)
    {
        var length = _rule.Shape.Length;
        var k = _active[a];
        var tokens = _tokens.AsSpan(k * length, length);
        var candidates = _rule.Sampler.Revises ? _every : Masked(k);
        for (var r = k * length; r < (k * length) + _changedCount[k]; r++)
        {
            var position = _changed[r];
            var law = _origins[r] switch
            {
                FromPredictor => Row(a, position),
                Committed => CommittedLaw(k, position),
                _ => default,
            };
            tokens[position] = _origins[r] is >= 0 and var written
                ? written == _rule.Shape.Mask ? written : ResolveWritten(written)
                : Resolve(k, sample, step, position, law);
            Changed(k, step, position, law);
        }

        var kept = 0;
        foreach (var position in candidates)
        {
            if (tokens[position] == _rule.Shape.Mask)
            {
                _masked[(k * length) + kept++] = position;
            }
        }

        _maskedCount[k] = kept;
    }

    /// <summary>The law that a position is revealed with.</summary>
    private ReadOnlySpan<double> Row(int a, int position)
    {
        if (_shown.Has(a, position))
        {
            return _shown.Law(a, position);
        }

        _late.Asked(a, position, out var m);
        return _late.Row(a, m);
    }
}
