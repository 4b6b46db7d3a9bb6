namespace Unmask.Interpretation;

/// <summary>A batch of sequences with the positions and times at which ratios are asked for, and the score's ratios for them.</summary>
/// <remarks>Each sequence with a position is one call of the score. All memory is kept from batch to batch: nothing is allocated per token. Not thread-safe.</remarks>
/// <param name="shape">Length and vocabulary.</param>
/// <param name="score">The score.</param>
/// <param name="capacity">The most sequences in a batch.</param>
internal sealed class ScoreBatch(Shape shape, IScoreEstimator score, int capacity)
{
    private readonly int[] _tokens = new int[capacity * shape.Length];
    private readonly int[] _offsets = new int[capacity + 1];
    private readonly int[] _rebased = new int[capacity + 1];
    private readonly int[] _positions = new int[capacity * shape.Length];
    private readonly double[] _times = new double[capacity];
    private readonly double[] _law = new double[shape.States];
    private double[] _ratios = [];
    private int _count;

    /// <summary>Starts a new batch.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a sequence and the positions to ask about, ascending; none is no call.</summary>
    public void Add(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, double time)
    {
        tokens.CopyTo(_tokens.AsSpan(_count * shape.Length));
        positions.CopyTo(_positions.AsSpan(_offsets[_count]));
        _offsets[_count + 1] = _offsets[_count] + positions.Length;
        _times[_count++] = time;
    }

    /// <summary>Asks about the whole batch, sequences of equal times together, and holds the score to its contract.</summary>
    /// <exception cref="OutOfReachException">There are too many ratios.</exception>
    /// <exception cref="ContractException">A ratio is negative or not finite.</exception>
    public void Predict(CancellationToken stop)
    {
        var needed = (double)_offsets[_count] * shape.States;
        if (needed > PredictionBatch.MostProbabilities)
        {
            throw new OutOfReachException($"{_offsets[_count]} positions of {shape.States} symbols are asked for at once; at most {PredictionBatch.MostProbabilities} ratios are held");
        }

        if (_ratios.Length < needed)
        {
            _ratios = new double[(int)Math.Min(Math.Max(needed, 2.0 * _ratios.Length), PredictionBatch.MostProbabilities)];
        }

        for (var (first, end) = (0, 0); first < _count; first = end)
        {
            for (end = first + 1; end < _count && _times[end] == _times[first];)
            {
                end++;
            }

            Ask(first, end, stop);
        }
    }

    /// <summary>The calls that sequence <paramref name="k"/> took.</summary>
    public int Calls(int k) => _offsets[k + 1] > _offsets[k] ? 1 : 0;

    /// <summary>The ratios of sequence <paramref name="k"/>, in the order of its positions. Valid until the next batch.</summary>
    public Rows Rows(int k) => new(
        _positions.AsSpan(_offsets[k].._offsets[k + 1]), _ratios.AsSpan((_offsets[k] * shape.States)..(_offsets[k + 1] * shape.States)), shape.States);

    /// <summary>The ratios at a position of sequence <paramref name="k"/> as a law of its symbol, <c>s̃_v / Σ_u s̃_u</c>; valid until the next call.</summary>
    /// <exception cref="ContractException">They were not asked for, or sum to 0.</exception>
    public ReadOnlySpan<double> Law(int k, int position)
    {
        var rows = Rows(k);
        var m = rows.At.BinarySearch(position);
        if (m < 0)
        {
            throw new ContractException($"reveals position {position} in a step that looks at scores, where none is to be had", "sampler");
        }

        var total = Numerics.Sum.Of(rows[m]);
        if (!(total > 0))
        {
            throw new ContractException($"gave ratios at position {position} that are all 0, so that no symbol can be drawn from them", "score");
        }

        for (var v = 0; v < _law.Length; v++)
        {
            _law[v] = rows[m][v] / total;
        }

        return _law;
    }

    private void Ask(int first, int end, CancellationToken stop)
    {
        var (from, to) = (_offsets[first], _offsets[end]);
        if (from == to)
        {
            return;
        }

        for (var k = first; k <= end; k++)
        {
            _rebased[k - first] = _offsets[k] - from;
        }

        var query = new Query(
            shape, _tokens.AsSpan(first * shape.Length, (end - first) * shape.Length), _rebased.AsSpan(0, end - first + 1), _positions.AsSpan(from..to));
        var ratios = _ratios.AsSpan((from * shape.States)..(to * shape.States));
        score.Score(_times[first], query, ratios, stop);
        for (var r = 0; r < ratios.Length; r++)
        {
            if (!(ratios[r] >= 0 && double.IsFinite(ratios[r])))
            {
                throw new ContractException(
                    $"gave the ratio {ratios[r]} for symbol {r % shape.States} at position {_positions[from + (r / shape.States)]}, time {_times[first]}; expected one that is finite and at least 0", "score");
            }
        }
    }
}
