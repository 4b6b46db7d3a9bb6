namespace Unmask.Theory;

/// <summary>The law that a stochastic matrix keeps, <c>π P = π</c>, or a generator, <c>π Q = 0</c>. Pure functions.</summary>
public static class StationaryLaw
{
    /// <summary>Computes it by the elimination of Grassmann, Taksar and Heyman (1985): no subtraction, so every entry keeps its digits.</summary>
    /// <param name="matrix">Shape [S × S], row-major, row = from; what stands on the diagonal is not read, the rest is at least 0.</param>
    /// <param name="states">Vocabulary size S.</param>
    /// <returns>The law, shape [S], or null if there is more than one: two sets of symbols that are never left.</returns>
    public static double[]? Of(ReadOnlySpan<double> matrix, int states)
    {
        var root = LastRoot(matrix, states);
        if (!Visit(matrix, states, root, new bool[states], backward: true).All(reached => reached))
        {
            return null;
        }

        var recurrent = Visit(matrix, states, root, new bool[states], backward: false);
        var members = Enumerable.Range(0, states).Where(v => recurrent[v]).ToArray();
        var law = new double[states];
        foreach (var (member, probability) in members.Zip(Eliminate(matrix, states, members)))
        {
            law[member] = probability;
        }

        return law;
    }

    private static double[] Eliminate(ReadOnlySpan<double> matrix, int states, int[] members)
    {
        var n = members.Length;
        var p = new double[n, n];
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
            {
                p[a, b] = matrix[(members[a] * states) + members[b]];
            }
        }

        for (var k = n - 1; k > 0; k--)
        {
            var leaving = 0.0;
            for (var b = 0; b < k; b++)
            {
                leaving += p[k, b];
            }

            for (var a = 0; a < k; a++)
            {
                p[a, k] /= leaving;
                for (var b = 0; b < k; b++)
                {
                    p[a, b] += p[a, k] * p[k, b];
                }
            }
        }

        var law = new double[n];
        law[0] = 1;
        for (var k = 1; k < n; k++)
        {
            for (var a = 0; a < k; a++)
            {
                law[k] += law[a] * p[a, k];
            }
        }

        Matrices.Normalise(law);
        return law;
    }

    // Searching backwards from every symbol not met yet, the last start is one that all others lead to, if any is.
    private static int LastRoot(ReadOnlySpan<double> matrix, int states)
    {
        var (met, root) = (new bool[states], 0);
        for (var v = 0; v < states; v++)
        {
            if (!met[v])
            {
                root = v;
                Visit(matrix, states, v, met, backward: true);
            }
        }

        return root;
    }

    private static bool[] Visit(ReadOnlySpan<double> matrix, int states, int start, bool[] met, bool backward)
    {
        var open = new Stack<int>([start]);
        met[start] = true;
        while (open.TryPop(out var v))
        {
            for (var next = 0; next < states; next++)
            {
                if (!met[next] && matrix[backward ? (next * states) + v : (v * states) + next] > 0)
                {
                    met[next] = true;
                    open.Push(next);
                }
            }
        }

        return met;
    }
}
