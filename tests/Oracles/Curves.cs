namespace Unmask.Tests.Oracles;

/// <summary>Curves by definition: averages over all sets W of a size and all positions outside.</summary>
public static class Curves
{
    /// <summary><c>h(w) = E H(X_i | X_W)</c>, from the marginals of every set: <c>H(X_i | X_W) = H(X_{W∪i}) − H(X_W)</c>.</summary>
    public static double[] Information(double[] p, int length, int states)
    {
        var entropies = new double[1 << length];
        for (var set = 0; set < entropies.Length; set++)
        {
            entropies[set] = Laws.Entropy(Laws.Marginal(p, length, states, Members(set, length)));
        }

        var h = new double[length];
        for (var w = 0; w < length; w++)
        {
            var terms = new List<double>();
            for (var set = 0; set < entropies.Length; set++)
            {
                if (Members(set, length).Length == w)
                {
                    terms.AddRange(Enumerable.Range(0, length).Where(i => (set >> i & 1) == 0).Select(i => entropies[set | 1 << i] - entropies[set]));
                }
            }

            h[w] = terms.Average();
        }

        return h;
    }

    /// <summary><c>c(w) = E[−log p̂_i(X_i | X_W)]</c>.</summary>
    public static double[] CrossEntropy(double[] p, int length, int states, Func<int[], int, double[]> predictor)
    {
        var c = new double[length];
        for (var w = 0; w < length; w++)
        {
            var terms = new List<double>();
            foreach (var revealed in Partitions.Subsets([.. Enumerable.Range(0, length)], w))
            {
                foreach (var i in Enumerable.Range(0, length).Except(revealed))
                {
                    var term = 0.0;
                    for (var x = 0; x < p.Length; x++)
                    {
                        var tokens = Laws.Tokens(x, length, states);
                        term -= p[x] > 0 ? p[x] * Math.Log(predictor(Laws.Masked(tokens, revealed, states), i)[tokens[i]]) : 0;
                    }

                    terms.Add(term);
                }
            }

            c[w] = terms.Average();
        }

        return c;
    }

    private static int[] Members(int set, int length) => [.. Enumerable.Range(0, length).Where(i => (set >> i & 1) == 1)];
}
