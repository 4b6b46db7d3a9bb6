namespace Unmask.Tests.Oracles;

/// <summary>Laws on given tokens, by striking out of a table what does not agree with them.</summary>
public static class Given
{
    /// <summary><c>p(x_F | x_G)</c> as a table of the free positions, ascending; null where the given tokens have probability 0.</summary>
    /// <param name="p">Shape [S^L].</param>
    /// <param name="length">L.</param>
    /// <param name="states">S.</param>
    /// <param name="tokens">The given tokens, and S where the position is free.</param>
    public static double[]? Law(double[] p, int length, int states, int[] tokens)
    {
        var free = Free(tokens, states);
        var law = new double[Laws.Count(free.Length, states)];
        for (var x = 0; x < p.Length; x++)
        {
            var full = Laws.Tokens(x, length, states);
            if (Enumerable.Range(0, length).All(i => tokens[i] == states || tokens[i] == full[i]))
            {
                law[Laws.Index([.. free.Select(i => full[i])], states)] += p[x];
            }
        }

        var total = law.Sum();
        return total > 0 ? [.. law.Select(value => value / total)] : null;
    }

    /// <summary>A predictor of full sequences, asked with the given tokens inserted.</summary>
    public static Func<int[], int, double[]> Predictor(Func<int[], int, double[]> predictor, int[] tokens, int states) => (revealed, i) =>
    {
        var (free, full) = (Free(tokens, states), (int[])tokens.Clone());
        for (var k = 0; k < free.Length; k++)
        {
            full[free[k]] = revealed[k];
        }

        return predictor(full, free[i]);
    };

    /// <summary><c>Σ_i H(X_i | x_G)</c> and <c>H(X_F | x_G)</c> of a homogeneous chain, by forward and backward messages.</summary>
    public static (double Marginals, double Joint) ChainEntropies(double[] initial, double[][] step, int[] tokens)
    {
        var (length, states) = (tokens.Length, initial.Length);
        var (forward, backward) = (new double[length][], new double[length][]);
        double[] Allowed(int i, double[] row) => Normalised([.. row.Select((p, v) => tokens[i] == states || tokens[i] == v ? p : 0)]);
        forward[0] = Allowed(0, initial);
        for (var i = 1; i < length; i++)
        {
            forward[i] = Allowed(i, [.. Enumerable.Range(0, states).Select(b => Enumerable.Range(0, states).Sum(a => forward[i - 1][a] * step[a][b]))]);
        }

        backward[^1] = [.. Enumerable.Repeat(1.0, states)];
        for (var i = length - 2; i >= 0; i--)
        {
            var after = Allowed(i + 1, backward[i + 1]);
            backward[i] = Normalised([.. Enumerable.Range(0, states).Select(a => Enumerable.Range(0, states).Sum(b => step[a][b] * after[b]))]);
        }

        var (marginals, joint) = (0.0, 0.0);
        for (var i = 0; i < length; i++)
        {
            var own = Laws.Entropy(Normalised([.. forward[i].Zip(backward[i], (f, b) => f * b)]));
            marginals += own;
            joint += i == 0 ? own : Laws.Entropy(Pair(i)) - Laws.Entropy(Normalised([.. forward[i - 1].Zip(backward[i - 1], (f, b) => f * b)]));
        }

        return (marginals, joint);

        double[] Pair(int i)
        {
            var after = Allowed(i, backward[i]);
            return Normalised([.. Enumerable.Range(0, states * states).Select(k => forward[i - 1][k / states] * step[k / states][k % states] * after[k % states])]);
        }
    }

    private static double[] Normalised(double[] row) => [.. row.Select(p => p / row.Sum())];

    /// <summary>The free positions, ascending.</summary>
    public static int[] Free(int[] tokens, int states) => [.. Enumerable.Range(0, tokens.Length).Where(i => tokens[i] == states)];
}
