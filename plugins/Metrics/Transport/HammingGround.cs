namespace Unmask.Plugins.Metrics.Transport;

/// <summary>Different symbols have distance 1, so sequences the number of positions at which they differ.</summary>
/// <param name="symbols">The number of symbols S.</param>
internal sealed class HammingGround(int symbols) : IGround
{
    /// <summary>The most symbols with an edge for every pair; more are joined through a hub that is 1 to enter and 0 to leave.</summary>
    private const int MostPaired = 3;

    /// <inheritdoc/>
    public int Symbols => symbols;

    /// <inheritdoc/>
    public int Hubs => symbols > MostPaired ? 1 : 0;

    /// <inheritdoc/>
    public double EdgeCount => Hubs > 0 ? 2.0 * symbols : symbols * (symbols - 1.0);

    /// <inheritdoc/>
    public double Diameter => 1;

    /// <inheritdoc/>
    public double[]? Line => symbols == 2 ? [0, 1] : null;

    /// <inheritdoc/>
    public IEnumerable<GroundEdge> Edges => Hubs > 0
        ? Enumerable.Range(0, symbols).SelectMany(v => new[] { new GroundEdge(v, symbols, 1), new GroundEdge(symbols, v, 0) })
        : from a in Enumerable.Range(0, symbols) from b in Enumerable.Range(0, symbols) where a != b select new GroundEdge(a, b, 1);

    /// <inheritdoc/>
    public double Distance(int a, int b) => a == b ? 0 : 1;
}
