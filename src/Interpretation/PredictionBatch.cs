using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>A batch of partly masked sequences with the positions asked for, and the predictor's rows for them.</summary>
/// <remarks>
/// The masked positions of a sequence are asked for together; a revealed one in a query of its own, where it alone is masked besides them.
/// Every query is one predictor call. All memory is kept from batch to batch: nothing is allocated per token. Not thread-safe.
/// </remarks>
internal sealed class PredictionBatch
{
    /// <summary>The most probabilities that are held at once: 2^28, two gigabytes.</summary>
    public const int MostProbabilities = 1 << 28;

    private readonly Shape _shape;
    private readonly IMaskPredictor _predictor;
    private readonly IRowMap? _draw;
    private readonly int _capacity;
    private readonly string _section;
    private readonly int[] _own, _first, _firstQuery;
    private int[] _asked = [], _rowOf = [];
    private int[] _tokens = [], _positions = [], _offsets = [0];
    private double[] _rows = [], _drawn = [], _gathered = [];
    private int _queries;

    /// <summary>Creates an empty batch.</summary>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="predictor">The predictor.</param>
    /// <param name="capacity">The most sequences in a batch.</param>
    /// <param name="observed">Whether the rows are looked at, not only drawn from: they are then those of <see cref="IObservedRows"/>, if the predictor has them.</param>
    /// <param name="section">The section of the plugin that answers.</param>
    public PredictionBatch(Shape shape, IMaskPredictor predictor, int capacity, bool observed = false, string section = "predictor")
    {
        var split = observed ? predictor.Find<IObservedRows>() : null;
        (_shape, _capacity, _section) = (shape, capacity, section);
        (_predictor, _draw) = (split?.Observed ?? predictor, split?.Draw);
        _own = new int[capacity * shape.Length];
        _first = new int[capacity + 1];
        _firstQuery = new int[capacity + 1];
    }

    /// <summary>How many sequences are in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>True if no further sequence fits.</summary>
    public bool IsFull => Count == _capacity;

    /// <summary>Starts a new batch.</summary>
    public void Clear() => (Count, _queries) = (0, 0);

    /// <summary>Adds a sequence and the positions to predict, ascending; none is no predictor call.</summary>
    public void Add(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions)
    {
        tokens.CopyTo(_own.AsSpan(Count * _shape.Length));
        var (first, row) = (_first[Count], _offsets[_queries]);
        Grow(ref _asked, first + positions.Length, first);
        Grow(ref _rowOf, first + positions.Length, first);
        Grow(ref _positions, row + positions.Length, row);
        positions.CopyTo(_asked.AsSpan(first));
        for (var m = 0; m < positions.Length; m++)
        {
            if (tokens[positions[m]] == _shape.Mask)
            {
                _positions[row] = positions[m];
                _rowOf[first + m] = row++;
            }
        }

        if (row > _offsets[_queries])
        {
            Ask(tokens, row);
        }

        for (var m = 0; m < positions.Length && row < first + positions.Length; m++)
        {
            if (tokens[positions[m]] != _shape.Mask)
            {
                _positions[row] = positions[m];
                _rowOf[first + m] = row++;
                Ask(tokens, row);
                _tokens[((_queries - 1) * _shape.Length) + positions[m]] = _shape.Mask;
            }
        }

        Count++;
        _first[Count] = first + positions.Length;
        _firstQuery[Count] = _queries;
    }

    /// <summary>Predicts the whole batch, and holds the predictor to its contract.</summary>
    /// <exception cref="OutOfReachException">There are more than <see cref="MostProbabilities"/> of them.</exception>
    /// <exception cref="ContractException">A row is no probability vector.</exception>
    public void Predict(CancellationToken stop)
    {
        var (count, states) = (_offsets[_queries], _shape.States);
        if (count == 0)
        {
            return;
        }

        if ((double)count * states > MostProbabilities)
        {
            throw new OutOfReachException($"{count} positions of {states} symbols are to be predicted at once; at most {MostProbabilities} probabilities are held");
        }

        Grow(ref _rows, count * states, 0);
        var query = new Query(_shape, _tokens.AsSpan(0, _queries * _shape.Length), _offsets.AsSpan(0, _queries + 1), _positions.AsSpan(0, count));
        _predictor.Predict(query, _rows.AsSpan(0, count * states), stop);
        Require(_rows, count);
        if (_draw is null)
        {
            return;
        }

        Grow(ref _drawn, count * states, 0);
        for (var row = 0; row < count; row++)
        {
            _draw.Map(_rows.AsSpan(row * states, states), _drawn.AsSpan(row * states, states));
        }

        Require(_drawn, count);
    }

    /// <summary>The tokens of sequence <paramref name="k"/>.</summary>
    public ReadOnlySpan<int> Tokens(int k) => _own.AsSpan(k * _shape.Length, _shape.Length);

    /// <summary>The positions asked for in sequence <paramref name="k"/>.</summary>
    public ReadOnlySpan<int> Positions(int k) => _asked.AsSpan(_first[k].._first[k + 1]);

    /// <summary>The predictor calls that sequence <paramref name="k"/> took.</summary>
    public int Calls(int k) => _firstQuery[k + 1] - _firstQuery[k];

    /// <summary>The rows of sequence <paramref name="k"/> as they are read and as they are drawn from, in the order of its positions. Valid until the next call.</summary>
    public Rows Rows(int k)
    {
        var (from, length, states) = (_first[k], _first[k + 1] - _first[k], _shape.States);
        var drawn = _draw is null ? _rows : _drawn;
        if (Calls(k) <= 1)
        {
            var (start, size) = (length == 0 ? 0 : _rowOf[from] * states, length * states);
            return new Rows(Positions(k), _rows.AsSpan(start, size), drawn.AsSpan(start, size), states);
        }

        Grow(ref _gathered, 2 * length * states, 0);
        var read = _gathered.AsSpan(0, length * states);
        var taken = _gathered.AsSpan(length * states, length * states);
        for (var m = 0; m < length; m++)
        {
            var row = _rowOf[from + m] * states;
            _rows.AsSpan(row, states).CopyTo(read[(m * states)..]);
            drawn.AsSpan(row, states).CopyTo(taken[(m * states)..]);
        }

        return new Rows(Positions(k), read, taken, states);
    }

    /// <summary>The row that the token of the m-th position asked for in sequence <paramref name="k"/> is drawn from, shape [S].</summary>
    public ReadOnlySpan<double> Row(int k, int m) => (_draw is null ? _rows : _drawn).AsSpan(_rowOf[_first[k] + m] * _shape.States, _shape.States);

    /// <summary>Whether a position was asked for in sequence <paramref name="k"/>, and which of its positions it is.</summary>
    public bool Asked(int k, int position, out int m) => (m = Positions(k).BinarySearch(position)) >= 0;

    /// <summary>Adds a query; its positions end at <paramref name="end"/>.</summary>
    private void Ask(ReadOnlySpan<int> tokens, int end)
    {
        var length = _shape.Length;
        Grow(ref _tokens, (_queries + 1) * length, _queries * length);
        Grow(ref _offsets, _queries + 2, _queries + 1);
        tokens.CopyTo(_tokens.AsSpan(_queries * length));
        _offsets[++_queries] = end;
    }

    private void Require(double[] rows, int count)
    {
        for (var row = 0; row < count; row++)
        {
            var law = rows.AsSpan(row * _shape.States, _shape.States);
            if (!Categorical.IsLaw(law))
            {
                throw ContractException.NoLaw("predicted", _positions[row], law, _section);
            }
        }
    }

    private static void Grow<T>(ref T[] array, int needed, int kept)
    {
        if (array.Length < needed)
        {
            var grown = new T[(int)Math.Min(Math.Max(needed, 2L * array.Length), Math.Max(needed, MostProbabilities))];
            array.AsSpan(0, kept).CopyTo(grown);
            array = grown;
        }
    }
}
