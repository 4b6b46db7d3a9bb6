namespace Unmask.Plugins.Metrics.Transport;

/// <summary>Symbols have the Euclidean distances of vectors. On a line, edges join neighbours only.</summary>
internal sealed class EmbeddedGround : IGround
{
    private readonly double[][] _vectors;
    private readonly int[]? _order;
    private readonly Lazy<double> _diameter;

    /// <summary>Creates the distance.</summary>
    /// <param name="vectors">A vector for each symbol, all of one length; of length 1 they are points on a line.</param>
    public EmbeddedGround(double[][] vectors)
    {
        _vectors = vectors;
        if (vectors[0].Length == 1)
        {
            Line = [.. vectors.Select(vector => vector[0])];
            _order = [.. Enumerable.Range(0, vectors.Length).OrderBy(v => Line[v])];
        }

        _diameter = new(() => _order is null ? Pairs().Max(edge => edge.Length) : Distance(_order[0], _order[^1]));
    }

    /// <inheritdoc/>
    public int Symbols => _vectors.Length;

    /// <inheritdoc/>
    public int Hubs => 0;

    /// <inheritdoc/>
    public double EdgeCount => _order is null ? Symbols * (Symbols - 1.0) : 2.0 * (Symbols - 1);

    /// <summary>Of vectors, by looking at all pairs when it is first asked for.</summary>
    public double Diameter => _diameter.Value;

    /// <inheritdoc/>
    public double[]? Line { get; }

    /// <inheritdoc/>
    public IEnumerable<GroundEdge> Edges => _order is null ? Pairs() : _order.Zip(_order.Skip(1)).SelectMany(pair => new[]
    {
        new GroundEdge(pair.First, pair.Second, Distance(pair.First, pair.Second)),
        new GroundEdge(pair.Second, pair.First, Distance(pair.First, pair.Second)),
    });

    /// <inheritdoc/>
    public double Distance(int a, int b)
    {
        var (left, right, squares) = (_vectors[a], _vectors[b], 0.0);
        if (left.Length == 1)
        {
            return Math.Abs(left[0] - right[0]);
        }

        for (var k = 0; k < left.Length; k++)
        {
            squares += (left[k] - right[k]) * (left[k] - right[k]);
        }

        return Math.Sqrt(squares);
    }

    private IEnumerable<GroundEdge> Pairs() =>
        from a in Enumerable.Range(0, Symbols) from b in Enumerable.Range(0, Symbols) where a != b select new GroundEdge(a, b, Distance(a, b));
}
