namespace Unmask.Tests.Oracles;

/// <summary>Data laws by their definitions, as tables of S^L probabilities.</summary>
public static class DataLaws
{
    /// <summary>A chain of order k: the law of the first k tokens, then of each token after the k before it; rows by context, the oldest token slowest.</summary>
    public static double[] Chain(int length, int states, int order, double[] initial, double[][] transitions)
    {
        var longer = Math.Max(length, order);
        var p = Table(longer, states, x =>
        {
            var probability = initial[Laws.Index(x[..order], states)];
            for (var i = order; i < longer; i++)
            {
                probability *= transitions[Laws.Index(x[(i - order)..i], states)][x[i]];
            }

            return probability;
        });
        return Laws.Marginal(p, longer, states, [.. Enumerable.Range(0, length)]);
    }

    /// <summary>A hidden Markov model: the sum over all sequences of hidden states.</summary>
    public static double[] Hidden(int length, double[] initial, double[][] transitions, double[][] emissions) =>
        Table(length, emissions[0].Length, x =>
        {
            var sum = 0.0;
            for (var path = 0; path < Laws.Count(length, initial.Length); path++)
            {
                var z = Laws.Tokens(path, length, initial.Length);
                var probability = initial[z[0]];
                for (var i = 0; i < length; i++)
                {
                    probability *= emissions[z[i]][x[i]] * (i + 1 < length ? transitions[z[i]][z[i + 1]] : 1);
                }

                sum += probability;
            }

            return sum;
        });

    /// <summary>Ising spins on a grid with free edges, row by row; symbol 0 is spin −1.</summary>
    public static double[] Ising(int rows, int columns, double coupling, double field) =>
        Normalised(Table(rows * columns, 2, x =>
        {
            var energy = 0.0;
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < columns; c++)
                {
                    energy += field * Spin(r, c);
                    energy += r + 1 < rows ? coupling * Spin(r, c) * Spin(r + 1, c) : 0;
                    energy += c + 1 < columns ? coupling * Spin(r, c) * Spin(r, c + 1) : 0;
                }
            }

            return Math.Exp(energy);

            int Spin(int r, int c) => (2 * x[(r * columns) + c]) - 1;
        }));

    /// <summary>Uniform on sequences with a sum modulo S.</summary>
    public static double[] GlobalSum(int length, int states, int sum) => Normalised(Table(length, states, x => x.Sum() % states == sum ? 1 : 0));

    /// <summary>Uniform on the words <c>m G</c> of a code, m every message.</summary>
    public static double[] Code(int states, int[][] generator)
    {
        var p = new double[Laws.Count(generator[0].Length, states)];
        for (var k = 0; k < Laws.Count(generator.Length, states); k++)
        {
            var message = Laws.Tokens(k, generator.Length, states);
            int[] word = [.. Enumerable.Range(0, generator[0].Length).Select(j => message.Select((m, r) => m * generator[r][j]).Sum() % states)];
            p[Laws.Index(word, states)] = 1;
        }

        return Normalised(p);
    }

    private static double[] Table(int length, int states, Func<int[], double> weight) =>
        [.. Enumerable.Range(0, Laws.Count(length, states)).Select(k => weight(Laws.Tokens(k, length, states)))];

    private static double[] Normalised(double[] weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
