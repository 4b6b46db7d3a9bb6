namespace Unmask.Tests.Oracles;

/// <summary>Entropy order: each step reveals the positions of lowest conditional entropy given what is revealed.</summary>
public static class EntropyOrder
{
    /// <summary>The output law, by following every revealed value.</summary>
    /// <param name="p">The data law, whose entropies give the order.</param>
    /// <param name="sizes">In reveal order.</param>
    /// <param name="predictor">Gives both the entropies and the tokens.</param>
    public static double[] Output(double[] p, int length, int states, int[] sizes, Func<int[], int, double[]> predictor) => Reveals.Output(
        length,
        states,
        Reveals.Certain((tokens, step) => Lowest(
            Enumerable.Range(0, length).Where(i => tokens[i] == states).ToDictionary(i => i, i => Laws.Entropy(predictor(tokens, i))), sizes[step])),
        predictor);

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
