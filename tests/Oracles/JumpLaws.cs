namespace Unmask.Tests.Oracles;

/// <summary>Laws of samplers that go from jump to jump.</summary>
public static class JumpLaws
{
    /// <summary>
    /// The uniform process's reverse chain at a time, from the prior at the end, with the exact score: Bayes' rule from its start, <c>p_s(y) Σ_x prior(x) k_{T|s}(x|y)/p_T(x)</c>.
    /// </summary>
    /// <param name="data">The data law, S^d.</param>
    /// <param name="length">d.</param>
    /// <param name="states">S.</param>
    /// <param name="stop">B at the time.</param>
    /// <param name="end">B at the end.</param>
    public static double[] Uniform(double[] data, int length, int states, double stop, double end)
    {
        var last = Noisy(data, length, states, end);
        return [.. Noisy(data, length, states, stop).Select((p, y) => p * last.Select((q, x) => Kernel(length, states, end - stop, y, x) / q).Sum() / data.Length)];
    }

    /// <summary>The forward law of the uniform process, <c>p_b(y) = Σ_x p(x) k_b(y|x)</c>.</summary>
    public static double[] Noisy(double[] data, int length, int states, double b) => [.. data.Select((_, y) => data.Select((p, x) => p * Kernel(length, states, b, x, y)).Sum())];

    /// <summary>A law of the uniform process at a B, after every position was drawn at once from its posterior at t = 0.</summary>
    public static double[] Finished(double[] law, double[] data, int length, int states, double b)
    {
        var finished = new double[law.Length];
        for (var x = 0; x < law.Length; x++)
        {
            var tokens = Laws.Tokens(x, length, states);
            var rows = tokens.Select((_, i) => GridSamplers.Posterior(false, data, tokens, i, states, b, 0, null)).ToArray();
            for (var y = 0; y < law.Length; y++)
            {
                finished[y] += Laws.Tokens(y, length, states).Select((v, i) => rows[i][v]).Aggregate(law[x], (product, value) => product * value);
            }
        }

        return finished;
    }

    /// <summary>
    /// Rates that are frozen from jump to jump: the law of the outcome F(x, t) given the state x that is looked at at t, by the integral equation
    /// <c>F(x, t) = e^{−R(t − stop)} finish(x) + ∫_stop^t e^{−R(t − s)} Σ_y r(x, y) F(y, s) ds</c>, R and r at t; by the trapezoidal rule, refined once and extrapolated.
    /// </summary>
    /// <param name="masked">Masked, else uniform.</param>
    /// <param name="data">The data law, S^d.</param>
    /// <param name="length">d.</param>
    /// <param name="states">S.</param>
    /// <param name="stop">The time to stop at, above 0.</param>
    /// <param name="noise">B and β of a time from 0 to 1.</param>
    /// <param name="finish">The law of the outcome of each state at the stop.</param>
    /// <param name="predictor">Masked only: what takes the place of the data's conditionals.</param>
    public static double[] Frozen(
        bool masked, double[] data, int length, int states, double stop, Func<double, (double Integrated, double Rate)> noise, double[][] finish, Func<int[], int, double[]>? predictor = null)
    {
        return [.. Law(120).Zip(Law(240), (coarse, fine) => ((4 * fine) - coarse) / 3)];

        double[] Law(int cells)
        {
            var n = masked ? states + 1 : states;
            var (count, h) = (Laws.Count(length, n), (1 - stop) / cells);
            var law = new double[cells + 1][][];
            law[0] = finish;
            for (var m = 1; m <= cells; m++)
            {
                var (b, rate) = noise(stop + (m * h));
                var jumps = Enumerable.Range(0, count).Select(x => Jumps(Laws.Tokens(x, length, n), b, rate).ToList()).ToArray();
                law[m] = [.. Enumerable.Range(0, count).Select(x => (double[])law[m - 1][x].Clone())];
                var known = new double[count][];
                for (var x = 0; x < count; x++)
                {
                    var total = jumps[x].Sum(jump => jump.Rate);
                    known[x] = [.. finish[x].Select(value => Math.Exp(-total * m * h) * value)];
                    for (var s = 0; s < m; s++)
                    {
                        foreach (var (to, each) in jumps[x])
                        {
                            Add(known[x], law[s][to], h * (s == 0 ? 0.5 : 1) * Math.Exp(-total * (m - s) * h) * each);
                        }
                    }
                }

                // The end of the interval is the unknown itself.
                for (var round = 0; round < 12; round++)
                {
                    for (var x = 0; x < count; x++)
                    {
                        var next = (double[])known[x].Clone();
                        foreach (var (to, each) in jumps[x])
                        {
                            Add(next, law[m][to], h / 2 * each);
                        }

                        law[m][x] = next;
                    }
                }
            }

            return masked ? law[cells][^1] : [.. Enumerable.Range(0, data.Length).Select(y => law[cells].Average(row => row[y]))];
        }

        IEnumerable<(int To, double Rate)> Jumps(int[] tokens, double b, double rate)
        {
            var n = masked ? states + 1 : states;
            for (var i = 0; i < length; i++)
            {
                for (var v = 0; v < states && !(masked && tokens[i] != states); v++)
                {
                    var other = (int[])tokens.Clone();
                    other[i] = v;
                    if (v != tokens[i])
                    {
                        yield return (Laws.Index(other, n), GridSamplers.Rates(masked, data, tokens, i, states, b, rate, predictor)[v]);
                    }
                }
            }
        }
    }

    /// <summary>Masked, all jumps from one look at the start: each position by itself, revealed before the stop or drawn with all that are left.</summary>
    /// <param name="data">The data law, S^d.</param>
    /// <param name="length">d.</param>
    /// <param name="states">S.</param>
    /// <param name="revealed">The probability that a position is revealed before the stop.</param>
    /// <param name="predictor">What tokens are drawn from.</param>
    public static double[] OneLook(double[] data, int length, int states, double revealed, Func<int[], int, double[]> predictor)
    {
        int[] none = [.. Enumerable.Repeat(states, length)];
        var rows = none.Select((_, i) => predictor(none, i).Select(p => revealed * p).Append(1 - revealed).ToArray()).ToArray();
        double[] law = [.. Enumerable.Range(0, Laws.Count(length, states + 1)).Select(x => Laws.Tokens(x, length, states + 1).Select((v, i) => rows[i][v]).Aggregate(1.0, (product, value) => product * value))];
        return GridSamplers.Filled(law, data, length, states, predictor);
    }

    private static double Kernel(int length, int states, double b, int from, int to) => Laws.Tokens(from, length, states).Zip(Laws.Tokens(to, length, states))
        .Aggregate(1.0, (product, pair) => product * ((pair.First == pair.Second ? Math.Exp(-b) : 0) + ((1 - Math.Exp(-b)) / states)));

    private static void Add(double[] sum, double[] values, double weight)
    {
        for (var y = 0; y < sum.Length; y++)
        {
            sum[y] += weight * values[y];
        }
    }
}
