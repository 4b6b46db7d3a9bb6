namespace Unmask.Plugins.Metrics.Transport;

/// <summary>
/// A distance of symbols, given as a graph whose shortest paths are the distances; the distance of two sequences is the sum over positions.
/// </summary>
/// <remarks>
/// Transport on a graph needs a flow on its edges only: of sequences, those that differ at one position. That is <c>n L · edges/S</c> arcs for
/// n sequences, and never n² pairs. A graph may have nodes that are no symbols, for shorter lists of edges. Immutable, so thread-safe.
/// </remarks>
internal interface IGround
{
    /// <summary>The number of symbols S.</summary>
    int Symbols { get; }

    /// <summary>Nodes of the graph beside the symbols; they are numbered from S.</summary>
    int Hubs { get; }

    /// <summary>The number of <see cref="Edges"/>, without listing them.</summary>
    double EdgeCount { get; }

    /// <summary>Directed edges; both directions are listed.</summary>
    IEnumerable<GroundEdge> Edges { get; }

    /// <summary>The largest distance of two symbols.</summary>
    double Diameter { get; }

    /// <summary>The symbols' places if they are points on a line and their distances those of the points, shape [S]; else null.</summary>
    double[]? Line { get; }

    /// <summary>The distance of two symbols.</summary>
    double Distance(int a, int b);
}

/// <summary>A directed edge between two nodes of the graph of a ground distance.</summary>
/// <param name="From">The node it leaves.</param>
/// <param name="To">The node it enters.</param>
/// <param name="Length">At least 0.</param>
internal readonly record struct GroundEdge(int From, int To, double Length);
