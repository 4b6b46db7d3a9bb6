namespace Unmask.Host.Interpretation;

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

    private readonly SamplingRule _rule;
    private readonly DrawnChoices _choices;
    private readonly int[] _tokens, _masked, _maskedCount, _offsets, _positions, _memory, _active;
    private readonly int[] _operations, _operationCount;
    private readonly int[] _written;
    private readonly int[] _hidden;
    private double[] _rows = [];
    private double[] _committed = [];

    protected Walk(SamplingRule rule, ulong seed)
    {
        _rule = rule;
        var (length, states) = rule.Shape;
        Capacity = (int)Math.Clamp(RowBudget / ((long)length * states), 1, 256);
        _choices = new DrawnChoices(rule.Shape, seed);
        _tokens = new int[Capacity * length];
        _masked = new int[Capacity * length];
        _maskedCount = new int[Capacity];
        _offsets = new int[Capacity + 1];
        _positions = new int[Capacity * length];
        _operations = new int[Capacity * length];
        _written = new int[Capacity * length];
        _operationCount = new int[Capacity];
        _memory = new int[Capacity * rule.Sampler.Memory];
        _active = new int[Capacity];
        _hidden = new int[Capacity * length];
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
        var observes = _rule.Sampler.Observes;
        if (observes == Observes.Rows)
        {
            Gather(active, _masked, _maskedCount);
            Predict(active, stop);
        }

        for (var a = 0; a < active; a++)
        {
            Choose(a, first + _active[a], step, observes);
        }

        if (observes != Observes.Rows)
        {
            Gather(active, _operations, _operationCount);
            Predict(active, stop);
        }

        for (var a = 0; a < active; a++)
        {
            var k = _active[a];
            Calls[k]++;
            Finish(a, k, first + k, step, observes == Observes.Rows);
        }
    }

    /// <summary>Runs the plugin on one sequence and keeps what it deferred, in ascending order of position.</summary>
    private void Choose(int a, long sample, int step, Observes observes)
    {
        var (length, states) = _rule.Shape;
        var k = _active[a];
        var masked = _masked.AsSpan(k * length, _maskedCount[k]);
        var rows = observes == Observes.Rows
            ? new Rows(masked, _rows.AsSpan(_offsets[a] * states, masked.Length * states), states)
            : default;
        var memory = _rule.Sampler.Memory;
        var tokens = observes == Observes.Nothing ? default : Tokens(k);
        _choices.Begin(sample, step, masked);
        _rule.Sampler.Move(new Step(step, _rule.Shape, tokens, masked, _memory.AsSpan(k * memory, memory)), rows, _choices);
        _choices.End();

        var operations = _operations.AsSpan(k * length, _choices.Count);
        var written = _written.AsSpan(k * length, _choices.Count);
        _choices.Positions.CopyTo(operations);
        for (var o = 0; o < operations.Length; o++)
        {
            written[o] = _choices.FromPredictor(o) ? FromPredictor : _choices.Written(o) is >= 0 and var symbol ? symbol : Committed;
            if (written[o] == Committed)
            {
                if (_committed.Length == 0)
                {
                    _committed = new double[Capacity * length * states];
                }

                _choices.Law(o).CopyTo(_committed.AsSpan(((k * length) + operations[o]) * states));
            }
        }

        operations.Sort(written);
        _operationCount[k] = operations.Length;
    }

    private const int FromPredictor = -1;
    private const int Committed = -2;

    private void Finish(int a, int k, long sample, int step, bool rowsAreAllMasked)
    {
        var (length, states) = _rule.Shape;
        var masked = _masked.AsSpan(k * length, _maskedCount[k]);
        var operations = _operations.AsSpan(k * length, _operationCount[k]);
        var m = 0;
        var kept = 0;
        for (var o = 0; o < operations.Length; o++)
        {
            var position = operations[o];
            while (masked[m] != position)
            {
                masked[kept++] = masked[m++];
            }

            var row = _offsets[a] + (rowsAreAllMasked ? m : o);
            var written = _written[(k * length) + o];
            m++;
            _tokens[(k * length) + position] = written switch
            {
                FromPredictor => Resolve(k, sample, step, position, _rows.AsSpan(row * states, states)),
                Committed => Resolve(k, sample, step, position, _committed.AsSpan(((k * length) + position) * states, states)),
                _ => ResolveWritten(written),
            };
        }

        while (m < masked.Length)
        {
            masked[kept++] = masked[m++];
        }

        _maskedCount[k] = kept;
    }

    /// <summary>Packs the positions to predict of every active sequence.</summary>
    private void Gather(int active, int[] positions, int[] counts)
    {
        var length = _rule.Shape.Length;
        _offsets[0] = 0;
        for (var a = 0; a < active; a++)
        {
            var k = _active[a];
            positions.AsSpan(k * length, counts[k]).CopyTo(_positions.AsSpan(_offsets[a]));
            _offsets[a + 1] = _offsets[a] + counts[k];
            _tokens.AsSpan(k * length, length).CopyTo(_hidden.AsSpan(a * length));
        }
    }

    private void Predict(int active, CancellationToken stop)
    {
        var (length, states) = _rule.Shape;
        var needed = _offsets[active] * states;
        if (_rows.Length < needed)
        {
            _rows = new double[needed];
        }

        var query = new Query(_rule.Shape, _hidden.AsSpan(0, active * length), _offsets.AsSpan(0, active + 1), _positions.AsSpan(0, _offsets[active]));
        _rule.Predictor.Predict(query, _rows.AsSpan(0, needed), stop);
    }
}
