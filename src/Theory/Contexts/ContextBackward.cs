namespace Unmask.Theory;

/// <summary>One step of the backward pass, <c>B_i(c) = Σ_v P(v | c) B_{i+1}(next(c, v))</c>, over the contexts of a layer.</summary>
internal sealed class ContextBackward(ContextChain chain)
{
    private readonly double[] _joint = new double[chain.Stride];
    private readonly double[] _ahead = new double[chain.Stride];
    private readonly double[] _row = new double[chain.Stride];
    private double[] _after = new double[chain.Contexts];
    private double[] _before = new double[chain.Contexts];
    private double _scale;

    /// <summary><c>Σ_c F_i(c) P(v | c) B_{i+1}(next(c, v))</c> after a step over a mask, not normalised, padded.</summary>
    public ReadOnlySpan<double> Row => _row;

    /// <summary>Nothing is known from here on: <c>B = 1</c> in the contexts of a layer.</summary>
    public void Start(ContextLayer layer)
    {
        _scale = 1;
        foreach (var tail in layer.Tails)
        {
            var (first, end) = chain.ContextsOf(tail);
            _after.AsSpan(first, end - first).Fill(1);
        }
    }

    /// <summary>One step.</summary>
    /// <param name="layer">The contexts before the token.</param>
    /// <param name="token">The token, or S where it is masked.</param>
    /// <returns>False if what follows is impossible from every context.</returns>
    public bool TryStep(ContextLayer layer, int token)
    {
        var largest = token < chain.States ? Take(layer, token) : TakeAny(layer);
        (_before, _after) = (_after, _before);
        _scale = 1 / largest;
        return largest > 0;
    }

    private double Take(ContextLayer layer, int token)
    {
        var largest = 0.0;
        ReadOnlySpan<double> weights = layer.Weights;
        foreach (var tail in layer.Tails)
        {
            var (first, end) = chain.ContextsOf(tail);
            var ahead = _scale * _after[chain.After(tail)[token]];
            for (var c = first; c < end; c++)
            {
                _before[c] = weights[c - first] > 0 ? chain.Law(c)[token] * ahead : 0;
                largest = Math.Max(largest, _before[c]);
            }

            weights = weights[(end - first)..];
        }

        return largest;
    }

    private double TakeAny(ContextLayer layer)
    {
        var largest = 0.0;
        Array.Clear(_row);
        ReadOnlySpan<double> weights = layer.Weights;
        foreach (var tail in layer.Tails)
        {
            var (first, end) = chain.ContextsOf(tail);
            var after = chain.After(tail);
            for (var v = 0; v < after.Length; v++)
            {
                _ahead[v] = _scale * _after[after[v]];
            }

            Array.Clear(_joint);
            for (var c = first; c < end; c++)
            {
                var weight = weights[c - first];
                _before[c] = weight > 0 ? Vectors.Dot(chain.Law(c), _ahead) : 0;
                largest = Math.Max(largest, _before[c]);
                if (weight > 0)
                {
                    Vectors.AddScaled(weight, chain.Law(c), _joint);
                }
            }

            Vectors.AddProduct(_joint, _ahead, _row);
            weights = weights[(end - first)..];
        }

        return largest;
    }
}
