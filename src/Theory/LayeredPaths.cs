namespace Unmask.Theory;

/// <summary>
/// Optimal sizes by layers, <c>e_T(b) = min_a e_{T−1}(a) + Area(a, b)</c>: exact for any curve.
/// O(L) a layer for a non-increasing curve, O(L log L) for any other; memory O(L).
/// </summary>
internal sealed class LayeredPaths(Staircase staircase)
{
    private readonly Predecessors _starts = Predecessors.For(staircase);

    /// <summary>The least sum of areas for T = 1…steps, index T−1.</summary>
    public double[] Errors(int steps, CancellationToken stop)
    {
        var errors = new double[steps];
        Run(0, staircase.Length, steps, (layer, costs, _) => errors[layer - 1] = costs[^1], stop);
        return errors;
    }

    /// <summary>The ends of the steps of a best path of exactly this many steps, the last of them L.</summary>
    public int[] Path(int steps, CancellationToken stop)
    {
        var ends = new int[steps];
        Fill(0, staircase.Length, ends, stop);
        return ends;
    }

    // Halves the path at its middle step (Hirschberg), so that no layer has to be kept.
    private void Fill(int from, int to, Span<int> ends, CancellationToken stop)
    {
        ends[^1] = to;
        if (ends.Length == 1)
        {
            return;
        }

        var half = ends.Length / 2;
        var middle = new int[to + 1];
        var passed = 0;
        Run(from, to, ends.Length, See, stop);

        Fill(from, passed, ends[..half], stop);
        Fill(passed, to, ends[half..], stop);

        void See(int layer, double[] costs, int[] best)
        {
            if (layer == half)
            {
                for (var b = from; b <= to; b++)
                {
                    middle[b] = b;
                }
            }
            else if (layer > half)
            {
                // From the top down: a start lies below its end, so it still holds the layer before.
                for (var b = to; b >= from + layer; b--)
                {
                    middle[b] = middle[best[b]];
                }
            }

            passed = middle[to];
        }
    }

    private void Run(int from, int to, int steps, Action<int, double[], int[]> layer, CancellationToken stop)
    {
        var (costs, next, best) = (new double[to + 1], new double[to + 1], new int[to + 1]);
        for (var b = from + 1; b <= to; b++)
        {
            costs[b] = staircase.Area(from, b);
            best[b] = from;
        }

        layer(1, costs, best);
        for (var step = 2; step <= steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            _starts.Clear();
            for (var b = from + step; b <= to; b++)
            {
                _starts.Offer(b - 1, costs[b - 1]);
                best[b] = _starts.Best(b);
                next[b] = costs[best[b]] + staircase.Area(best[b], b);
            }

            (costs, next) = (next, costs);
            layer(step, costs, best);
        }
    }
}
