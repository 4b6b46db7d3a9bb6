namespace Unmask.Tests.Oracles;

/// <summary>Which sets of positions a step may reveal, with their probabilities.</summary>
/// <param name="seen">The tokens (mask = S) before each step so far, this one last.</param>
/// <param name="masked">The positions to choose from.</param>
public delegate IEnumerable<(int[] Positions, double Probability)> Reveal(IReadOnlyList<int[]> seen, int[] masked);

/// <summary>Schedules that reveal positions, one path after another: nothing is merged, nothing is deferred.</summary>
public static class Reveals
{
    /// <summary>A schedule that chooses nothing: one set for given tokens and step.</summary>
    public static Reveal Certain(Func<int[], int, int[]> positions) => (seen, _) => [(positions(seen[^1], seen.Count - 1), 1.0)];

    /// <summary>The output law <c>p_Y = E_ω p_Y|ω</c>, by following every choice and every revealed value.</summary>
    public static double[] Output(int length, int states, Reveal reveal, Func<int[], int, double[]> predictor)
    {
        var q = new double[Laws.Count(length, states)];
        Follow([[.. Enumerable.Repeat(states, length)]], 1.0);
        return q;

        void Follow(List<int[]> seen, double probability)
        {
            var tokens = seen[^1];
            if (!tokens.Contains(states))
            {
                q[Laws.Index(tokens, states)] += probability;
                return;
            }

            foreach (var (chosen, share) in reveal(seen, Masked(tokens, states)))
            {
                var rows = chosen.Select(i => predictor(tokens, i)).ToArray();
                for (var values = 0; values < Laws.Count(chosen.Length, states); values++)
                {
                    var drawn = Laws.Tokens(values, chosen.Length, states);
                    var next = (int[])tokens.Clone();
                    var joint = probability * share;
                    for (var k = 0; k < chosen.Length; k++)
                    {
                        next[chosen[k]] = drawn[k];
                        joint *= rows[k][drawn[k]];
                    }

                    if (joint > 0)
                    {
                        Follow([.. seen, next], joint);
                    }
                }
            }
        }
    }

    /// <summary><c>E_ω KL(p ‖ p_Y|ω) = E_{x,ω}[log p(x) − Σ_t Σ_{i∈D_t} log p̂_i(x_i | x_W)]</c>, one x and one path after another (T 1.8).</summary>
    public static double Divergence(double[] p, int length, int states, Reveal reveal, Func<int[], int, double[]> predictor)
    {
        var total = 0.0;
        for (var x = 0; x < p.Length; x++)
        {
            if (p[x] > 0)
            {
                var tokens = Laws.Tokens(x, length, states);
                total += p[x] * (Math.Log(p[x]) - Follow(tokens, [[.. Enumerable.Repeat(states, length)]]));
            }
        }

        return total;

        double Follow(int[] x, List<int[]> seen)
        {
            var tokens = seen[^1];
            if (!tokens.Contains(states))
            {
                return 0;
            }

            var expected = 0.0;
            foreach (var (chosen, share) in reveal(seen, Masked(tokens, states)))
            {
                var next = (int[])tokens.Clone();
                var log = 0.0;
                foreach (var i in chosen)
                {
                    next[i] = x[i];
                    log += Math.Log(predictor(tokens, i)[x[i]]);
                }

                expected += share * (log + Follow(x, [.. seen, next]));
            }

            return expected;
        }
    }

    /// <summary>The masked positions, ascending.</summary>
    public static int[] Masked(int[] tokens, int states) => [.. Enumerable.Range(0, tokens.Length).Where(i => tokens[i] == states)];
}
