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
    private readonly PredictionBatch _batch;
    private readonly int[] _tokens, _memory, _before, _active;
    private readonly int[] _masked, _maskedCount;
    private readonly int[] _revealed, _origins, _revealedCount;
    private double[] _committed = [];

    protected Walk(SamplingRule rule, ulong seed)
    {
        _rule = rule;
        var (length, states) = rule.Shape;
        Capacity = (int)Math.Clamp(RowBudget / ((long)length * states), 1, 256);
        _choices = new DrawnChoices(rule.Shape, seed);
        _again = new DrawnChoices(rule.Shape, seed);
        _batch = new PredictionBatch(rule.Shape, rule.Predictor, Capacity);
        _tokens = new int[Capacity * length];
        _memory = new int[Capacity * rule.Sampler.Memory];
        _before = new int[rule.Sampler.Memory];
        _active = new int[Capacity];
        _masked = new int[Capacity * length];
        _maskedCount = new int[Capacity];
        _revealed = new int[Capacity * length];
        _origins = new int[Capacity * length];
        _revealedCount = new int[Capacity];
        Calls = new int[Capacity];
    }

    /// <summary>How many sequences fit into one batch.</summary>
    public int Capacity { get; }

    /// <summary>The predictor calls each sequence of the batch took (NFE).</summary>
    public int[] Calls { get; }

    /// <summary>The tokens of sequence <paramref name="k"/> of the batch.</summary>
    public ReadOnlySpan<int> Tokens(int k) => _tokens.AsSpan(k * _rule.Shape.Length, _rule.Shape.Length);

    /// <summary>Runs sequences <c>first, …, first + count − 1</c> from all masks to the end.</summary>
    /// <param name="first">The index of the first sequence.</param>
    /// <param name="count">How many, at most <see cref="Capacity"/>.</param>
    /// <param name="stop">Cancels between steps.</param>
    /// <param name="steps">How many steps at most.</param>
    protected void Run(long first, int count, CancellationToken stop, int steps = int.MaxValue)
    {
        var (length, states) = _rule.Shape;
        Array.Fill(_tokens, states);
        Array.Clear(_memory);
        Array.Clear(Calls);
        for (var k = 0; k < count; k++)
        {
            _active[k] = k;
            _maskedCount[k] = length;
            for (var i = 0; i < length; i++)
            {
                _masked[(k * length) + i] = i;
            }
        }

        var active = count;
        for (var step = 0; active > 0 && step < steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            Advance(first, step, active, stop);
            var still = 0;
            for (var a = 0; a < active; a++)
            {
                if (_maskedCount[_active[a]] > 0)
                {
                    _active[still++] = _active[a];
                }
            }

            active = still;
        }
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

    private void Advance(long first, int step, int active, CancellationToken stop)
    {
        var seesRows = _rule.Sampler.Observes == Observes.Rows;
        if (seesRows)
        {
            Predict(first, step, active, _masked, _maskedCount, stop);
        }

        for (var a = 0; a < active; a++)
        {
            Choose(a, first + _active[a], step, stop);
        }

        if (!seesRows)
        {
            Predict(first, step, active, _revealed, _revealedCount, stop);
        }

        for (var a = 0; a < active; a++)
        {
            Calls[_active[a]]++;
            Finish(a, first + _active[a], step, seesRows);
        }
    }

    /// <summary>Asks for these positions of every active sequence.</summary>
    private void Predict(long first, int step, int active, int[] positions, int[] counts, CancellationToken stop)
    {
        _batch.Clear();
        for (var a = 0; a < active; a++)
        {
            var k = _active[a];
            _batch.Add(Tokens(k), positions.AsSpan(k * _rule.Shape.Length, counts[k]));
        }

        try
        {
            _batch.Predict(stop);
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw new StepException("predictor", $"a batch of {active} from sequence {first + _active[0]} on, step {step}", exception);
        }
    }

    /// <summary>Runs the plugin on one sequence and keeps what it deferred, in ascending order of position.</summary>
    private void Choose(int a, long sample, int step, CancellationToken stop)
    {
        var (length, states) = _rule.Shape;
        var (k, observes, memory) = (_active[a], _rule.Sampler.Observes, _rule.Sampler.Memory);
        var masked = _masked.AsSpan(k * length, _maskedCount[k]);
        var rows = observes == Observes.Rows ? new Rows(masked, _batch.Rows(a), states) : default;
        var tokens = observes == Observes.Nothing ? default : Tokens(k);
        var own = _memory.AsSpan(k * memory, memory);
        try
        {
            if (sample % CheckedSamples == 0)
            {
                own.CopyTo(_before);
                Move(_again, sample, new Step(step, _rule.Shape, tokens, masked, own), rows);
                _before.CopyTo(own);
            }

            Move(_choices, sample, new Step(step, _rule.Shape, tokens, masked, own), rows);
            if (sample % CheckedSamples == 0)
            {
                _choices.RequireSame(_again);
            }
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw new StepException("sampler", $"sequence {sample}, step {step}{StepException.Given(exception, _rule.Sampler)}", exception);
        }

        var revealed = _revealed.AsSpan(k * length, _choices.Count);
        var origins = _origins.AsSpan(k * length, _choices.Count);
        _choices.Positions.CopyTo(revealed);
        for (var r = 0; r < revealed.Length; r++)
        {
            origins[r] = _choices.FromPredictor(r) ? FromPredictor : _choices.Written(r) is >= 0 and var symbol ? symbol : Committed;
            if (origins[r] == Committed)
            {
                Commit(k, revealed[r], _choices.Law(r));
            }
        }

        revealed.Sort(origins);
        _revealedCount[k] = revealed.Length;
    }

    private void Move(DrawnChoices choices, long sample, in Step step, in Rows rows)
    {
        choices.Begin(sample, step.Index, step.Masked);
        _rule.Sampler.Move(step, rows, choices);
        choices.End();
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

    /// <summary>Settles the revealed tokens of one sequence and takes their positions off the masked ones.</summary>
    private void Finish(int a, long sample, int step, bool seesRows)
    {
        var length = _rule.Shape.Length;
        var k = _active[a];
        var masked = _masked.AsSpan(k * length, _maskedCount[k]);
        var (m, kept) = (0, 0);
        for (var r = 0; r < _revealedCount[k]; r++)
        {
            var position = _revealed[(k * length) + r];
            while (masked[m] != position)
            {
                masked[kept++] = masked[m++];
            }

            var origin = _origins[(k * length) + r];
            _tokens[(k * length) + position] = origin switch
            {
                FromPredictor => Resolve(k, sample, step, position, _batch.Row(a, seesRows ? m : r)),
                Committed => Resolve(k, sample, step, position, CommittedLaw(k, position)),
                _ => ResolveWritten(origin),
            };
            m++;
        }

        while (m < masked.Length)
        {
            masked[kept++] = masked[m++];
        }

        _maskedCount[k] = kept;
    }
}
