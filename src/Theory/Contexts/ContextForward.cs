namespace Unmask.Theory;

/// <summary>One step of the forward pass, <c>F_{i+1}(next(c, v)) += F_i(c) P(v | c)</c>, from a layer to the next.</summary>
internal sealed class ContextForward(ContextChain chain)
{
    private readonly double[] _arriving = new double[chain.Contexts];
    private readonly bool[] _reached = new bool[chain.Tails];
    private readonly double[] _joint = new double[chain.Stride];
    private readonly double[] _row = new double[chain.Stride];

    /// <summary><c>Σ_c F_i(c) P(v | c)</c> after a step over a mask, not normalised, padded.</summary>
    public ReadOnlySpan<double> Row => _row;

    /// <summary>A layer of one context.</summary>
    public void Start(ContextLayer layer, int context)
    {
        layer.Clear();
        Arrive(layer, context, 1);
        TryCollect(layer, out _);
    }

    /// <summary>One step.</summary>
    /// <param name="layer">The contexts before the token.</param>
    /// <param name="token">The token, or S where it is masked.</param>
    /// <param name="next">Receives the contexts after it, scaled to sum 1.</param>
    /// <param name="only">The context that is certain after it, or −1.</param>
    /// <returns>False if the token is impossible.</returns>
    public bool TryStep(ContextLayer layer, int token, ContextLayer next, out int only)
    {
        next.Clear();
        if (token < chain.States)
        {
            Take(layer, token, next);
        }
        else
        {
            TakeAny(layer, next);
        }

        return TryCollect(next, out only);
    }

    private void Take(ContextLayer layer, int token, ContextLayer next)
    {
        ReadOnlySpan<double> weights = layer.Weights;
        foreach (var tail in layer.Tails)
        {
            var (first, end) = chain.ContextsOf(tail);
            var joint = 0.0;
            for (var c = first; c < end; c++)
            {
                joint += weights[c - first] * chain.Law(c)[token];
            }

            Arrive(next, chain.After(tail)[token], joint);
            weights = weights[(end - first)..];
        }
    }

    private void TakeAny(ContextLayer layer, ContextLayer next)
    {
        Array.Clear(_row);
        ReadOnlySpan<double> weights = layer.Weights;
        foreach (var tail in layer.Tails)
        {
            var (first, end) = chain.ContextsOf(tail);
            Array.Clear(_joint);
            for (var c = first; c < end; c++)
            {
                if (weights[c - first] > 0)
                {
                    Vectors.AddScaled(weights[c - first], chain.Law(c), _joint);
                }
            }

            Vectors.AddScaled(1, _joint, _row);
            var after = chain.After(tail);
            for (var v = 0; v < after.Length; v++)
            {
                Arrive(next, after[v], _joint[v]);
            }

            weights = weights[(end - first)..];
        }
    }

    private void Arrive(ContextLayer layer, int context, double weight)
    {
        if (weight == 0)
        {
            return;
        }

        _arriving[context] += weight;
        var tail = chain.Tail(context);
        if (!_reached[tail])
        {
            _reached[tail] = true;
            layer.AddTail(tail);
        }
    }

    private bool TryCollect(ContextLayer layer, out int only)
    {
        var (possible, last) = (0, -1);
        foreach (var tail in layer.Tails)
        {
            var (first, end) = chain.ContextsOf(tail);
            var arrived = _arriving.AsSpan(first, end - first);
            for (var c = first; c < end; c++)
            {
                if (arrived[c - first] > 0)
                {
                    (possible, last) = (possible + 1, c);
                }
            }

            layer.AddWeights(arrived);
            arrived.Clear();
            _reached[tail] = false;
        }

        only = possible == 1 ? last : -1;
        return Matrices.Normalise(layer.Weights);
    }
}
