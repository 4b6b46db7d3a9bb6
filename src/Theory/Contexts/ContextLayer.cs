namespace Unmask.Theory;

/// <summary>The contexts that are possible at one position, by tail, with their forward weights.</summary>
internal sealed class ContextLayer
{
    private int[] _tails = new int[16];
    private double[] _weights = new double[16];
    private int _tailCount, _weightCount;

    /// <summary>The tails of the possible contexts, in any order, each once.</summary>
    public ReadOnlySpan<int> Tails => _tails.AsSpan(0, _tailCount);

    /// <summary>The weight of every context of these tails, tail by tail; 0 where a context is not possible.</summary>
    public Span<double> Weights => _weights.AsSpan(0, _weightCount);

    /// <summary>Empties the layer.</summary>
    public void Clear() => _tailCount = _weightCount = 0;

    /// <summary>Adds a tail.</summary>
    public void AddTail(int tail)
    {
        if (_tailCount == _tails.Length)
        {
            Array.Resize(ref _tails, 2 * _tailCount);
        }

        _tails[_tailCount++] = tail;
    }

    /// <summary>Adds the weights of the next tail.</summary>
    public void AddWeights(ReadOnlySpan<double> weights)
    {
        var count = _weightCount + weights.Length;
        if (count > _weights.Length)
        {
            Array.Resize(ref _weights, Math.Max(2 * _weights.Length, count));
        }

        weights.CopyTo(_weights.AsSpan(_weightCount));
        _weightCount = count;
    }
}
