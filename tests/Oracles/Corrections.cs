namespace Unmask.Tests.Oracles;

/// <summary>A predictor with a corrector: after each step of a schedule so many moves draw revealed tokens anew, the mask as it is.</summary>
public static class Corrections
{
    /// <summary>What a move may draw anew at once, with its probability: positions out of the revealed ones, given the tokens.</summary>
    public delegate IEnumerable<(int[] Positions, double Probability)> Choice(int[] tokens, int[] revealed);

    /// <summary>The law of what is generated; the schedule looks at the tokens before its step, not at earlier ones.</summary>
    public static double[] Output(int length, int states, Reveal reveal, int moves, Choice choice, Func<int[], int, double[]> predictor)
    {
        var law = new double[Laws.Count(length, states)];
        var current = new Dictionary<int, double> { [Laws.Index([.. Enumerable.Repeat(states, length)], states + 1)] = 1 };
        for (var step = 0; current.Count > 0; step++)
        {
            var now = step;
            current = After(current, (tokens, revealed) => reveal([.. Enumerable.Repeat(tokens, now + 1)], [.. Enumerable.Range(0, length).Except(revealed)]));
            for (var move = 0; move < moves; move++)
            {
                current = After(current, choice);
            }

            foreach (var (x, probability) in current.ToList())
            {
                if (Laws.Tokens(x, length, states + 1) is var tokens && !tokens.Contains(states))
                {
                    law[Laws.Index(tokens, states)] += probability;
                    current.Remove(x);
                }
            }
        }

        return law;

        Dictionary<int, double> After(Dictionary<int, double> before, Choice choose)
        {
            var after = new Dictionary<int, double>();
            foreach (var (x, probability) in before)
            {
                var tokens = Laws.Tokens(x, length, states + 1);
                foreach (var (positions, share) in choose(tokens, [.. Enumerable.Range(0, length).Where(i => tokens[i] < states)]))
                {
                    for (var values = 0; values < Laws.Count(positions.Length, states); values++)
                    {
                        var drawn = Laws.Tokens(values, positions.Length, states);
                        var (next, joint) = ((int[])tokens.Clone(), probability * share);
                        for (var k = 0; k < positions.Length; k++)
                        {
                            joint *= predictor(Without(tokens, positions[k]), positions[k])[drawn[k]];
                            next[positions[k]] = drawn[k];
                        }

                        after[Laws.Index(next, states + 1)] = after.GetValueOrDefault(Laws.Index(next, states + 1)) + joint;
                    }
                }
            }

            return after;
        }

        int[] Without(int[] tokens, int i) => [.. tokens.Select((token, j) => j == i ? states : token)];
    }

    /// <summary>One revealed position, uniform.</summary>
    public static IEnumerable<(int[] Positions, double Probability)> Gibbs(int[] tokens, int[] revealed) => revealed.Select(i => (new[] { i }, 1.0 / revealed.Length));

    /// <summary>
    /// So many revealed positions by Gumbel top-k of less their confidence (arXiv 2407.21243): one after another without replacement, each next
    /// in proportion to <c>(max_{v≠x_i} p̂_i(v) / p̂_i(x_i))^{1/temperature}</c>, each at least 1e-300. Order by order: sets come several times.
    /// </summary>
    /// <param name="states">S.</param>
    /// <param name="count">How many positions.</param>
    /// <param name="temperature">The temperature.</param>
    /// <param name="read">What confidence is read from.</param>
    public static Choice Informed(int states, int count, double temperature, Func<int[], int, double[]> read) => (tokens, revealed) =>
    {
        var scores = revealed.ToDictionary(i => i, i =>
        {
            var row = read([.. tokens.Select((token, j) => j == i ? states : token)], i).Select(p => Math.Log(Math.Max(p, 1e-300))).ToArray();
            return (row.Where((_, v) => v != tokens[i]).Max() - row[tokens[i]]) / temperature;
        });
        return Ordered([], 1.0);

        IEnumerable<(int[], double)> Ordered(int[] taken, double probability)
        {
            if (taken.Length == Math.Min(count, revealed.Length))
            {
                return [(taken, probability)];
            }

            var left = revealed.Except(taken).ToArray();
            return left.SelectMany(i => Ordered([.. taken, i], probability / left.Sum(j => Math.Exp(scores[j] - scores[i]))));
        }
    };
}
