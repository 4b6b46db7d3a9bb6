using Unmask.Numerics;

namespace Unmask.Plugins.Metrics.Transport;

/// <summary>The least cost of turning one law into another.</summary>
/// <param name="Cost">From below, exact up to <paramref name="Gap"/>.</param>
/// <param name="Gap">The true value is at most <c>Cost + Gap</c>.</param>
/// <param name="Potential">A test function ψ that attains the cost, <c>Cost = E_p ψ − E_q ψ</c>, of Lipschitz constant 1; shape [S^L].</param>
internal sealed record Transported(double Cost, double Gap, double[] Potential);

/// <summary>Exact optimal transport between laws on sequences, by a flow on the edges of the product of ground graphs (<see cref="IGround"/>).</summary>
/// <remarks>
/// One position with the Hamming distance, or with points on a line, has a closed form. Everything else is a <see cref="FlowNetwork"/>.
/// Thread-safe.
/// </remarks>
internal static class SequenceTransport
{
    /// <summary>The most arcs of a network whose lengths are whole numbers: some 250,000 binary sequences, and about a minute.</summary>
    private const double MostArcs = 5e6;

    /// <summary>The most arcs with lengths that are not: the scaling of lengths takes three times the phases, and as many pushes in each.</summary>
    private const double MostArcsBetweenVectors = 1e6;

    /// <summary>Whether it can be computed.</summary>
    /// <param name="shape">Length and symbols.</param>
    /// <param name="ground">The distance of symbols.</param>
    /// <param name="bound">The largest value of a test function, or null for any.</param>
    public static Feasibility Check(Shape shape, IGround ground, double? bound = null)
    {
        var limited = bound is { } largest && Limits(shape, ground, largest);
        if (!limited && HasClosedForm(shape, ground))
        {
            return Feasibility.Costs(shape.States);
        }

        var arcs = Arcs(shape, ground) + (limited ? shape.Sequences : 0);
        var most = ground is HammingGround ? MostArcs : MostArcsBetweenVectors;
        return arcs <= most
            ? Feasibility.Costs(arcs * shape.Length)
            : Feasibility.No($"the flow between {shape.States}^{shape.Length} = {shape.Sequences:G3} sequences would have {arcs:G3} arcs, more than the {most:G1} that are solved exactly");
    }

    /// <summary><c>W1(p, q) = min E d(X, Y) = max E_p ψ − E_q ψ</c> over ψ of Lipschitz constant 1, <c>d(x, y) = Σ_i ground(x_i, y_i)</c>.</summary>
    /// <param name="shape">Length and symbols.</param>
    /// <param name="p">Shape [S^L].</param>
    /// <param name="q">Shape [S^L].</param>
    /// <param name="ground">The distance of symbols.</param>
    /// <param name="stop">Cancels.</param>
    public static Transported Distance(Shape shape, ReadOnlySpan<double> p, ReadOnlySpan<double> q, IGround ground, CancellationToken stop)
    {
        var surplus = Surplus(p, q);
        return !HasClosedForm(shape, ground) ? ByFlow(shape, surplus, ground, null, stop)
            : ground.Line is { } line ? OnLine(surplus, line)
            : Discrete(surplus);
    }

    /// <summary>
    /// <c>max E_p ψ − E_q ψ</c> over <c>|ψ| ≤ bound</c> of Lipschitz constant 1: transport in which nothing costs more than <c>2·bound</c>. The linear
    /// programme over ψ has as its dual the flow with one more node, at the distance bound from every sequence.
    /// </summary>
    /// <param name="shape">Length and symbols.</param>
    /// <param name="p">Shape [S^L].</param>
    /// <param name="q">Shape [S^L].</param>
    /// <param name="ground">The distance of symbols.</param>
    /// <param name="bound">The largest value of a test function.</param>
    /// <param name="stop">Cancels.</param>
    public static Transported Bounded(Shape shape, ReadOnlySpan<double> p, ReadOnlySpan<double> q, IGround ground, double bound, CancellationToken stop) =>
        Limits(shape, ground, bound) ? ByFlow(shape, Surplus(p, q), ground, bound, stop) : Distance(shape, p, q, ground, stop);

    /// <summary>Whether the bound says anything: a test function that varies by 2·bound at most can be moved to within it.</summary>
    private static bool Limits(Shape shape, IGround ground, double bound) => ground.Diameter * shape.Length > 2 * bound;

    private static bool HasClosedForm(Shape shape, IGround ground) => shape.Length == 1 && (ground is HammingGround || ground.Line is not null);

    private static double Arcs(Shape shape, IGround ground) => shape.Sequences * shape.Length * ground.EdgeCount / shape.States;

    /// <summary>p − q, each normalised: what rounding has taken from one law is not to be transported.</summary>
    private static double[] Surplus(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var (ofP, ofQ, surplus) = (Sum.Of(p), Sum.Of(q), new double[p.Length]);
        for (var x = 0; x < surplus.Length; x++)
        {
            surplus[x] = (p[x] / ofP) - (q[x] / ofQ);
        }

        return surplus;
    }

    /// <summary>Every unit moves once: total variation.</summary>
    private static Transported Discrete(double[] surplus)
    {
        var total = new Sum();
        foreach (var one in surplus)
        {
            total.Add(Math.Abs(one));
        }

        return new Transported(total.Value / 2, 0, Array.ConvertAll(surplus, one => Math.Sign(one) / 2.0));
    }

    /// <summary>What crosses each gap between neighbours is the difference of the distribution functions there.</summary>
    private static Transported OnLine(double[] surplus, double[] line)
    {
        var order = Enumerable.Range(0, line.Length).OrderBy(v => line[v]).ToArray();
        var (cost, crossing, potential) = (new Sum(), new Sum(), new double[line.Length]);
        for (var k = 0; k + 1 < order.Length; k++)
        {
            var gap = line[order[k + 1]] - line[order[k]];
            crossing.Add(surplus[order[k]]);
            cost.Add(Math.Abs(crossing.Value) * gap);
            potential[order[k + 1]] = potential[order[k]] - (Math.Sign(crossing.Value) * gap);
        }

        return new Transported(cost.Value, 0, potential);
    }

    private static Transported ByFlow(Shape shape, double[] surplus, IGround ground, double? bound, CancellationToken stop)
    {
        var (n, states, edges) = (surplus.Length, shape.States, ground.Edges.ToArray());
        var (lines, limited) = (n / states, bound is null ? 0 : surplus.Count(one => one != 0));
        var network = new FlowNetwork(n + (lines * shape.Length * ground.Hubs) + (bound is null ? 0 : 1), (lines * shape.Length * edges.Length) + limited);
        var hub = n;
        for (var (i, stride) = (0, n / states); i < shape.Length; i++, stride /= states)
        {
            // A line is what differs at position i alone; its first sequence has symbol 0 there.
            for (var line = 0; line < lines; line++)
            {
                var first = ((line / stride) * stride * states) + (line % stride);
                foreach (var edge in edges)
                {
                    network.Add(Node(edge.From), Node(edge.To), edge.Length);
                }

                hub += ground.Hubs;

                int Node(int v) => v < states ? first + (v * stride) : hub + v - states;
            }
        }

        if (bound is { } most)
        {
            // What goes through the far node may go there at once: only where there is a surplus, and on to where something lacks.
            for (var x = 0; x < n; x++)
            {
                if (surplus[x] != 0)
                {
                    network.Add(surplus[x] > 0 ? x : hub, surplus[x] > 0 ? hub : x, most);
                }
            }
        }

        var diameter = ground.Diameter * shape.Length;
        var flow = network.Solve(surplus, bound is { } largest ? Math.Min(diameter, 2 * largest) : diameter, stop);
        // What is left of rounding says nothing, and differs from machine to machine.
        return new Transported(flow.Cost, flow.Gap < 1e-13 ? 0 : flow.Gap, flow.Potential[..n]);
    }
}
