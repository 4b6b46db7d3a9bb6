namespace Unmask.Tests.Oracles;

/// <summary>Predictors as functions of the partly masked tokens (mask = S) and a position, returning S probabilities.</summary>
public static class Predictors
{
    public static Func<int[], int, double[]> Exact(double[] p, int length, int states)
    {
        var seen = new Dictionary<(int, int), double[]>();
        return (tokens, i) =>
        {
            var key = (Laws.Index(tokens, states + 1), i);
            lock (seen)
            {
                if (!seen.TryGetValue(key, out var row))
                {
                    seen[key] = row = Laws.Conditional(p, length, states, tokens, i);
                }

                return row;
            }
        };
    }

    /// <summary><c>p(X_i)</c>, whatever is revealed.</summary>
    public static Func<int[], int, double[]> Marginal(double[] p, int length, int states) =>
        (_, i) => Laws.Marginal(p, length, states, [i]);

    /// <summary><c>(1 − weight) · inner + weight / S</c>.</summary>
    public static Func<int[], int, double[]> Mixture(Func<int[], int, double[]> inner, double weight) =>
        (tokens, i) =>
        {
            var row = inner(tokens, i);
            return [.. row.Select(value => ((1 - weight) * value) + (weight / row.Length))];
        };

    /// <summary><c>∝ inner^{1/temperature}</c>.</summary>
    public static Func<int[], int, double[]> Tempered(Func<int[], int, double[]> inner, double temperature) =>
        (tokens, i) =>
        {
            var powers = inner(tokens, i).Select(value => Math.Pow(value, 1 / temperature)).ToArray();
            return [.. powers.Select(value => value / powers.Sum())];
        };

    /// <summary>Temperature, then the most probable symbols one after another, equal ones from the lowest on: at most topK, and until their share reaches topP.</summary>
    public static Func<int[], int, double[]> Warped(Func<int[], int, double[]> inner, double temperature, int topK, double topP) =>
        (tokens, i) =>
        {
            var tempered = Tempered(inner, temperature)(tokens, i);
            var ranked = new List<int>();
            while (ranked.Count < Math.Min(topK, tempered.Length))
            {
                var left = Enumerable.Range(0, tempered.Length).Except(ranked).ToList();
                var largest = left.Max(v => tempered[v]);
                ranked.Add(left.First(v => tempered[v] >= largest - (1e-10 * largest)));
            }

            var total = ranked.Sum(v => tempered[v]);
            var kept = Enumerable.Range(1, ranked.Count).Select(n => ranked.Take(n).ToList()).First(start => start.Sum(v => tempered[v]) >= (topP * total) - 1e-10);
            var share = kept.Sum(v => tempered[v]);
            return [.. tempered.Select((value, v) => kept.Contains(v) ? value / share : 0)];
        };
}
