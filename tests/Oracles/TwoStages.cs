namespace Unmask.Tests.Oracles;

/// <summary>Laws of samplers on a time grid whose steps have two stages, every intermediate state of every state by itself, arXiv 2502.00234.</summary>
public static class TwoStages
{
    /// <summary>The law after all steps, on the whole space.</summary>
    /// <param name="masked">Masked, else uniform.</param>
    /// <param name="data">The data law, S^d.</param>
    /// <param name="length">d.</param>
    /// <param name="states">S.</param>
    /// <param name="times">t_N > … > t_0.</param>
    /// <param name="noise">B and β of a time.</param>
    /// <param name="theta">The part of a step that the first stage takes.</param>
    /// <param name="trapezoidal">The θ-trapezoidal method, else θ-RK-2.</param>
    /// <param name="predictor">Masked only: what takes the place of the data's conditionals.</param>
    public static double[] Law(
        bool masked, double[] data, int length, int states, double[] times, Func<double, (double Integrated, double Rate)> noise, double theta, bool trapezoidal, Func<int[], int, double[]>? predictor = null)
    {
        var n = masked ? states + 1 : states;
        var count = Laws.Count(length, n);
        double[] law = [.. Enumerable.Range(0, count).Select(x => masked ? (x == count - 1 ? 1.0 : 0) : 1.0 / count)];
        for (var k = 0; k + 1 < times.Length; k++)
        {
            var h = times[k] - times[k + 1];
            var (start, middle) = (Rates(times[k]), Rates(times[k] - (theta * h)));
            var next = new double[count];
            for (var x = 0; x < count; x++)
            {
                var from = Laws.Tokens(x, length, n);
                var first = from.Select((token, i) => Leap([.. start[x][i].Select(rate => theta * h * rate)], token)).ToArray();
                for (var y = 0; law[x] > 0 && y < count; y++)
                {
                    var to = Laws.Tokens(y, length, n);
                    var weight = first.Select((row, i) => row[to[i]]).Aggregate(law[x], (product, value) => product * value);
                    var second = from.Select((token, i) => trapezoidal
                        ? Leap([.. middle[y][i].Zip(start[x][i], (later, earlier) => h * ((later / (2 * theta)) - (to[i] == token ? earlier * (((1 - theta) * (1 - theta)) + (theta * theta)) / (2 * theta) : 0)))], to[i])
                        : Leap([.. middle[y][i].Zip(start[x][i], (later, earlier) => h * (((1 - (1 / (2 * theta))) * earlier) + (later / (2 * theta))))], token)).ToArray();
                    for (var z = 0; weight > 0 && z < count; z++)
                    {
                        var last = Laws.Tokens(z, length, n);
                        next[z] += second.Select((row, i) => row[last[i]]).Aggregate(weight, (product, value) => product * value);
                    }
                }
            }

            law = next;
        }

        return law;

        // Of every state, of every position.
        double[][][] Rates(double time)
        {
            var (b, rate) = noise(time);
            return [.. Enumerable.Range(0, count).Select(x => Laws.Tokens(x, length, n)).Select(tokens => tokens.Select((token, i) => masked && token != states
                ? new double[n]
                : GridSamplers.Rates(masked, data, tokens, i, states, b, rate, predictor)).ToArray())];
        }
    }

    /// <summary>Poisson numbers of jumps, those below 0 counting as 0; moves if any is positive.</summary>
    private static double[] Leap(double[] jumps, int token)
    {
        double[] positive = [.. jumps.Select((mean, v) => v == token || mean < 0 ? 0 : mean)];
        var total = positive.Sum();
        var law = positive.Select(mean => total == 0 ? 0 : (1 - Math.Exp(-total)) * mean / total).ToArray();
        law[token] = Math.Exp(-total);
        return law;
    }
}
