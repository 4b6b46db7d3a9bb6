namespace Unmask.Tests.Oracles;

/// <summary>
/// Laws of samplers on a time grid with the exact score frozen at the start of each step and all positions independent given the state: one transition
/// matrix on states a step. Masked: symbols 0…S−1, mask S; uniform: symbols 0…S−1.
/// </summary>
public static class GridSamplers
{
    public enum Rule
    {
        /// <summary>The posterior with a factorised prediction of x_0.</summary>
        Ancestral,

        /// <summary>Jump with probability h r; a row with h R above 1 is normalised and never stays.</summary>
        Euler,

        /// <summary>Poisson counts; moves only if their total is 1.</summary>
        LeapReject,

        /// <summary>Poisson counts; moves if any is positive, to a symbol in proportion to its rate.</summary>
        LeapFirst,
    }

    /// <summary>The law after all steps, on the whole space.</summary>
    /// <param name="masked">Masked, else uniform.</param>
    /// <param name="data">The data law, S^d.</param>
    /// <param name="length">d.</param>
    /// <param name="states">S.</param>
    /// <param name="grid">Times t_N > … > t_0 with B and β at each: (time, B, rate), descending.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="predictor">Masked only: what takes the place of the data's conditionals.</param>
    /// <param name="corrections">Uniform only: moves after each step but the last.</param>
    public static double[] Law(bool masked, double[] data, int length, int states, (double Time, double Integrated, double Rate)[] grid, Rule rule, Func<int[], int, double[]>? predictor = null, int corrections = 0)
    {
        var n = masked ? states + 1 : states;
        var count = Laws.Count(length, n);
        var law = new double[count];
        for (var x = 0; x < count; x++)
        {
            law[x] = masked ? (x == count - 1 ? 1 : 0) : 1.0 / count;
        }

        for (var k = 0; k + 1 < grid.Length; k++)
        {
            var next = new double[count];
            for (var x = 0; x < count; x++)
            {
                if (law[x] == 0)
                {
                    continue;
                }

                var tokens = Laws.Tokens(x, length, n);
                var rows = Enumerable.Range(0, length).Select(i => Row(masked, data, tokens, i, states, grid[k], grid[k + 1], rule, predictor)).ToArray();
                for (var y = 0; y < count; y++)
                {
                    var to = Laws.Tokens(y, length, n);
                    next[y] += rows.Select((row, i) => row[to[i]]).Aggregate(law[x], (product, value) => product * value);
                }
            }

            law = next;
            for (var move = k + 2 < grid.Length ? corrections : 0; move > 0; move--)
            {
                law = Corrected(law, data, length, states, grid[k + 1].Integrated);
            }
        }

        return law;
    }

    /// <summary>A law of the uniform process after a Gibbs move: a uniformly random position drawn anew from <c>p_b(·|all others)</c>.</summary>
    public static double[] Corrected(double[] law, double[] data, int length, int states, double b)
    {
        var corrected = new double[law.Length];
        for (var x = 0; x < law.Length; x++)
        {
            var tokens = Laws.Tokens(x, length, states);
            for (var i = 0; i < length; i++)
            {
                double[] ratios = [.. Rates(false, data, tokens, i, states, b, states, null)];
                ratios[tokens[i]] = 1;
                for (var v = 0; v < states; v++)
                {
                    corrected[Laws.Index([.. tokens[..i], v, .. tokens[(i + 1)..]], states)] += law[x] * ratios[v] / ratios.Sum() / length;
                }
            }
        }

        return corrected;
    }

    /// <summary>The law over S^d once every mask left is drawn at once, each from its conditional, or the predictor's, given the revealed tokens.</summary>
    public static double[] Filled(double[] law, double[] data, int length, int states, Func<int[], int, double[]>? predictor = null)
    {
        var filled = new double[data.Length];
        for (var x = 0; x < law.Length; x++)
        {
            var tokens = Laws.Tokens(x, length, states + 1);
            for (var y = 0; law[x] > 0 && y < data.Length; y++)
            {
                var to = Laws.Tokens(y, length, states);
                var probability = law[x];
                for (var i = 0; i < length; i++)
                {
                    probability *= tokens[i] == states ? (predictor?.Invoke(tokens, i) ?? Laws.Conditional(data, length, states, tokens, i))[to[i]] : tokens[i] == to[i] ? 1 : 0;
                }

                filled[y] += probability;
            }
        }

        return filled;
    }

    private static double[] Row(bool masked, double[] data, int[] tokens, int i, int states, (double Time, double Integrated, double Rate) start, (double Time, double Integrated, double Rate) end, Rule rule, Func<int[], int, double[]>? predictor)
    {
        var n = masked ? states + 1 : states;
        if (masked && tokens[i] != states)
        {
            return [.. Enumerable.Range(0, n).Select(v => v == tokens[i] ? 1.0 : 0)];
        }

        return rule == Rule.Ancestral
            ? Posterior(masked, data, tokens, i, states, start.Integrated, end.Integrated, predictor)
            : Jumps(Rates(masked, data, tokens, i, states, start.Integrated, start.Rate, predictor), tokens[i], start.Time - end.Time, rule);
    }

    internal static double[] Posterior(bool masked, double[] data, int[] tokens, int i, int states, double b, double lower, Func<int[], int, double[]>? predictor)
    {
        var clean = Clean(masked, data, tokens, i, states, b, predictor);
        if (masked)
        {
            var reveal = (Math.Exp(-lower) - Math.Exp(-b)) / (1 - Math.Exp(-b));
            return [.. clean.Select(value => reveal * value), 1 - reveal];
        }

        double Kernel(double time, int from, int to) => (Math.Exp(-time) * (from == to ? 1 : 0)) + ((1 - Math.Exp(-time)) / states);
        return [.. Enumerable.Range(0, states).Select(v => Enumerable.Range(0, states).Sum(x0 => clean[x0] * Kernel(lower, x0, v) * Kernel(b - lower, v, tokens[i]) / Kernel(b, x0, tokens[i])))];
    }

    internal static double[] Rates(bool masked, double[] data, int[] tokens, int i, int states, double b, double rate, Func<int[], int, double[]>? predictor)
    {
        if (masked)
        {
            var clean = Clean(masked, data, tokens, i, states, b, predictor);
            return [.. clean.Select(value => rate * Math.Exp(-b) / (1 - Math.Exp(-b)) * value), 0];
        }

        double Density(int symbol)
        {
            var sum = 0.0;
            for (var x0 = 0; x0 < data.Length; x0++)
            {
                var start = Laws.Tokens(x0, tokens.Length, states);
                var term = data[x0];
                for (var j = 0; j < tokens.Length; j++)
                {
                    term *= (Math.Exp(-b) * (start[j] == (j == i ? symbol : tokens[j]) ? 1 : 0)) + ((1 - Math.Exp(-b)) / states);
                }

                sum += term;
            }

            return sum;
        }

        return [.. Enumerable.Range(0, states).Select(v => v == tokens[i] ? 0 : rate / states * Density(v) / Density(tokens[i]))];
    }

    private static double[] Clean(bool masked, double[] data, int[] tokens, int i, int states, double b, Func<int[], int, double[]>? predictor)
    {
        if (masked)
        {
            return predictor?.Invoke(tokens, i) ?? Laws.Conditional(data, tokens.Length, states, tokens, i);
        }

        var row = new double[states];
        for (var x0 = 0; x0 < data.Length; x0++)
        {
            var start = Laws.Tokens(x0, tokens.Length, states);
            row[start[i]] += start.Zip(tokens).Aggregate(data[x0], (product, pair) => product * ((Math.Exp(-b) * (pair.First == pair.Second ? 1 : 0)) + ((1 - Math.Exp(-b)) / states)));
        }

        return [.. row.Select(value => value / row.Sum())];
    }

    private static double[] Jumps(double[] rates, int token, double h, Rule rule)
    {
        var total = rates.Sum();
        var row = rule switch
        {
            Rule.Euler => rates.Select(rate => h * total > 1 ? rate / total : h * rate),
            Rule.LeapReject => rates.Select(rate => h * rate * Math.Exp(-h * total)),
            _ => rates.Select(rate => total == 0 ? 0 : (1 - Math.Exp(-h * total)) * rate / total),
        };
        var law = row.ToArray();
        law[token] = 1 - law.Sum();
        return law;
    }
}
