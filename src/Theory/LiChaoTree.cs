namespace Unmask.Theory;

/// <summary>The lower envelope of any lines at the integers 1…L (Li Chao): O(log L) an operation, exact for every curve.</summary>
internal sealed class LiChaoTree : Predecessors
{
    private readonly int[] _lines;
    private readonly double[] _costs;
    private readonly int _leaves = 1;

    public LiChaoTree(Staircase staircase)
        : base(staircase)
    {
        while (_leaves < staircase.Length)
        {
            _leaves *= 2;
        }

        _lines = new int[2 * _leaves];
        _costs = new double[staircase.Length];
        Clear();
    }

    /// <inheritdoc/>
    public override void Clear() => Array.Fill(_lines, -1);

    /// <inheritdoc/>
    public override void Offer(int start, double cost)
    {
        _costs[start] = cost;
        var (node, low, size, line) = (1, 1, _leaves, start);
        while (true)
        {
            ref var here = ref _lines[node];
            if (here < 0)
            {
                here = line;
                return;
            }

            var middle = low + (size / 2);
            if (size == 1)
            {
                here = Value(line, low) < Value(here, low) ? line : here;
                return;
            }

            if (Value(line, middle) < Value(here, middle))
            {
                (here, line) = (line, here);
            }

            // The loser at the middle can still win on the side where its slope favours it.
            var right = Staircase[line] < Staircase[here];
            if (Staircase[line] == Staircase[here])
            {
                return;
            }

            (node, low, size) = ((2 * node) + (right ? 1 : 0), right ? middle : low, size / 2);
        }
    }

    /// <inheritdoc/>
    public override int Best(int to)
    {
        var best = -1;
        for (var node = _leaves + to - 1; node >= 1; node /= 2)
        {
            var line = _lines[node];
            if (line >= 0 && (best < 0 || Value(line, to) < Value(best, to)))
            {
                best = line;
            }
        }

        return best;
    }

    private double Value(int line, int at) => _costs[line] + Staircase.Line(line, Math.Min(at, Staircase.Length));
}
