namespace Unmask.Theory;

/// <summary>
/// Forward–backward over the contexts of a <see cref="ContextChain"/>: with <c>F_i(c) = P(c_i = c, x∘W before i)</c> and
/// <c>B_i(c) = P(x∘W from i on | c_i = c)</c>, <c>p(X_i = v | x∘W) ∝ Σ_c F_i(c) P(v | c) B_{i+1}(next(c, v))</c>.
/// </summary>
/// <remarks>Both are scaled at every position, so the length makes nothing underflow. One call at a time.</remarks>
internal sealed class ContextPass(ContextChain chain)
{
    private readonly int _states = chain.States;
    private readonly ContextForward _forward = new(chain);
    private readonly ContextBackward _backward = new(chain);
    private readonly List<ContextLayer> _layers = [];

    /// <summary><see cref="ContextChain.TryConditionals"/>.</summary>
    public bool TryRun(ReadOnlySpan<int> tokens, ReadOnlySpan<int> asked, Span<double> rows, CancellationToken stop)
    {
        var horizon = tokens.LastIndexOfAnyExcept(_states) + 1;
        var end = chain.IsPositive ? asked[^1] + 1 : Math.Max(horizon, asked[^1] + 1);
        var context = chain.Start;
        for (var i = 0; i < end;)
        {
            if (tokens[i] == _states)
            {
                if (!TryStretch(tokens, asked, rows, horizon, ref i, ref context, stop))
                {
                    return false;
                }
            }
            else if (chain.Law(context)[tokens[i]] > 0)
            {
                context = chain.After(chain.Tail(context))[tokens[i++]];
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>From a mask in a known context to where the context is known again, or to the end.</summary>
    private bool TryStretch(
        ReadOnlySpan<int> tokens, ReadOnlySpan<int> asked, Span<double> rows, int horizon, ref int i, ref int context, CancellationToken stop)
    {
        var from = i;
        _forward.Start(Layer(0), context);
        for (context = -1; i < horizon && context < 0; i++)
        {
            stop.ThrowIfCancellationRequested();
            if (!_forward.TryStep(Layer(i - from), tokens[i], Layer(i - from + 1), out context))
            {
                return false;
            }
        }

        if (!TryReturn(tokens, asked, rows, from, i, stop))
        {
            return false;
        }

        if (context < 0)
        {
            Finish(Layer(i - from), Layer(i - from + 1), asked, rows, i, stop);
            i = tokens.Length;
        }

        return true;
    }

    private bool TryReturn(ReadOnlySpan<int> tokens, ReadOnlySpan<int> asked, Span<double> rows, int from, int to, CancellationToken stop)
    {
        _backward.Start(Layer(to - from));
        var n = CountBelow(asked, to) - 1;
        for (var i = to - 1; n >= 0 && asked[n] >= from; i--)
        {
            stop.ThrowIfCancellationRequested();
            if (!_backward.TryStep(Layer(i - from), tokens[i]) || (i == asked[n] && !TryWrite(_backward.Row, rows, n--)))
            {
                return false;
            }
        }

        return true;
    }

    // Only masks follow: B = 1, and no pass back.
    private void Finish(ContextLayer layer, ContextLayer next, ReadOnlySpan<int> asked, Span<double> rows, int i, CancellationToken stop)
    {
        for (var n = CountBelow(asked, i); n < asked.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            _forward.TryStep(layer, _states, next, out _);
            if (i == asked[n])
            {
                TryWrite(_forward.Row, rows, n++);
            }

            (layer, next) = (next, layer);
        }
    }

    private bool TryWrite(ReadOnlySpan<double> from, Span<double> rows, int n)
    {
        var row = rows.Slice(n * _states, _states);
        from[.._states].CopyTo(row);
        return Matrices.Normalise(row);
    }

    private ContextLayer Layer(int k)
    {
        while (k >= _layers.Count)
        {
            _layers.Add(new ContextLayer());
        }

        return _layers[k];
    }

    private static int CountBelow(ReadOnlySpan<int> asked, int position)
    {
        var n = asked.BinarySearch(position);
        return n < 0 ? ~n : n;
    }
}
