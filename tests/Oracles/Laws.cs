namespace Unmask.Tests.Oracles;

/// <summary>
/// A joint law as a table <c>p</c> of S^L probabilities, row-major, the first token slowest. Tokens are 0…S−1, the mask is S.
/// </summary>
public static class Laws
{
    public static int Count(int length, int states)
    {
        var count = 1;
        for (var i = 0; i < length; i++)
        {
            count *= states;
        }

        return count;
    }

    public static int[] Tokens(int index, int length, int states)
    {
        var tokens = new int[length];
        for (var i = length - 1; i >= 0; i--)
        {
            tokens[i] = index % states;
            index /= states;
        }

        return tokens;
    }

    public static int Index(int[] tokens, int states)
    {
        var index = 0;
        foreach (var token in tokens)
        {
            index = (index * states) + token;
        }

        return index;
    }

    /// <summary>Tokens with all but the listed positions masked.</summary>
    public static int[] Masked(int[] tokens, IEnumerable<int> revealed, int states)
    {
        var masked = Enumerable.Repeat(states, tokens.Length).ToArray();
        foreach (var i in revealed)
        {
            masked[i] = tokens[i];
        }

        return masked;
    }

    /// <summary>The law of the listed positions, the first listed slowest.</summary>
    public static double[] Marginal(double[] p, int length, int states, int[] positions)
    {
        var marginal = new double[Count(positions.Length, states)];
        for (var x = 0; x < p.Length; x++)
        {
            var tokens = Tokens(x, length, states);
            marginal[Index([.. positions.Select(i => tokens[i])], states)] += p[x];
        }

        return marginal;
    }

    /// <summary><c>p(X_i = · | revealed tokens)</c>; the marginal of X_i where they have probability 0.</summary>
    public static double[] Conditional(double[] p, int length, int states, int[] revealed, int i)
    {
        var row = new double[states];
        var masked = Enumerable.Range(0, length).Where(j => revealed[j] == states).ToArray();
        var tokens = (int[])revealed.Clone();
        for (var k = 0; k < Count(masked.Length, states); k++)
        {
            var completion = Tokens(k, masked.Length, states);
            for (var j = 0; j < masked.Length; j++)
            {
                tokens[masked[j]] = completion[j];
            }

            row[tokens[i]] += p[Index(tokens, states)];
        }

        var total = row.Sum();
        return total > 0 ? [.. row.Select(value => value / total)] : Marginal(p, length, states, [i]);
    }

    public static double Entropy(double[] p) => -p.Where(value => value > 0).Sum(value => value * Math.Log(value));

    /// <summary>Total variation <c>½ Σ |p − q|</c>.</summary>
    public static double Distance(double[] p, double[] q) => p.Zip(q).Sum(pair => Math.Abs(pair.First - pair.Second)) / 2;

    /// <summary><c>Σ p log(p/q)</c>, infinite where p > 0 = q.</summary>
    public static double Divergence(double[] p, double[] q) =>
        p.Zip(q).Where(pair => pair.First > 0).Sum(pair => pair.First * Math.Log(pair.First / pair.Second));

    /// <summary>The law of a chain; transitions[i] leads from position i to i+1, rows = from.</summary>
    public static double[] Chain(double[] initial, double[][,] transitions)
    {
        var (length, states) = (transitions.Length + 1, initial.Length);
        var p = new double[Count(length, states)];
        for (var x = 0; x < p.Length; x++)
        {
            var tokens = Tokens(x, length, states);
            p[x] = initial[tokens[0]];
            for (var i = 0; i + 1 < length; i++)
            {
                p[x] *= transitions[i][tokens[i], tokens[i + 1]];
            }
        }

        return p;
    }
}
