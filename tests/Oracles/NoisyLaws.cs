namespace Unmask.Tests.Oracles;

/// <summary>What noise does to a law on <c>[S]^L</c>, and what can be said of the data behind it, by sums over all sequences.</summary>
public static class NoisyLaws
{
    /// <summary><c>e^{B Q}</c> by its power series on B halved 60 times, squared 60 times: plain, slow, of full precision for small matrices.</summary>
    public static double[] Exponential(double[] generator, int n, double b)
    {
        const int Halvings = 60;
        var small = Math.ScaleB(b, -Halvings);

        // e^x − 1 is kept instead of e^x, so that small entries keep their digits: (1 + m)² − 1 = 2m + m².
        double[] m = [.. generator.Select(rate => rate * small)];
        for (var k = 0; k < Halvings; k++)
        {
            var square = Product(m, m, n);
            m = [.. m.Zip(square, (one, two) => (2 * one) + two)];
        }

        return [.. m.Select((value, k) => value + (k % (n + 1) == 0 ? 1 : 0))];
    }

    /// <summary>The law of the noisy tokens, shape [S^L].</summary>
    /// <param name="p">The data law, shape [S^L], the first token slowest.</param>
    /// <param name="kernel">The token kernel, row = data, column = noisy, shape [S × S].</param>
    /// <param name="length">L.</param>
    /// <param name="states">S.</param>
    public static double[] Noisy(double[] p, double[] kernel, int length, int states) =>
        [.. Enumerable.Range(0, p.Length).Select(x => Enumerable.Range(0, p.Length).Sum(y => p[y] * Transition(y, x, kernel, length, states)))];

    /// <summary>The probability of noisy tokens x from data y: a product over positions.</summary>
    public static double Transition(int y, int x, double[] kernel, int length, int states)
    {
        var product = 1.0;
        for (var i = 0; i < length; i++, y /= states, x /= states)
        {
            product *= kernel[(y % states * states) + (x % states)];
        }

        return product;
    }

    /// <summary>The number of the sequence x with symbol v at position i.</summary>
    public static int With(int x, int i, int v, int length, int states)
    {
        var stride = (int)Math.Pow(states, length - 1 - i);
        return x + ((v - (x / stride % states)) * stride);
    }

    /// <summary>The tokens of a sequence.</summary>
    public static int[] Tokens(int x, int length, int states) => [.. Enumerable.Range(0, length).Select(i => x / (int)Math.Pow(states, length - 1 - i) % states)];

    /// <summary><c>p(X_0^(i) = ·|X_t = x)</c>, by Bayes's rule over all data.</summary>
    public static double[] Posterior(double[] p, double[] kernel, int x, int i, int length, int states)
    {
        var (row, stride) = (new double[states], (int)Math.Pow(states, length - 1 - i));
        for (var y = 0; y < p.Length; y++)
        {
            row[y / stride % states] += p[y] * Transition(y, x, kernel, length, states);
        }

        var sum = row.Sum();
        return [.. row.Select(value => value / sum)];
    }

    private static double[] Product(double[] a, double[] b, int n) =>
        [.. Enumerable.Range(0, n * n).Select(k => Enumerable.Range(0, n).Sum(j => a[(k / n * n) + j] * b[(j * n) + (k % n)]))];
}
