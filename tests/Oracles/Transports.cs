namespace Unmask.Tests.Oracles;

/// <summary>Distances between laws on a few states, by the plainest ways there are.</summary>
public static class Transports
{
    private const double Nothing = 1e-15;

    /// <summary>The least cost of a coupling, by successive shortest augmenting paths between all pairs of states (Bellman–Ford).</summary>
    public static double Cheapest(double[] p, double[] q, Func<int, int, double> distance)
    {
        var (n, from, to) = (p.Length, p.ToArray(), q.ToArray());
        var coupling = new double[n, n];
        while (from.Max() > Nothing && to.Max() > Nothing)
        {
            // Nodes 0 … n − 1 are sources, n … 2n − 1 are sinks.
            var (cost, before) = (new double[2 * n], new int[2 * n]);
            Array.Fill(before, -1);
            for (var x = 0; x < 2 * n; x++)
            {
                cost[x] = x < n && from[x] > Nothing ? 0 : double.PositiveInfinity;
            }

            for (var changed = true; changed;)
            {
                changed = false;
                for (var x = 0; x < n; x++)
                {
                    for (var y = 0; y < n; y++)
                    {
                        changed |= Relax(x, n + y, distance(x, y));
                        changed |= coupling[x, y] > Nothing && Relax(n + y, x, -distance(x, y));
                    }
                }
            }

            var end = Enumerable.Range(0, n).Where(y => to[y] > Nothing).MinBy(y => cost[n + y]);
            var (amount, start) = (to[end], n + end);
            for (; before[start] >= 0; start = before[start])
            {
                amount = start < n ? Math.Min(amount, coupling[start, before[start] - n]) : amount;
            }

            amount = Math.Min(amount, from[start]);
            for (var node = n + end; before[node] >= 0; node = before[node])
            {
                if (node < n)
                {
                    coupling[node, before[node] - n] -= amount;
                }
                else
                {
                    coupling[before[node], node - n] += amount;
                }
            }

            from[start] -= amount;
            to[end] -= amount;

            bool Relax(int a, int b, double length)
            {
                if (!(cost[a] + length < cost[b] - 1e-13))
                {
                    return false;
                }

                (cost[b], before[b]) = (cost[a] + length, a);
                return true;
            }
        }

        return (from x in Enumerable.Range(0, n) from y in Enumerable.Range(0, n) select coupling[x, y] * distance(x, y)).Sum();
    }

    /// <summary>
    /// <c>max E_p ψ − E_q ψ</c> over all ψ with values −bound … bound that are whole numbers and differ by at most the distance: the vertices of the
    /// linear programme, since distances are whole numbers and its matrix is totally unimodular.
    /// </summary>
    public static double LargestDifference(double[] p, double[] q, int bound, Func<int, int, int> distance)
    {
        var psi = new int[p.Length];
        return Extend(0);

        double Extend(int x)
        {
            if (x == p.Length)
            {
                return psi.Select((value, k) => value * (p[k] - q[k])).Sum();
            }

            var best = double.NegativeInfinity;
            for (psi[x] = -bound; psi[x] <= bound; psi[x]++)
            {
                if (Enumerable.Range(0, x).All(y => Math.Abs(psi[x] - psi[y]) <= distance(x, y)))
                {
                    best = Math.Max(best, Extend(x + 1));
                }
            }

            return best;
        }
    }

    /// <summary><c>min over permutations π of (1/m) Σ_k d(x_k, y_π(k))</c>, trying them all.</summary>
    public static double CheapestAssignment(int[][] x, int[][] y, Func<int[], int[], double> distance)
    {
        return Assign(0, 0) / x.Length;

        double Assign(int k, int taken) => k == x.Length ? 0
            : Enumerable.Range(0, y.Length).Where(j => (taken >> j & 1) == 0).Min(j => distance(x[k], y[j]) + Assign(k + 1, taken | 1 << j));
    }
}
