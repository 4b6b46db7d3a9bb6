namespace Unmask.Tests.Oracles;

/// <summary>Samplers on a grid of times, as chains on the (S+1)^L partly masked sequences: every entry of every step's kernel is a product over positions.</summary>
/// <remarks>Survival <c>α_0 … α_N</c> is given in the order the sampler runs: <c>α_0</c> at the noise, <c>α_N = 1</c>.</remarks>
public static class Grids
{
    /// <summary>ReMDM (arXiv 2503.00307, (7)) with σ by step; also the law after each step, over (S+1)^L, and the expected number of steps that reveal something.</summary>
    public static (double[] Law, List<double[]> Steps, double Calls) Remasked(
        int length, int states, double[] survival, Func<int, double> sigma, Func<int[], int, double[]> predictor)
    {
        var (mask, count) = (states, Laws.Count(length, states + 1));
        var law = new double[count];
        law[^1] = 1;
        var (steps, calls) = (new List<double[]>(), 0.0);
        for (var j = 0; j + 1 < survival.Length; j++)
        {
            var (t, s, again) = (survival[j], survival[j + 1], sigma(j));
            var (reveal, next) = ((s - ((1 - again) * t)) / (1 - t), new double[count]);
            for (var x = 0; x < count; x++)
            {
                if (law[x] == 0)
                {
                    continue;
                }

                var tokens = Laws.Tokens(x, length, states + 1);
                var rows = Enumerable.Range(0, length).Select(i => Row(tokens, i)).ToArray();
                for (var y = 0; y < count; y++)
                {
                    var after = Laws.Tokens(y, length, states + 1);
                    next[y] += law[x] * Enumerable.Range(0, length).Aggregate(1.0, (product, i) => product == 0 ? 0 : product * rows[i][after[i]]);
                }

                calls += law[x] * (1 - Math.Pow(1 - reveal, tokens.Count(token => token == mask)));
            }

            law = next;
            steps.Add(law);

            double[] Row(int[] tokens, int i)
            {
                var row = new double[states + 1];
                if (tokens[i] == mask)
                {
                    predictor(tokens, i).Select(p => p * reveal).ToArray().CopyTo(row, 0);
                    row[mask] = 1 - reveal;
                }
                else
                {
                    row[tokens[i]] = 1 - again;
                    row[mask] += again;
                }

                return row;
            }
        }

        return (Unmasked(law, length, states), steps, calls);
    }

    /// <summary>
    /// The same by confidence: <c>σ_i = σ e^{−ψ_i}/Σ_j e^{−ψ_j}</c>, ψ the probability read for the token when it was revealed; a state is the tokens with
    /// the ψ of each, and masked positions are revealed as with σ = 0.
    /// </summary>
    public static double[] RemaskedByConfidence(
        int length, int states, double[] survival, Func<int, double> sigma, Func<int[], int, double[]> read, Func<int[], int, double[]> predictor)
    {
        var law = new double[Laws.Count(length, states)];
        Follow([.. Enumerable.Repeat(states, length)], new double[length], 0, 1);
        return law;

        void Follow(int[] tokens, double[] confidence, int step, double probability)
        {
            if (step + 1 == survival.Length)
            {
                law[Laws.Index(tokens, states)] += probability;
                return;
            }

            var reveal = (survival[step + 1] - survival[step]) / (1 - survival[step]);
            var total = Enumerable.Range(0, length).Where(i => tokens[i] < states).Sum(i => Math.Exp(-confidence[i]));
            for (var y = 0; y < Laws.Count(length, states + 1); y++)
            {
                var (next, kept) = (Laws.Tokens(y, length, states + 1), new double[length]);
                var joint = probability;
                for (var i = 0; i < length && joint > 0; i++)
                {
                    if (tokens[i] == states)
                    {
                        joint *= next[i] == states ? 1 - reveal : reveal * predictor(tokens, i)[next[i]];
                        kept[i] = next[i] == states ? 0 : read(tokens, i)[next[i]];
                    }
                    else
                    {
                        var again = sigma(step) * Math.Exp(-confidence[i]) / total;
                        joint *= next[i] == states ? again : next[i] == tokens[i] ? 1 - again : 0;
                        kept[i] = confidence[i];
                    }
                }

                if (joint > 0)
                {
                    Follow(next, kept, step + 1, joint);
                }
            }
        }
    }

    /// <summary>DNDM (arXiv 2312.09193, Algorithm 1) as it is defined: every position's time τ in 1…N, iid, and what each assignment reveals together, the latest first.</summary>
    public static IEnumerable<(int[][] Blocks, double Probability)> TransitionTimes(int length, double[] times)
    {
        for (var all = 0; all < Laws.Count(length, times.Length); all++)
        {
            var tau = Laws.Tokens(all, length, times.Length);
            var blocks = Enumerable.Range(0, length).GroupBy(i => tau[i]).OrderByDescending(group => group.Key).Select(group => group.ToArray());
            yield return ([.. blocks], tau.Aggregate(1.0, (product, k) => product * times[k]));
        }
    }

    private static double[] Unmasked(double[] law, int length, int states) =>
        [.. Enumerable.Range(0, Laws.Count(length, states)).Select(x => law[Laws.Index(Laws.Tokens(x, length, states), states + 1)])];
}
