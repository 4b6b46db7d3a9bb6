namespace Unmask.Theory;

/// <summary>
/// Optimal sizes of a non-increasing curve by a price on steps: the cost is Monge, so the least error E(T) is convex in T
/// (T 1.7), and <c>min_T E(T) + λT</c> costs O(L) by the envelope of the starts.
/// </summary>
/// <remarks>
/// A bracket of two optimal paths is narrowed by the slope of its chord, until the chord is a face of E: then the two
/// paths are spliced at a pair of nested steps into one of exactly T steps, which by the Monge inequality is optimal too
/// (Aggarwal, Schieber, Tokuyama 1994). Not thread-safe.
/// </remarks>
internal sealed class LagrangianSearch(Staircase staircase)
{
    private readonly EnvelopeQueue _starts = new(staircase);
    private readonly double[] _costs = new double[staircase.Length + 1];
    private readonly int[] _best = new int[staircase.Length + 1];

    /// <summary>A path: its boundaries 0 = n_0 &lt; … &lt; n_T = L, and its sum of areas.</summary>
    internal sealed record Path(int[] Nodes, double Error)
    {
        public int Steps => Nodes.Length - 1;
    }

    /// <summary>A best path of exactly this many steps.</summary>
    public Path ForSteps(int steps, CancellationToken stop)
    {
        var (few, many) = Bracket(middle => middle.Steps >= steps, path => path.Steps == steps, stop);
        return few.Steps == steps ? few : many.Steps == steps ? many : Splice(few, many, steps);
    }

    /// <summary>A best path of the fewest steps whose error is at most <paramref name="target"/> ≥ 0.</summary>
    public Path ForError(double target, CancellationToken stop)
    {
        var (few, many) = Bracket(middle => middle.Error <= target, path => path.Steps == 1 && path.Error <= target, stop);
        if (few.Error <= target)
        {
            return few;
        }

        var slope = (few.Error - many.Error) / (many.Steps - few.Steps);
        var guess = few.Steps + (int)Math.Ceiling((few.Error - target) / slope);
        var steps = Math.Clamp(guess, few.Steps + 1, many.Steps);
        var path = Splice(few, many, steps);
        while (path.Error > target)
        {
            path = Splice(few, many, ++steps);
        }

        while (steps > few.Steps + 1 && Splice(few, many, steps - 1) is var shorter && shorter.Error <= target)
        {
            (path, steps) = (shorter, steps - 1);
        }

        return path;
    }

    private (Path Few, Path Many) Bracket(Func<Path, bool> enough, Func<Path, bool> done, CancellationToken stop)
    {
        var few = Measured([0, staircase.Length]);
        var many = Measured([.. Enumerable.Range(0, staircase.Length + 1)]);
        while (!done(few) && !done(many) && many.Steps - few.Steps > 1)
        {
            stop.ThrowIfCancellationRequested();
            var price = (few.Error - many.Error) / (many.Steps - few.Steps);
            var middle = Cheapest(price);
            if (middle.Steps <= few.Steps || middle.Steps >= many.Steps)
            {
                break;
            }

            var chord = few.Error + (price * few.Steps);
            var face = chord - (middle.Error + (price * middle.Steps)) <= 1e-15 * chord;
            (few, many) = enough(middle) ? (few, middle) : (middle, many);
            if (face)
            {
                break;
            }
        }

        return (few, many);
    }

    private Path Cheapest(double price)
    {
        _starts.Clear();
        for (var b = 1; b <= staircase.Length; b++)
        {
            _starts.Offer(b - 1, _costs[b - 1]);
            _best[b] = _starts.Best(b);
            _costs[b] = _costs[_best[b]] + staircase.Area(_best[b], b) + price;
        }

        var steps = 0;
        for (var b = staircase.Length; b > 0; b = _best[b])
        {
            steps++;
        }

        var nodes = new int[steps + 1];
        for (var (b, k) = (staircase.Length, steps); k >= 0; b = _best[b], k--)
        {
            nodes[k] = b;
        }

        return Measured(nodes);
    }

    // The first step of `few` that contains the step of `many` whose number is `steps − few.Steps` later.
    private Path Splice(Path few, Path many, int steps)
    {
        var shift = steps - few.Steps;
        var i = 0;
        while (few.Nodes[i + 1] < many.Nodes[i + 1 + shift])
        {
            i++;
        }

        return Measured([.. many.Nodes.AsSpan(0, i + shift + 1), .. few.Nodes.AsSpan(i + 1)]);
    }

    private Path Measured(int[] nodes)
    {
        var error = new Numerics.Sum();
        for (var k = 1; k < nodes.Length; k++)
        {
            error.Add(staircase.Area(nodes[k - 1], nodes[k]));
        }

        return new Path(nodes, error.Value);
    }
}
