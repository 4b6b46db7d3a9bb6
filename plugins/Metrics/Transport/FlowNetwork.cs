using Google.OrTools.Graph;
using Unmask.Numerics;

namespace Unmask.Plugins.Metrics.Transport;

/// <summary>A cheapest flow from where there is too much to where there is too little.</summary>
/// <param name="Cost">The cost, from below: the value of a feasible dual solution.</param>
/// <param name="Gap">How much the true minimum may exceed <paramref name="Cost"/>: a feasible flow less the dual value.</param>
/// <param name="Potential">The dual solution ψ, one number a node: <c>ψ(from) − ψ(to) ≤ length</c> on every arc, and <c>Cost = Σ supply·ψ</c>.</param>
internal sealed record CheapestFlow(double Cost, double Gap, double[] Potential);

/// <summary>A directed graph with lengths, on which supplies are moved at least cost: <c>min Σ flow·length</c>.</summary>
/// <remarks>
/// <para>Solved by the cost-scaling flow algorithm of Google OR-Tools (A. V. Goldberg, An efficient implementation of a scaling minimum-cost flow
/// algorithm, J. Algorithms 22, 1997), which is one of integers: supplies are rounded to some 2^-53 of what is moved and lengths down to 2^-40 of the longest,
/// unless they are integers. The result does not rest on that: the potentials of the flow, shortest distances in its residual graph, are a
/// feasible dual solution for the lengths as they are, and give a lower bound in double precision; the flow, and what rounding left
/// unmoved at the diameter's cost, gives an upper bound.</para>
/// <para>Not thread-safe: one network, one problem. Memory is about 80 bytes an arc.</para>
/// </remarks>
/// <param name="nodes">The number of nodes.</param>
/// <param name="arcs">The number of arcs that will be added.</param>
internal sealed class FlowNetwork(int nodes, int arcs)
{
    private const double MostUnits = 1L << 53;
    private const int MostLengthBits = 40;

    private readonly int[] _from = new int[arcs];
    private readonly int[] _to = new int[arcs];
    private readonly double[] _length = new double[arcs];
    private int _count;

    /// <summary>Adds an arc.</summary>
    /// <param name="from">The node it leaves.</param>
    /// <param name="to">The node it enters.</param>
    /// <param name="length">The cost of a unit, at least 0 and finite.</param>
    public void Add(int from, int to, double length) => (_from[_count], _to[_count], _length[_count++]) = (from, to, length);

    /// <summary>Finds a cheapest flow.</summary>
    /// <param name="supply">What leaves each of the first nodes (negative: enters), summing to 0 up to rounding.</param>
    /// <param name="diameter">The largest distance of two nodes with a supply.</param>
    /// <param name="stop">Cancels. The library's own work cannot be interrupted: it is left to end by itself.</param>
    public CheapestFlow Solve(ReadOnlySpan<double> supply, double diameter, CancellationToken stop)
    {
        var moved = 0.0;
        foreach (var one in supply)
        {
            moved += Math.Abs(one) / 2;
        }

        if (moved == 0)
        {
            return new CheapestFlow(0, 0, new double[nodes]);
        }

        var unit = moved / Math.Min(MostUnits, Math.ScaleB(1, 61) / (MostArcsOfANode() + 1));
        var (units, lost) = Units(supply, unit);
        var (lengths, step) = Lengths();
        var flow = Flow(units, lengths, (long)Math.Ceiling(moved / unit) + supply.Length, stop);
        var potential = Array.ConvertAll(Distances(flow, lengths, stop), distance => -distance * step);
        var (primal, dual) = (new Sum(), new Sum());
        for (var a = 0; a < _count; a++)
        {
            primal.Add(flow[a] * _length[a]);
        }

        for (var x = 0; x < supply.Length; x++)
        {
            dual.Add(supply[x] * potential[x]);
        }

        // A constant is a solution too: the dual value is at least 0, but for rounding.
        return new CheapestFlow(Math.Max(0, dual.Value), Math.Max(0, (primal.Value * unit) + (diameter * lost / 2) - dual.Value), potential);
    }

    private int MostArcsOfANode()
    {
        var (left, entered) = (new int[nodes], new int[nodes]);
        for (var a = 0; a < _count; a++)
        {
            left[_from[a]]++;
            entered[_to[a]]++;
        }

        return Math.Max(left.Max(), entered.Max());
    }

    /// <summary>Supplies in whole units that sum to 0, and how much of the supplies that is not.</summary>
    private static (long[] Units, double Lost) Units(ReadOnlySpan<double> supply, double unit)
    {
        var (units, left, largest) = (new long[supply.Length], 0L, 0);
        for (var x = 0; x < supply.Length; x++)
        {
            units[x] = (long)Math.Round(supply[x] / unit);
            left += units[x];
            largest = Math.Abs(supply[x]) > Math.Abs(supply[largest]) ? x : largest;
        }

        units[largest] -= left;
        var lost = 0.0;
        for (var x = 0; x < supply.Length; x++)
        {
            lost += Math.Abs((units[x] * unit) - supply[x]);
        }

        return (units, lost);
    }

    /// <summary>Lengths as whole steps, rounded down, so that potentials for them are potentials for the lengths.</summary>
    private (long[] Lengths, double Step) Lengths()
    {
        var lengths = _length.AsSpan(0, _count);
        var (whole, longest) = (true, 0.0);
        foreach (var length in lengths)
        {
            whole &= length == Math.Floor(length) && length < 1 << 20;
            longest = Math.Max(longest, length);
        }

        var step = whole || longest == 0 ? 1 : longest / Math.ScaleB(1, Math.Min(MostLengthBits, 58 - (int)Math.Ceiling(Math.Log2(nodes + 2.0))));
        var steps = new long[_count];
        for (var a = 0; a < _count; a++)
        {
            steps[a] = (long)Math.Floor(lengths[a] / step);
        }

        return (steps, step);
    }

    private long[] Flow(long[] units, long[] lengths, long everything, CancellationToken stop)
    {
        var problem = new MinCostFlow();
        for (var a = 0; a < _count; a++)
        {
            // Every arc takes everything: with arcs of limited capacity the library was seen not to end.
            problem.AddArcWithCapacityAndUnitCost(_from[a], _to[a], everything, lengths[a]);
        }

        for (var x = 0; x < units.Length; x++)
        {
            problem.SetNodeSupply(x, units[x]);
        }

        var solving = Task.Factory.StartNew(
            () =>
            {
                using (problem)
                {
                    var status = problem.Solve();
                    return status == MinCostFlowBase.Status.OPTIMAL
                        ? Enumerable.Range(0, _count).Select(problem.Flow).ToArray()
                        : throw new InvalidOperationException($"The flow over {nodes} nodes and {_count} arcs has no solution: {status}.");
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return solving.WaitAsync(stop).GetAwaiter().GetResult();
    }

    /// <summary>Shortest distances from anywhere in the residual graph, at most 0: by labels that are corrected, first in, first out.</summary>
    private long[] Distances(long[] flow, long[] lengths, CancellationToken stop)
    {
        var (starts, ends) = Residual(flow);
        var (distance, queue, waits) = (new long[nodes], new Queue<int>(Enumerable.Range(0, nodes)), new bool[nodes]);
        Array.Fill(waits, true);
        for (var taken = 0L; queue.TryDequeue(out var node); taken++)
        {
            if (taken % 65536 == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            waits[node] = false;
            foreach (var arc in ends.AsSpan(starts[node], starts[node + 1] - starts[node]))
            {
                // An arc's complement is the arc backwards, which is there as far as something flows.
                var (to, length) = arc >= 0 ? (_to[arc], lengths[arc]) : (_from[~arc], -lengths[~arc]);
                if (distance[node] + length < distance[to])
                {
                    distance[to] = distance[node] + length;
                    if (!waits[to])
                    {
                        waits[to] = true;
                        queue.Enqueue(to);
                    }
                }
            }
        }

        return distance;
    }

    /// <summary>The residual arcs of each node: forward all, backward those with flow.</summary>
    private (int[] Starts, int[] Arcs) Residual(long[] flow)
    {
        var starts = new int[nodes + 1];
        for (var a = 0; a < _count; a++)
        {
            starts[_from[a] + 1]++;
            starts[_to[a] + 1] += flow[a] > 0 ? 1 : 0;
        }

        for (var x = 0; x < nodes; x++)
        {
            starts[x + 1] += starts[x];
        }

        var (next, residual) = (starts.AsSpan(0, nodes).ToArray(), new int[starts[nodes]]);
        for (var a = 0; a < _count; a++)
        {
            residual[next[_from[a]]++] = a;
            if (flow[a] > 0)
            {
                residual[next[_to[a]]++] = ~a;
            }
        }

        return (starts, residual);
    }
}
