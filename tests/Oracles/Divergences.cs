namespace Unmask.Tests.Oracles;

/// <summary>Errors of the sampler LC (6), by building the output law of every mask sequence.</summary>
public static class Divergences
{
    /// <summary>The output law <c>p_Y|M</c> of one mask sequence, blocks in reveal order.</summary>
    public static double[] Output(int length, int states, int[][] blocks, Func<int[], int, double[]> predictor)
    {
        var q = new double[Laws.Count(length, states)];
        for (var y = 0; y < q.Length; y++)
        {
            q[y] = Probability(length, states, blocks, y, predictor);
        }

        return q;
    }

    /// <summary>The probability of one sequence, by its number.</summary>
    public static double Probability(int length, int states, int[][] blocks, int y, Func<int[], int, double[]> predictor)
    {
        var tokens = Laws.Tokens(y, length, states);
        var revealed = new List<int>();
        var probability = 1.0;
        foreach (var block in blocks)
        {
            var seen = Laws.Masked(tokens, revealed, states);
            foreach (var i in block)
            {
                probability *= predictor(seen, i)[tokens[i]];
            }

            revealed.AddRange(block);
        }

        return probability;
    }

    /// <summary><c>E_M KL(p ‖ p_Y|M)</c> over all mask sequences with these sizes.</summary>
    public static double Expected(double[] p, int length, int states, int[] sizes, Func<int[], int, double[]> predictor) =>
        Partitions.Ordered(sizes).Average(blocks => Laws.Divergence(p, Output(length, states, blocks, predictor)));

    /// <summary>The same in expectation over random sizes.</summary>
    public static double Expected(double[] p, int length, int states, IEnumerable<(int[] Sizes, double Probability)> sizes, Func<int[], int, double[]> predictor) =>
        sizes.Sum(pair => pair.Probability * Expected(p, length, states, pair.Sizes, predictor));

    /// <summary>The output law <c>p_Y = E_M p_Y|M</c>.</summary>
    public static double[] Output(int length, int states, int[] sizes, Func<int[], int, double[]> predictor) =>
        Output(length, states, [(sizes, 1.0)], predictor);

    /// <summary>The same for random sizes.</summary>
    public static double[] Output(int length, int states, IEnumerable<(int[] Sizes, double Probability)> sizes, Func<int[], int, double[]> predictor)
    {
        var output = new double[Laws.Count(length, states)];
        foreach (var (list, probability) in sizes)
        {
            var all = Partitions.Ordered(list).ToList();
            foreach (var blocks in all)
            {
                var q = Output(length, states, blocks, predictor);
                for (var y = 0; y < q.Length; y++)
                {
                    output[y] += probability / all.Count * q[y];
                }
            }
        }

        return output;
    }

    /// <summary>LC (5), literally: <c>−E[L/|M_τ| Σ_{i∈M_τ} log p̂_i(X_i|X_τ)]</c>, P{τ=t} = s_t/L, M_τ uniform of its size.</summary>
    public static double Loss(double[] p, int length, int states, int[] sizes, Func<int[], int, double[]> predictor)
    {
        var loss = 0.0;
        var known = 0;
        foreach (var size in sizes)
        {
            var sets = Partitions.Subsets([.. Enumerable.Range(0, length)], length - known).ToList();
            foreach (var masked in sets)
            {
                var revealed = Enumerable.Range(0, length).Except(masked).ToArray();
                for (var x = 0; x < p.Length; x++)
                {
                    var tokens = Laws.Tokens(x, length, states);
                    var seen = Laws.Masked(tokens, revealed, states);
                    foreach (var i in masked.Where(_ => p[x] > 0))
                    {
                        loss -= (double)size / length / sets.Count * p[x] * length / masked.Length * Math.Log(predictor(seen, i)[tokens[i]]);
                    }
                }
            }

            known += size;
        }

        return loss;
    }

    /// <summary>LC (7): the loss of the predictor less that of the optimal one.</summary>
    public static double TrainingError(double[] p, int length, int states, int[] sizes, Func<int[], int, double[]> predictor) =>
        Loss(p, length, states, sizes, predictor) - Loss(p, length, states, sizes, Predictors.Exact(p, length, states));
}
