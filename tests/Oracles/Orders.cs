namespace Unmask.Tests.Oracles;

/// <summary>Orders of the masked process by their definitions; each reads confidence from a predictor's rows.</summary>
public static class Orders
{
    /// <summary>The lowest scores, ties by index.</summary>
    /// <param name="read">What confidence is read from.</param>
    /// <param name="size">How many, of a step.</param>
    /// <param name="score">The score of a row.</param>
    public static Reveal Lowest(Func<int[], int, double[]> read, Func<int, int> size, Func<double[], double> score) => (seen, masked) =>
        [(EntropyOrder.Lowest(masked.ToDictionary(i => i, i => score(read(seen[^1], i))), Math.Min(size(seen.Count - 1), masked.Length)), 1)];

    /// <summary>The leftmost, so many a step.</summary>
    public static Reveal LeftToRight(int perStep) => (_, masked) => [([.. masked.Take(perStep)], 1)];

    /// <summary>Uniform sets of random size, cut to what is left.</summary>
    /// <param name="sizes">Of a step: the probability of each size, from 1 on.</param>
    public static Reveal Random(Func<int, double[]> sizes) => (seen, masked) =>
        from size in sizes(seen.Count - 1).Select((probability, k) => (Of: Math.Min(k + 1, masked.Length), Probability: probability))
        where size.Probability > 0
        let sets = Partitions.Subsets(masked, size.Of).ToList()
        from set in sets
        select (set, size.Probability / sets.Count);

    /// <summary>All whose largest probability reaches a threshold, or the one of the largest.</summary>
    public static Reveal Threshold(Func<int[], int, double[]> read, double probability) => (seen, masked) =>
        [(masked.Where(i => read(seen[^1], i).Max() >= probability).ToArray() is { Length: > 0 } reach ? reach : Surest(read, seen[^1], masked), 1)];

    /// <summary>The longest start of the entropy order whose entropies, without the largest, keep within a budget.</summary>
    public static Reveal EntropyBounded(Func<int[], int, double[]> read, double budget) => (seen, masked) =>
    {
        var entropies = masked.ToDictionary(i => i, i => Laws.Entropy(read(seen[^1], i)));
        var order = EntropyOrder.Lowest(entropies, masked.Length);
        return [(order[..Enumerable.Range(1, masked.Length).Last(n => order[..n].Sum(i => entropies[i]) - order[..n].Max(i => entropies[i]) <= budget)], 1)];
    };

    /// <summary>All that are sure and were stable in each of the last steps, or the one of the largest probability.</summary>
    public static Reveal Klass(Func<int[], int, double[]> read, double confidence, double stability, int history)
    {
        return (seen, masked) =>
            [(masked.Where(i => read(seen[^1], i).Max() >= confidence && IsStable(seen, i)).ToArray() is { Length: > 0 } ready ? ready : Surest(read, seen[^1], masked), 1)];

        bool IsStable(IReadOnlyList<int[]> seen, int i) => seen.Count > history
            && Enumerable.Range(1, history).All(back => Laws.Divergence(read(seen[^back], i), read(seen[^(back + 1)], i)) < stability);
    }

    /// <summary>Another order in the first block that has masks, as if that were all and had begun with its first step.</summary>
    public static Reveal Blocks(int length, Reveal inner) => (seen, masked) =>
    {
        int Block(int[] tokens) => Array.IndexOf(tokens, seen[0][0]) / length;
        return inner([.. seen.SkipWhile(tokens => Block(tokens) != Block(seen[^1]))], [.. masked.Where(i => i / length == Block(seen[^1]))]);
    };

    /// <summary>The law of MaskGIT's order, step by step: all candidates, then all orders in which they are kept.</summary>
    /// <param name="length">L.</param>
    /// <param name="states">S.</param>
    /// <param name="sizes">In reveal order.</param>
    /// <param name="temperature">Of a step.</param>
    /// <param name="read">What confidence is read from.</param>
    /// <param name="draw">What candidates are drawn from.</param>
    public static double[] Confidence(int length, int states, int[] sizes, Func<int, double> temperature, Func<int[], int, double[]> read, Func<int[], int, double[]> draw)
    {
        var law = new Dictionary<string, (int[] Tokens, double Probability)> { [""] = ([.. Enumerable.Repeat(states, length)], 1) };
        for (var step = 0; step < sizes.Length; step++)
        {
            var next = new Dictionary<string, (int[] Tokens, double Probability)>();
            foreach (var (tokens, probability) in law.Values)
            {
                var masked = Reveals.Masked(tokens, states);
                for (var values = 0; values < Laws.Count(masked.Length, states); values++)
                {
                    var symbols = Laws.Tokens(values, masked.Length, states);
                    var drawn = masked.Zip(symbols).Aggregate(1.0, (product, pair) => product * draw(tokens, pair.First)[pair.Second]);
                    var confidence = masked.Zip(symbols).ToDictionary(pair => pair.First, pair => Math.Log(read(tokens, pair.First)[pair.Second]));
                    foreach (var (order, chance) in drawn == 0 ? [] : Kept(confidence, sizes[step], temperature(step)))
                    {
                        var then = (int[])tokens.Clone();
                        foreach (var i in order)
                        {
                            then[i] = symbols[Array.IndexOf(masked, i)];
                        }

                        var key = string.Join(' ', then);
                        next[key] = (then, next.GetValueOrDefault(key).Probability + (probability * drawn * chance));
                    }
                }
            }

            law = next;
        }

        var output = new double[Laws.Count(length, states)];
        foreach (var (tokens, probability) in law.Values)
        {
            output[Laws.Index(tokens, states)] += probability;
        }

        return output;
    }

    /// <summary>Orders of so many positions: each next in proportion to <c>exp(confidence / temperature)</c> among those left.</summary>
    private static IEnumerable<(int[] Order, double Probability)> Kept(Dictionary<int, double> confidence, int count, double temperature)
    {
        if (temperature == 0)
        {
            return [(EntropyOrder.Lowest(confidence.ToDictionary(pair => pair.Key, pair => -pair.Value), count), 1)];
        }

        var most = confidence.Values.Max();
        return Sequences(confidence.ToDictionary(pair => pair.Key, pair => Math.Exp((pair.Value - most) / temperature)), count);

        static IEnumerable<(int[] Order, double Probability)> Sequences(Dictionary<int, double> weights, int count) => count == 0 ? [([], 1.0)] :
            from first in weights.Keys
            from rest in Sequences(weights.Where(pair => pair.Key != first).ToDictionary(), count - 1)
            select ((int[])[first, .. rest.Order], weights[first] / weights.Values.Sum() * rest.Probability);
    }

    private static int[] Surest(Func<int[], int, double[]> read, int[] tokens, int[] masked) => EntropyOrder.Lowest(masked.ToDictionary(i => i, i => -read(tokens, i).Max()), 1);
}
