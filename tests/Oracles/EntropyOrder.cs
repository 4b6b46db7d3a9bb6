namespace Unmask.Tests.Oracles;

/// <summary>Entropy order: each step reveals the positions of lowest conditional entropy given what is revealed.</summary>
public static class EntropyOrder
{
    /// <summary>The output law, by following every revealed value.</summary>
    /// <param name="p">The data law, whose entropies give the order.</param>
    /// <param name="sizes">In reveal order.</param>
    /// <param name="predictor">Gives both the entropies and the tokens.</param>
    public static double[] Output(double[] p, int length, int states, int[] sizes, Func<int[], int, double[]> predictor)
    {
        var q = new double[p.Length];
        Follow([.. Enumerable.Repeat(states, length)], 0, 1.0);
        return q;

        void Follow(int[] tokens, int step, double probability)
        {
            if (step == sizes.Length)
            {
                q[Laws.Index(tokens, states)] += probability;
                return;
            }

            var rows = Enumerable.Range(0, length).Where(i => tokens[i] == states).ToDictionary(i => i, i => predictor(tokens, i));
            var chosen = Lowest(rows.ToDictionary(row => row.Key, row => Laws.Entropy(row.Value)), sizes[step]);
            for (var values = 0; values < Laws.Count(chosen.Length, states); values++)
            {
                var drawn = Laws.Tokens(values, chosen.Length, states);
                var next = (int[])tokens.Clone();
                var joint = probability;
                for (var k = 0; k < chosen.Length; k++)
                {
                    next[chosen[k]] = drawn[k];
                    joint *= rows[chosen[k]][drawn[k]];
                }

                if (joint > 0)
                {
                    Follow(next, step + 1, joint);
                }
            }
        }
    }

    /// <summary>Repeatedly the lowest index among those within 1e-9 of the remaining minimum.</summary>
    public static int[] Lowest(Dictionary<int, double> entropies, int count)
    {
        var left = new Dictionary<int, double>(entropies);
        var chosen = new List<int>();
        while (chosen.Count < count)
        {
            var minimum = left.Values.Min();
            var next = left.Where(pair => pair.Value <= minimum + 1e-9).Min(pair => pair.Key);
            chosen.Add(next);
            left.Remove(next);
        }

        return [.. chosen];
    }
}
