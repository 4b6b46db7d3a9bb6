namespace Unmask.Plugins.Data;

/// <summary>Rows of probabilities prepared for draws in constant time: Walker's alias method, built as by Vose (1991).</summary>
/// <remarks>A draw uses one uniform number of 53 bits, allocates nothing, and never gives a symbol of probability zero.
/// Memory: 12 bytes per entry. Immutable, so thread-safe.</remarks>
internal sealed class AliasTable
{
    private readonly int _states;
    private readonly double[] _keep;
    private readonly int[] _alias;

    /// <summary>Prepares rows.</summary>
    /// <param name="rows">Probabilities, shape [rows × S]; each row sums to 1.</param>
    /// <param name="states">Vocabulary size S.</param>
    public AliasTable(ReadOnlySpan<double> rows, int states)
    {
        _states = states;
        _keep = new double[rows.Length];
        _alias = new int[rows.Length];
        var pending = new int[states];
        for (var start = 0; start < rows.Length; start += states)
        {
            Prepare(rows.Slice(start, states), _keep.AsSpan(start, states), _alias.AsSpan(start, states), pending);
        }
    }

    /// <summary>The symbol of row <paramref name="row"/> at <paramref name="u"/>: a draw from the row when u is uniform in [0, 1).</summary>
    public int Draw(int row, double u)
    {
        var scaled = u * _states;
        var column = Math.Min((int)scaled, _states - 1);
        var entry = ((long)row * _states) + column;
        return scaled - column < _keep[entry] ? column : _alias[entry];
    }

    // Small columns are stacked from the left of `pending`, large ones from its right.
    private static void Prepare(ReadOnlySpan<double> p, Span<double> keep, Span<int> alias, int[] pending)
    {
        var (small, large, positive) = (0, p.Length, 0);
        for (var v = 0; v < p.Length; v++)
        {
            keep[v] = p[v] * p.Length;
            positive = p[v] > p[positive] ? v : positive;
            pending[keep[v] < 1 ? small++ : --large] = v;
        }

        while (small > 0 && large < p.Length)
        {
            var (poor, rich) = (pending[--small], pending[large]);
            alias[poor] = rich;
            keep[rich] -= 1 - keep[poor];
            if (keep[rich] < 1)
            {
                large++;
                pending[small++] = rich;
            }
        }

        // What rounding left over is full, unless it cannot occur.
        while (small > 0)
        {
            var v = pending[--small];
            (keep[v], alias[v]) = (p[v] > 0 ? 1 : 0, positive);
        }

        for (; large < p.Length; large++)
        {
            keep[pending[large]] = 1;
        }
    }
}
