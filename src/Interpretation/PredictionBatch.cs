using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>A batch of partly masked sequences with the positions asked for, and the predictor's rows for them.</summary>
/// <remarks>All memory is kept from batch to batch: nothing is allocated per token. Not thread-safe.</remarks>
/// <param name="shape">Length and vocabulary.</param>
/// <param name="predictor">The predictor.</param>
/// <param name="capacity">The most sequences in a batch.</param>
/// <param name="section">The section of the plugin that answers.</param>
internal sealed class PredictionBatch(Shape shape, IMaskPredictor predictor, int capacity, string section = "predictor")
{
    /// <summary>The most probabilities that are held at once: 2^28, two gigabytes.</summary>
    public const int MostProbabilities = 1 << 28;

    private readonly int[] _tokens = new int[capacity * shape.Length];
    private readonly int[] _positions = new int[capacity * shape.Length];
    private readonly int[] _offsets = new int[capacity + 1];
    private double[] _rows = [];

    /// <summary>How many sequences are in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>True if no further sequence fits.</summary>
    public bool IsFull => Count == capacity;

    /// <summary>Starts a new batch.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a sequence and the positions to predict, ascending.</summary>
    public void Add(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions)
    {
        tokens.CopyTo(_tokens.AsSpan(Count * shape.Length));
        positions.CopyTo(_positions.AsSpan(_offsets[Count]));
        _offsets[Count + 1] = _offsets[Count] + positions.Length;
        Count++;
    }

    /// <summary>Predicts the whole batch, and holds the predictor to its contract.</summary>
    /// <exception cref="OutOfReachException">There are more than <see cref="MostProbabilities"/> of them.</exception>
    /// <exception cref="ContractException">A row is no probability vector.</exception>
    public void Predict(CancellationToken stop)
    {
        if ((double)_offsets[Count] * shape.States > MostProbabilities)
        {
            throw new OutOfReachException($"{_offsets[Count]} positions of {shape.States} symbols are to be predicted at once; at most {MostProbabilities} probabilities are held");
        }

        var needed = _offsets[Count] * shape.States;
        if (_rows.Length < needed)
        {
            _rows = new double[Math.Max(needed, (int)Math.Min(Math.Min(2L * _rows.Length, MostProbabilities), (long)_positions.Length * shape.States))];
        }

        var query = new Query(shape, _tokens.AsSpan(0, Count * shape.Length), _offsets.AsSpan(0, Count + 1), _positions.AsSpan(0, _offsets[Count]));
        predictor.Predict(query, _rows.AsSpan(0, needed), stop);
        for (var row = 0; row < _offsets[Count]; row++)
        {
            var law = _rows.AsSpan(row * shape.States, shape.States);
            if (!Categorical.IsLaw(law))
            {
                throw ContractException.NoLaw("predicted", _positions[row], law, section);
            }
        }
    }

    /// <summary>The tokens of sequence <paramref name="k"/>.</summary>
    public ReadOnlySpan<int> Tokens(int k) => _tokens.AsSpan(k * shape.Length, shape.Length);

    /// <summary>The positions asked for in sequence <paramref name="k"/>.</summary>
    public ReadOnlySpan<int> Positions(int k) => _positions.AsSpan(_offsets[k].._offsets[k + 1]);

    /// <summary>The rows of sequence <paramref name="k"/>, shape [its positions × S].</summary>
    public ReadOnlySpan<double> Rows(int k) => _rows.AsSpan((_offsets[k] * shape.States)..(_offsets[k + 1] * shape.States));

    /// <summary>The row of the m-th position asked for in sequence <paramref name="k"/>, shape [S].</summary>
    public ReadOnlySpan<double> Row(int k, int m) => _rows.AsSpan((_offsets[k] + m) * shape.States, shape.States);
}
